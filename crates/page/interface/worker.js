// Holds an engine apart from the page: what takes long, or does not end, stops nothing but itself.
let engine = null;
let memory = null;

/** The bytes that letters stand for: two each, and some letters are written as two (`tender::text::dense`). */
function bytesOf({ letters, bytes: length }) {
  const bytes = new Uint8Array(length);
  for (let letter = 0, at = 0; letter < letters.length; letter++) {
    let unit = letters.charCodeAt(letter);
    if (unit === 0xe000) unit = letters.charCodeAt(++letter) ^ 0x8000;
    bytes[at++] = unit;
    bytes[at++] = unit >>> 8;
  }
  return bytes;
}

/** The module as it comes: its pieces are unpacked and compiled while more of them are on their way. */
const coming = {
  packed: [],
  take(piece) {
    const bytes = bytesOf(piece);
    this.packed.push(bytes);
    this.controller.enqueue(bytes);
    if (piece.last) { this.controller.close(); this.done(); }
  },
};
coming.whole = new Promise((done) => { coming.done = done; });
coming.stream = new ReadableStream({ start(controller) { coming.controller = controller; } });

async function compiled() {
  const unpacked = () => new DecompressionStream("gzip");
  try {
    return await WebAssembly.compileStreaming(new Response(coming.stream.pipeThrough(unpacked()), { headers: { "Content-Type": "application/wasm" } }));
  } catch {
    // A browser that compiles no stream gets it whole.
    await coming.whole;
    const stream = unpacked();
    const writer = stream.writable.getWriter();
    const read = new Response(stream.readable).arrayBuffer();
    for (const bytes of coming.packed) writer.write(bytes);
    writer.close();
    return WebAssembly.compile(await read);
  } finally {
    coming.packed = [];
  }
}

/** Files as the engine takes them: their bytes behind one another. */
function packed(files) {
  const bytes = new Uint8Array(files.reduce((sum, file) => sum + file.bytes.length, 0));
  let at = 0;
  for (const file of files) { bytes.set(file.bytes, at); at += file.bytes.length; }
  return [JSON.stringify(files.map((file) => file.name)), Uint32Array.from(files, (file) => file.bytes.length), bytes];
}

const acts = {
  /** Sets the engine up, from a module that another worker compiled or from pieces, with a house of its own if the page has one. */
  async begin({ module, house }) {
    const ready = module ?? await compiled();
    memory = wasm_bindgen.initSync({ module: ready }).memory;
    engine = new wasm_bindgen.Engine(house ? bytesOf(house) : new Uint8Array());
    return { module: module ? null : ready };
  },
  ask: ({ question }) => JSON.parse(engine.ask(JSON.stringify(question))),
  print: ({ text, kind, format }) => engine.print(text, kind, format),
  picture({ text, kind, page }) {
    const sheet = engine.picture(text, kind, page);
    const { page: shown, pages, marks, svg } = sheet;
    sheet.free();
    return { page: shown, pages, marks: JSON.parse(marks), svg };
  },
  pack: ({ files }) => engine.pack(...packed(files)),
  publish: ({ text, files }) => engine.publish(text, ...packed(files)) ?? null,
  call: ({ name }) => engine.call_it(name),
  lock: ({ lock }) => engine.lay_lock(lock ?? undefined),
  lay: ({ name, bytes }) => engine.lay_beside(name, bytes),
  take: ({ name }) => engine.take_away(name),
  read: ({ bytes }) => wasm_bindgen.Engine.read_form(bytes),
  member: ({ bytes, at }) => wasm_bindgen.Engine.member(bytes, at),
  profile: ({ bytes }) => wasm_bindgen.Engine.profile_in(bytes),
  lockIn: ({ bytes }) => JSON.parse(wasm_bindgen.Engine.lock_in(bytes)),
  checklist: ({ fields, bytes }) => JSON.parse(engine.of_checklist(fields ? JSON.stringify(fields) : undefined, bytes ?? new Uint8Array()) ?? "null"),
  compare({ forms, text }) {
    engine.clear_forms();
    for (const form of forms) engine.take_form(form.file, form.reading);
    return JSON.parse(engine.compare(text ?? undefined));
  },
  comparison: ({ text, format, evaluators }) => engine.comparison(text ?? undefined, format, evaluators ?? []),
  library: ({ bytes }) => JSON.parse(engine.open_library(bytes)),
  /** Learns from forms, and gives the library as it is then. */
  learn({ forms, bytes }) {
    engine.open_library(bytes);
    const told = forms.map(({ file, bytes: form }) => {
      try { return { file, learned: engine.learn(file, form) ?? null }; } catch (why) { return { file, refused: String(why) }; }
    });
    const [json, xlsx] = [engine.library("json"), engine.library("xlsx")];
    return { told, json, xlsx, held: JSON.parse(engine.open_library(json)) };
  },
  answer({ file, bytes, changed }) {
    const answered = engine.answer(file, bytes, changed);
    const { form, review, told } = answered;
    answered.free();
    return { form, review, told: JSON.parse(told) };
  },
};

/** What can be handed over rather than copied. */
function handed(answer) {
  if (answer instanceof Uint8Array) return [answer.buffer];
  return Object.values(answer ?? {}).filter((value) => value instanceof Uint8Array).map((value) => value.buffer);
}

onmessage = async ({ data: { id, act, piece, ...given } }) => {
  if (piece) { coming.take(piece); return; }
  try {
    const answer = await acts[act](given);
    postMessage({ id, answer, memory: memory.buffer.byteLength }, handed(answer));
  } catch (error) {
    // What Rust refuses is a text; whatever else is thrown is a fault of ours, after which the engine is not to be trusted.
    const refused = typeof error === "string";
    postMessage({ id, refused, failed: refused ? error : `${error?.message ?? error}` });
  }
};
