// The profile's text: changed by the engine, kept in the browser, saved to a file, taken back.

const KEPT = "bilag.udbud";
const own = `${Date.now()}-${Math.random()}`;

/** Changes wait for one another, so that each is made to the text that the one before it left. */
let queue = Promise.resolve();

/** Changes the profile, reads it anew and shows what came of it. `typed` leaves the step as it stands while somebody types in it. */
function change(edits, { what = "Ændringen", fact = null, typed = false, group = null } = {}) {
  const begun = performance.now();
  queue = queue.then(async () => {
    const answer = await engine.ask({ ask: "edit", text: state.text, edits }, 20_000);
    if (answer.refused) { notice(answer.refused, "bad"); return; }
    remember(what, group);
    state.text = answer.text;
    state.reading = answer.reading;
    if (fact) {
      state.brought[fact] = answer.changes;
      announce(summary(answer.changes));
    }
    keep();
    show({ typed });
    performance.measure("bilag-answer", { start: begun });
  }).catch(failed);
  return queue;
}

/** Puts another text in the profile's place. */
function replace(text, { what = "Ændringen", typed = false } = {}) {
  queue = queue.then(async () => {
    const reading = await engine.ask({ ask: "read", text }, 20_000);
    remember(what, typed ? "text" : null);
    state.text = text;
    state.reading = reading;
    keep();
    show({ typed });
  }).catch(failed);
  return queue;
}

function remember(what, group) {
  const last = state.past.at(-1);
  const now = Date.now();
  // What is typed in one go is taken back in one go.
  if (group && last?.group === group && now - last.at < 5_000) { last.at = now; return; }
  state.past.push({ text: state.text, what, group, at: now });
  if (state.past.length > 200) state.past.shift();
}

async function undo() {
  await queue;
  const last = state.past.pop();
  if (!last) return;
  state.text = last.text;
  state.reading = await engine.ask({ ask: "read", text: last.text });
  state.brought = {};
  keep();
  show();
  announce(`${last.what} er fortrudt.`);
}

/** What an answer brought, in a sentence for those who listen. */
function summary(changes) {
  if (!changes?.length) return "Svaret er gemt. Det ændrer ikke andre krav.";
  const now = changes.filter((change) => change.id && change.to !== "excluded").length;
  const gone = changes.filter((change) => change.id && change.to === "excluded").length;
  const asked = changes.filter((change) => change.fact && change.to === "open").length;
  const parts = [];
  if (now) parts.push(`${now} krav er ændret eller kommet til`);
  if (gone) parts.push(`${gone} krav gælder ikke`);
  if (asked) parts.push(count(asked, "nyt spørgsmål", "nye spørgsmål"));
  return `Svaret er gemt: ${parts.join(", ") || "spørgsmålene er ændret"}. Hvorfor står under spørgsmålet.`;
}

/** Keeps the text in the browser, so that a closed window loses nothing. */
function keep() {
  try {
    localStorage.setItem(KEPT, JSON.stringify({ text: state.text, name: state.file.name, at: Date.now(), by: own }));
    state.kept = true;
  } catch { state.kept = false; }
}

function kept() {
  try { return JSON.parse(localStorage.getItem(KEPT) ?? "null"); } catch { return null; }
}

/** Another window of this browser that changes the same tender is told of, and never overwritten in silence. */
function watchWindows() {
  addEventListener("storage", (event) => {
    if (event.key !== KEPT || !event.newValue) return;
    const other = JSON.parse(event.newValue);
    if (other.by === own || other.text === state.text) return;
    notice("Udbuddet er også åbent i et andet vindue og er ændret dér. Luk det ene, så dine svar ikke overskriver hinanden.", "bad",
      h("button", { type: "button", onclick: () => { $("notices").replaceChildren(); replace(other.text, { what: "Hentningen fra det andet vindue" }); } },
        "Brug det andet vindues udgave"));
  });
}

/** Documents say which file they were made of. */
function named() {
  for (const part of [engine, press]) part.name(state.file.name);
}

const isSaved = () => state.file.saved === state.text;

/** Saves the profile: to the file that it came from where the browser can, else as a download. */
async function save() {
  await queue;
  const bytes = new TextEncoder().encode(state.text);
  try {
    if (!state.file.handle && window.showSaveFilePicker) {
      state.file.handle = await showSaveFilePicker({ suggestedName: state.file.name,
        types: [{ description: "Udbudsprofil", accept: { "application/toml": [".toml"] } }] });
    }
    if (state.file.handle) {
      const there = await (await state.file.handle.getFile()).text();
      if (state.file.saved && there && there !== state.file.saved && !confirm(
        "Filen er ændret af en anden, siden du åbnede den. Vil du overskrive den?")) return;
      const file = await state.file.handle.createWritable();
      await file.write(bytes);
      await file.close();
      state.file.name = state.file.handle.name;
      named();
    } else {
      download(state.file.name, bytes, "application/toml");
    }
  } catch (error) {
    if (error.name === "AbortError") return;
    state.file.handle = null;
    download(state.file.name, bytes, "application/toml");
  }
  state.file.saved = state.text;
  keep();
  showState();
  announce(`${state.file.name} er gemt.`);
}

/** Opens a profile, or the profile that one of our documents carries. */
async function openFile(file, handle = null) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const isDocument = /\.(pdf|xlsx|docx)$/i.test(file.name);
  try {
    const text = isDocument ? await apart("profile", { bytes }) : new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    state.file = { name: isDocument ? "profil.toml" : file.name, handle: isDocument ? null : handle, saved: isDocument ? "" : text };
    named();
    state.brought = {};
    await replace(text, { what: "Åbningen af filen" });
    if (isDocument) {
      notice("Profilen er hentet ud af dokumentet. Dine egne noter og kommentarer ligger ikke i det, for leverandørerne får det samme dokument.");
    }
    go("udbuddet");
  } catch (error) {
    const why = error instanceof TypeError ? "Filen er ikke en tekst i UTF-8. Gem den i Notesblok med kodningen UTF-8, og prøv igen." : error.message;
    notice(`${file.name} kan ikke åbnes. ${why}`, "bad");
  }
}

async function choose() {
  if (window.showOpenFilePicker) {
    try {
      const [handle] = await showOpenFilePicker();
      return openFile(await handle.getFile(), handle);
    } catch (error) {
      if (error.name === "AbortError") return undefined;
    }
  }
  const chooser = $("chooser");
  chooser.accept = ".toml,.pdf,.xlsx";
  chooser.multiple = false;
  chooser.onchange = () => { if (chooser.files[0]) openFile(chooser.files[0]); chooser.value = ""; };
  chooser.click();
  return undefined;
}

/** Something of ours broke: the text is safe, and the user can go on. */
function failed(error) {
  console.error(error);
  notice(`Noget gik galt i siden (${error.message}). Dine svar er gemt. Prøv igen, eller gem profilen og åbn den i programmet.`, "bad");
}
