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

/** Puts another text in the profile's place; `remembered` where what was before it is kept already. */
function replace(text, { what = "Ændringen", typed = false, remembered = false } = {}) {
  queue = queue.then(async () => {
    const reading = await engine.ask({ ask: "read", text }, 20_000);
    if (!remembered) remember(what, typed ? "text" : null);
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
  // The tender with its lock and its file: what was opened is taken back with all that belongs to it.
  const { text, lock, file } = state;
  state.past.push({ text, lock, file, what, group, at: now });
  if (state.past.length > 200) state.past.shift();
}

async function undo() {
  await queue;
  const last = state.past.pop();
  if (!last) return;
  const another = last.lock !== state.lock || last.file !== state.file;
  Object.assign(state, { text: last.text, lock: last.lock, file: last.file, brought: {} });
  if (another) {
    state.issue = state.receipt = null;
    await equip();
  }
  state.reading = await engine.ask({ ask: "read", text: last.text });
  keep();
  show();
  announce(`${last.what} er fortrudt.`);
}

/** What an answer brought, in a sentence for those who listen. */
function summary(changes) {
  if (!changes) return "Svaret er gemt.";
  if (!changes.length) return "Svaret er gemt. Det ændrer ikke andre krav.";
  const of = (is) => changes.filter(is).length;
  const now = of(({ id, to }) => id && to !== "excluded");
  const gone = of(({ id, to }) => id && to === "excluded");
  const asked = of(({ fact, to }) => fact && to === "open");
  const parts = [];
  if (now) parts.push(`${now} krav er ændret eller kommet til`);
  if (gone) parts.push(`${gone} krav gælder ikke`);
  if (asked) parts.push(count(asked, "nyt spørgsmål", "nye spørgsmål"));
  return `Svaret er gemt: ${parts.join(", ") || "spørgsmålene er ændret"}. Hvorfor står under spørgsmålet.`;
}

/** The largest file that the browser is asked to keep, in bytes; it keeps some five millions in all. */
const MOST_KEPT = 1 << 20;

/** Keeps the tender in the browser, so that a closed window loses nothing: its text, its lock and what lies beside it. */
function keep() {
  const files = [...state.files].filter(([, bytes]) => bytes.length <= MOST_KEPT).map(([name, bytes]) => [name, asLetters(bytes)]);
  try {
    localStorage.setItem(KEPT, JSON.stringify({ text: state.text, lock: state.lock, files, at: Date.now(), by: own, file: { ...state.file, handle: null, lockHandle: null, saved: state.file.saved === state.text, locked: state.file.locked === state.lock } }));
    state.kept = true;
  } catch { state.kept = false; }
}

function kept() {
  try { return JSON.parse(localStorage.getItem(KEPT) ?? "null"); } catch { return null; }
}

const asLetters = (bytes) => { let letters = ""; for (const byte of bytes) letters += String.fromCharCode(byte); return btoa(letters); };
const asBytes = (letters) => Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));

/** Takes up what the browser kept. */
function takeUp(before) {
  state.text = before.text;
  state.lock = before.lock ?? null;
  const { saved, locked } = before.file ?? {};
  Object.assign(state.file, before.file, { saved: saved ? state.text : "", locked: locked ? state.lock : null });
  state.files = new Map((before.files ?? []).map(([name, letters]) => [name, asBytes(letters)]));
}

/** Another window of this browser that changes the same tender is told of, and never overwritten in silence. */
function watchWindows() {
  addEventListener("storage", (event) => {
    if (event.key !== KEPT || !event.newValue) return;
    const other = JSON.parse(event.newValue);
    if (other.by === own || other.text === state.text) return;
    notice("Udbuddet er også åbent i et andet vindue og er ændret dér. Luk det ene, så dine svar ikke overskriver hinanden.", "bad",
      button({ onclick: () => { $("notices").replaceChildren(); replace(other.text, { what: "Hentningen fra det andet vindue" }); } },
        "Brug det andet vindues udgave"));
  });
}

/** Tells the engines all that they must know of the tender beside its text. Nobody waits for the press: what it is asked comes after. */
function equip() {
  const [told, later] = both().map((part) => {
    const gone = [...part.laid.keys()].filter((name) => !state.files.has(name));
    part.name(state.file.name);
    return Promise.all([part.lock(state.lock), ...gone.map((name) => part.lay(name, null)), ...[...state.files].map(([name, bytes]) => part.lay(name, bytes))]);
  });
  later?.catch(() => null);
  return told;
}

/** Something of ours broke: the text is safe, and the user can go on. */
function failed(error) {
  console.error(error);
  notice(`Noget gik galt i siden (${error.message}). Dine svar er gemt. Prøv igen, eller gem profilen og åbn den i programmet.`, "bad");
}
