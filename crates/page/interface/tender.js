// Fields: what is asked of the tender itself, and how each is shown with what is wrong with it.

/** The complaints and what is left to settle at a place of the profile: `["tender", "cvr"]`. */
function troubles(...path) {
  const here = (other) => other?.length && path.every((part, at) => spelt(other, at) === String(part));
  return (state.reading.complaints ?? []).filter((complaint) => here(complaint.path));
}

/** A part of a complaint's path as the page spells it: `i-2` in a profile is I-02 here, and `Folger_X` folger-x. */
function spelt(path, at) {
  const part = String(path[at]);
  if (at !== 1) return part;
  if (path[0] === "packages") return part.replace(/^i-?0*(\d+)$/i, (_, number) => `I-${number.padStart(2, "0")}`);
  return path[0] === "facts" ? part.toLowerCase().replaceAll("_", "-") : part;
}

/** The fields that somebody has been at. */
const touched = new Set();

/** The entries that were just added and that nobody has left yet: `question-3`. */
const unleft = new Set();

/**
 * Whether something is said of a field already: that it is empty is no news to who has not come to it, and an entry that was just
 * added is not wrong before it was left.
 */
function isDue({ code, path }) {
  if (touched.has(JSON.stringify(path))) return true;
  return code !== "empty-text" && !(path?.length > 1 && unleft.has(`${path[0]}-${path[1]}`));
}

/** Who goes on to something outside an entry has left it. */
function left(outside) {
  const gone = [...unleft].filter((key) => {
    const entry = document.querySelector(`[data-entry="${key}"]`);
    return entry && outside && !entry.contains(outside);
  });
  if (!gone.length) return;
  for (const key of gone) unleft.delete(key);
  refreshTroubles();
  showState();
}
addEventListener("focusin", (event) => left(event.target));
addEventListener("pointerdown", (event) => left(event.target));

/** What is said beside a field. */
function troubleList(path) {
  const found = troubles(...path).filter(isDue);
  return found.map((complaint) => h("p", { class: complaint.severity === "error" ? "bad" : "note" },
    heard(complaint.severity === "error" ? "Fejl: " : "Bemærk: "),
    said(complaint), complaint.code === "empty-text" ? "" : hints(complaint).map((hint) => [" ", hint]), wayOut(complaint)));
}

