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

const keyOf = (path) => (path ?? []).join("/");

/** The fields that somebody has been at. */
const touched = new Set();

/** The entries that were just added and that nobody has left yet: `question-3`. */
const unleft = new Set();

/**
 * Whether something is said of a field already: that it is empty is no news to who has not come to it, and an entry that was just
 * added is not wrong before it was left.
 */
function isDue({ code, path }) {
  if (touched.has(keyOf(path))) return true;
  return !/^(empty-text|no-package)$/.test(code) && !(path?.length > 1 && unleft.has(`${path[0]}-${path[1]}`));
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
    heard(complaint.severity === "error" ? "Fejl: " : "Bemærk: "), told(complaint), wayOut(complaint)));
}

/** What can be done about a complaint where it stands: a file can be given, and what the linter says can be weighed. */
function wayOut(complaint) {
  if (complaint.code === "lock-missing") return [" ", lockButton()];
  if (complaint.code === "told-late") return [" ", leads(`Skriv under »${about(["tender", "late-because"])[0]}«`, ["tender", "late-because"])];
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

/** What a field is called, and what helps who fills it in; of an entry by its key alone. */
const about = (path) => state.guide.fields[path.filter((part) => isNaN(part)).join("/")] ?? state.guide.fields[path[0]];

/** A complaint in a sentence for who fills in fields, and the ways out. */
const told = (complaint) => [complaint.said, ...complaint.ways].join(" ");

const idOf = (...path) => `f-${path.join("-").replace(/[^\wæøåÆØÅ-]/g, "_")}`;

/** A field with its label, its help and what is wrong with it. */
function field(path, control, { help = about(path)[1], wanted } = {}) {
  const id = idOf(...path);
  const trouble = troubleList(path);
  const described = [help && `${id}-help`, trouble.length && `${id}-said`].filter(Boolean).join(" ");
  control.id ||= id;
  control.addEventListener("blur", () => { touched.add(keyOf(path)); refreshTroubles(); });
  if (described) control.setAttribute("aria-describedby", described);
  if (troubles(...path).some((complaint) => complaint.severity === "error" && isDue(complaint))) control.setAttribute("aria-invalid", "true");
  return h("div", { class: "field" },
    h("label", { for: control.id }, about(path)[0], wanted && h("span", { class: "wanted" }, " (skal udfyldes)")),
    help && h("p", { class: "help", id: `${id}-help` }, help),
    control,
    h("div", { class: "said", id: `${id}-said`, "data-path": JSON.stringify(path) }, trouble));
}

/** What is wrong at a place that has no field of its own. */
const saidAt = (...path) => h("div", { class: "said", "data-path": JSON.stringify(path) }, troubleList(path));

/** Writes a field of the tender; an empty one is taken away, unless the profile cannot be without it. */
function write(path, value, { typed = true, keepEmpty = false } = {}) {
  const empty = value === "" || value === null;
  const edit = empty && !keepEmpty ? { do: "unset", path } : { do: "set", path, value };
  return change([edit], { what: `»${about(path)[0]}«`, typed, group: path.join(".") });
}

/** What the profile holds at a place. */
const heldAt = (path) => path.reduce((inner, key) => inner?.[key], state.reading.fields) ?? "";

/** What is typed in a control is sent as it comes, and once. */
function typing(value, put) {
  let sent = String(value);
  const send = soon((text) => {
    if (text === sent) return undefined;
    sent = text;
    return put(text);
  });
  const taken = (event) => send(event.target.value);
  return { value: sent, spellcheck: "true", oninput: taken, onchange: taken };
}

/** A text that is written while it is typed. `key` is its place: »tender/title«. */
function textField(key, options = {}) {
  const path = key.split("/");
  const control = h("input", { type: "text", autocomplete: options.autocomplete ?? "off", inputmode: options.inputmode, class: options.class,
    ...typing(options.value ?? heldAt(path), (text) => write(path, text, { keepEmpty: options.wanted })) });
  return field(path, control, options);
}

/** A list to choose from; without an empty choice where one is wanted. */
function select(value, choices, chosen, none, id) {
  return h("select", { id, onchange: (event) => chosen(event.target.value) },
    none !== undefined && h("option", { value: "" }, none),
    choices.map(([key, name]) => { const it = h("option", { value: key }, name); it.selected = key === value; return it; }));
}

function selectField(key, choices, options = {}) {
  const path = key.split("/");
  return field(path, select(heldAt(path), choices, (chosen) => write(path, chosen, { typed: false }), options.wanted ? undefined : "Ikke valgt"), options);
}

/** A date, and an hour beside it where one is asked for. */
function dateField(key, { hour = false, help } = {}) {
  const path = key.split("/");
  const [day = "", time = ""] = String(heldAt(path)).split("T");
  const id = idOf(...path);
  const send = () => write(path, date.value && { date: date.value + (clock?.value ? `T${clock.value}:00` : "") });
  const date = h("input", { type: "date", value: day, id, onchange: send });
  const clock = hour && h("input", { type: "time", value: time.slice(0, 5), id: `${id}-time`, "aria-label": `${about(path)[0]}, klokkeslæt`, onchange: send });
  const box = field(path, date, { help });
  if (clock) date.after(h("span", { class: "between" }, "kl."), clock);
  return box;
}

/** A box to tick, with its label behind it. */
const tick = (id, checked, ticked, ...label) => [h("input", { type: "checkbox", id, checked, onchange: (event) => ticked(event.target.checked) }), h("label", { for: id }, label)];

function checkField(key) {
  const path = key.split("/");
  return h("div", { class: "field check" }, tick(idOf(...path), heldAt(path) === true, (on) => write(path, on || "", { typed: false }), about(path)[0]), saidAt(...path));
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
