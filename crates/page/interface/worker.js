// Holds an engine apart from the page: what takes long, or does not end, stops nothing but itself.
let engine = null;
let memory = null;

/** Text as bytes, unpacked. */
async function unpacked(pieces) {
  const stream = new DecompressionStream("gzip");
  const writer = stream.writable.getWriter();
  const read = new Response(stream.readable).arrayBuffer();
  for (const piece of pieces) {
    const letters = atob(piece);
    const bytes = new Uint8Array(letters.length);
    for (let at = 0; at < letters.length; at++) bytes[at] = letters.charCodeAt(at);
    writer.write(bytes);
  }
  writer.close();
  return read;
}

const acts = {
  /** Sets the engine up, from its pieces or from a module that another worker compiled, with a house of its own if the page has one. */
  async begin({ pieces, module, house }) {
    const compiled = module ?? await WebAssembly.compile(await unpacked(pieces));
    memory = wasm_bindgen.initSync({ module: compiled }).memory;
    engine = new wasm_bindgen.Engine(house ? Uint8Array.from(atob(house), (letter) => letter.charCodeAt(0)) : new Uint8Array());
    return { module: module ? null : compiled };
  },
  ask: ({ question }) => JSON.parse(engine.ask(JSON.stringify(question))),
  print: ({ text, kind, format }) => engine.print(text, kind, format),
  picture: ({ text, kind, page }) => JSON.parse(engine.picture(text, kind, page)),
  pack({ files }) {
    const bytes = new Uint8Array(files.reduce((sum, file) => sum + file.bytes.length, 0));
    let at = 0;
    for (const file of files) { bytes.set(file.bytes, at); at += file.bytes.length; }
    const lengths = Uint32Array.from(files, (file) => file.bytes.length);
    return engine.pack(JSON.stringify(files.map((file) => file.name)), lengths, bytes);
  },
  call: ({ name }) => engine.call_it(name),
  lay: ({ name, bytes }) => engine.lay_beside(name, bytes),
  read: ({ bytes }) => wasm_bindgen.Engine.read_form(bytes),
  member: ({ bytes, at }) => wasm_bindgen.Engine.member(bytes, at),
  profile: ({ bytes }) => wasm_bindgen.Engine.profile_in(bytes),
  compare({ forms, text }) {
    engine.clear_forms();
    for (const form of forms) engine.take_form(form.file, form.reading);
    return JSON.parse(engine.compare(text ?? undefined));
  },
  comparison: ({ text, format }) => engine.comparison(text ?? undefined, format),
};

onmessage = async ({ data: { id, act, ...given } }) => {
  try {
    const answer = await acts[act](given);
    const bytes = answer instanceof Uint8Array ? [answer.buffer] : [];
    postMessage({ id, answer, memory: memory.buffer.byteLength }, bytes);
  } catch (error) {
    // What Rust refuses is a text; whatever else is thrown is a fault of ours, after which the engine is not to be trusted.
    const refused = typeof error === "string";
    postMessage({ id, refused, failed: refused ? error : `${error?.message ?? error}` });
  }
};