/** What can be done about a complaint where it stands: a file can be given, and what the linter says can be weighed. */
function wayOut(complaint) {
  if (complaint.code === "lock-missing") return [" ", lockButton()];
  const given = complaint.code === "unreadable" && ["extends", "theme"].includes(complaint.path?.[0]) && /`([^`]+)`/.exec(complaint.message)?.[1];
  if (given) {
    return [" ", button({ class: "link", onclick: () => ask("", async ([file]) => layFile(given, new Uint8Array(await file.arrayBuffer()))) }, "Vælg filen …")];
  }
  const [list, at] = complaint.path ?? [];
  if (!complaint.rule || !lists()[list]?.[at]) return null;
  return [" ", button({ class: "link", onclick: (event) => weigh(event.currentTarget, complaint) },
    "Lad det stå …", heard(` ${complaint.rule}`))];
}

/** Asks why a text may stand though the linter has something to say of it. The reason is printed in the baggrundsnotat. */
function weigh(link, complaint) {
  const [list, at] = complaint.path;
  const id = `weigh-${complaint.code}-${list}-${at}`;
  const reason = h("input", { id, type: "text", autocomplete: "off" });
  const settle = () => {
    if (!reason.value.trim()) { reason.focus(); return; }
    const allow = [...listed(lists()[list][at].allow), `${complaint.code}: ${reason.value.trim()}`];
    change([{ do: "change", list, at: Number(at), key: "allow", value: allow }], { what: "Begrundelsen" });
  };
  reason.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); settle(); } });
  link.replaceWith(h("span", { class: "weigh" }, h("label", { for: id }, "Hvorfor kan teksten blive stående?"), reason,
    button({ onclick: settle }, "Gem begrundelsen")));
  reason.focus();
}

/** What the fields of the profile are called on the page. */
const NAMES = {
  title: "Udbuddets titel", buyer: "Ordregiver", cvr: "CVR-nummer", contact: "Kontakt", reference: "Journalnummer", area: "Ydelsesområde",
  procedure: "Fremgangsmåde", deadline: "Tilbudsfrist", appendix: "Bilagsnummer", version: "Version", date: "Dato", published: "Offentliggjort den",
  "security-appendix": "Bilag med sikkerhedskrav", due: "Skal være opfyldt", text: "Kravet", reason: "Begrundelse", type: "Type",
  question: "Spørgsmålet", answer: "Svaret", cause: "Årsag", received: "Modtaget", answered: "Besvaret", number: "Nummer", lines: "Krav", "late-because": "Hvorfor fristen ikke er overholdt",
  evaluation: "Evaluering", "described-in": "Hvor tilbudsgiverne kan læse om evalueringen", "show-weights": "Vægtene står i bilaget", forms: "Leverandørerne kan svare i",
  buyers: "Ordregivere", edition: "Udgave af kataloget", signature: "Svarskemaet skal underskrives", cancelled: "Aflyst den", organisation: "Afsender", accent: "Farve", logo: "Logo",
  correction: "Årsag og væsentlighed", "leave-out": "Krav fra kataloget, som ikke skal gælde", line: "Krav fra kataloget med anden type eller frist", pointer: "Svaret henviser kun til materialet",
  requirement: "Kravet", weight: "Vægt", unit: "Enhed", "at-least": "Mindst", "at-most": "Højst", packages: "Pakker", facts: "Oplysninger",
};

/** What is said of a complaint: in the page's words where it is about a field of the page that is empty. */
function said(complaint) {
  const key = complaint.path?.at(-1);
  if (complaint.code === "empty-text" && NAMES[key]) return `Udfyld »${NAMES[key]}«.`;
  if (complaint.code === "missing-key" && complaint.message.includes("`packages`")) return "Vælg mindst én pakke.";
  return sentence(complaint.message);
}

/** What helps here in the place of what the program says of its commands and of the text of a profile. */
const WAYS = {
  "published-changed": "Skal det ændres, så begynd en rettelse under »Efter udsendelsen«: Dér vises hvert ord, der er ændret, og rettelsesbladet følger med.",
  "lock-missing": "Kun den ved, hvad leverandørerne har læst, og uden den bliver der intet rettelsesblad.",
  "answer-changed": "Et svar, der er sendt, rettes kun ved et nyt spørgsmål med et nyt svar. Fortryd ændringen.",
};

/** The ways out of a complaint, for who fills in fields: what speaks of commands and of the profile's text is left to those who write that. */
function hints({ code, hints: all = [] }) {
  if (WAYS[code]) return [WAYS[code]];
  return all.filter((hint) => !/`(bilag\b|--|\[|[\w.-]+ = )/.test(hint)).map(sentence);
}

/** A message of the engine's as a sentence, with the page's words for the profile's keys. */
function sentence(text) {
  const plain = text.replace(/`([^`]*)`/g, (_, word) => `»${NAMES[word] ?? word}«`);
  const first = plain.charAt(0).toUpperCase() + plain.slice(1);
  return /[.?!«…]$/.test(first) && !/«$/.test(first) ? first : `${first}.`;
}

const idOf = (...path) => `f-${path.join("-").replace(/[^\wæøåÆØÅ-]/g, "_")}`;

/** A field with its label, its help and what is wrong with it. */
function field(path, label, control, { help, wanted } = {}) {
  const id = idOf(...path);
  const trouble = troubleList(path);
  const about = [help && `${id}-help`, trouble.length && `${id}-said`].filter(Boolean).join(" ");
  control.id ||= id;
  control.addEventListener("blur", () => { touched.add(JSON.stringify(path)); refreshTroubles(); });
  if (about) control.setAttribute("aria-describedby", about);
  if (troubles(...path).some((complaint) => complaint.severity === "error" && isDue(complaint))) control.setAttribute("aria-invalid", "true");
  return h("div", { class: "field" },
    h("label", { for: control.id }, label, wanted && h("span", { class: "wanted" }, " (skal udfyldes)")),
    help && h("p", { class: "help", id: `${id}-help` }, help),
    control,
    h("div", { class: "said", id: `${id}-said`, "data-path": JSON.stringify(path) }, trouble));
}

/** Writes a field of the tender; an empty one is taken away, unless the profile cannot be without it. */
function write(path, value, what, { typed = true, keepEmpty = false } = {}) {
  const empty = value === "" || value === null;
  const edit = empty && !keepEmpty ? { do: "unset", path } : { do: "set", path, value };
  return change([edit], { what, typed, group: path.join(".") });
}

/** A text that is written while it is typed. */
function textField(path, label, options = {}) {
  const value = options.value ?? path.slice(1).reduce((inner, key) => inner?.[key], state.reading.fields?.[path[0]]) ?? "";
  let sent = String(value);
  const send = soon((text) => {
    if (text === sent) return undefined;
    sent = text;
    return write(path, text, label, { keepEmpty: options.wanted });
  });
  const control = h(options.lines ? "textarea" : "input", {
    type: options.lines ? null : options.type ?? "text", rows: options.lines, value: String(value), autocomplete: options.autocomplete ?? "off",
    inputmode: options.inputmode, spellcheck: "true", class: options.class,
    oninput: (event) => send(event.target.value), onchange: (event) => send(event.target.value),
  });
  return field(path, label, control, options);
}

function selectField(path, label, choices, options = {}) {
  const value = options.value ?? path.slice(1).reduce((inner, key) => inner?.[key], state.reading.fields?.[path[0]]) ?? "";
  const control = h("select", { onchange: (event) => (options.write ?? ((chosen) => write(path, chosen, label, { typed: false })))(event.target.value) },
    !options.wanted && h("option", { value: "" }, options.none ?? "Ikke valgt"),
    choices.map(([key, name]) => { const it = h("option", { value: key }, name); it.selected = key === value; return it; }));
  return field(path, label, control, options);
}

/** A date, and an hour beside it where one is asked for. */
function dateField(path, label, { hour = false, help } = {}) {
  const written = String(tender()[path.at(-1)] ?? "");
  const [day = "", time = ""] = written.split("T");
  const id = idOf(...path);
  const date = h("input", { type: "date", value: day, id });
  const clock = !hour ? null : h("input", { type: "time", value: time.slice(0, 5), id: `${id}-time`, "aria-label": `${label}, klokkeslæt` });
  const send = () => {
    if (!date.value) return write(path, "", label);
    const at = clock && clock.value ? `T${clock.value}:00` : "";
    return write(path, { date: date.value + at }, label);
  };
  date.addEventListener("change", send);
  clock?.addEventListener("change", send);
  const box = field(path, label, date, { help });
  if (clock) date.after(h("span", { class: "between" }, "kl."), clock);
  return box;
}

function checkField(path, label, { help } = {}) {
  const id = idOf(...path);
  const control = h("input", { type: "checkbox", id, checked: state.reading.fields?.[path[0]]?.[path.at(-1)] === true,
    onchange: (event) => write(path, event.target.checked ? true : "", label, { typed: false }) });
  return h("div", { class: "field check" }, control, h("label", { for: id }, label), help && helping(help),
    h("div", { class: "said", "data-path": JSON.stringify(path) }, troubleList(path)));
}

/** A group of radio buttons. */
function radios(name, legend, choices, value, chosen, { help, heading } = {}) {
  const id = `r-${name}`;
  return h("fieldset", { class: "radios", id, "data-key": id },
    h("legend", {}, heading ? h(heading, {}, legend) : legend),
    help && h("div", { class: "help", "data-key": "help" }, help),
    choices.map(([key, label, hint]) => h("div", { class: "radio", "data-key": key || "ingen" },
      h("input", { type: "radio", name: id, id: `${id}-${key || "ingen"}`, value: key, checked: key === value, onchange: () => chosen(key) }),
      h("label", { for: `${id}-${key || "ingen"}` }, label, hint && h("span", { class: "help" }, hint)))));
}

/** What is wrong, anew, without touching the fields that somebody types in. */
function refreshTroubles() {
  if (pointer.held) { pointer.due ??= { typed: true }; return; }
  for (const place of document.querySelectorAll("main .said[data-path]")) {
    const path = JSON.parse(place.dataset.path);
    // Who is giving a reason goes on doing so.
    if (place.querySelector(".weigh")) continue;
    place.replaceChildren(...troubleList(path));
    if (!place.id) continue;
    const control = place.parentElement.querySelector("input, select, textarea");
    const bad = troubles(...path).some((complaint) => complaint.severity === "error" && isDue(complaint));
    if (bad) control.setAttribute("aria-invalid", "true"); else control.removeAttribute("aria-invalid");
    const others = (control.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && id !== place.id);
    const about = [...others, ...(place.childElementCount ? [place.id] : [])].join(" ");
    if (about) control.setAttribute("aria-describedby", about); else control.removeAttribute("aria-describedby");
  }
}
