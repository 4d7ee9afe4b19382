// The steps of the interview. Each can be left and returned to; each draws itself from what the engine said last.

const steps = {};

/** A heading that gets the focus when the step is shown. */
const stepHead = (title, lead) => [h("h2", { tabindex: "-1", id: "step-title" }, title), lead && h("p", { class: "lead" }, lead)];

function nextStep() {
  const at = STEPS.findIndex(([key]) => key === state.step);
  const [before, after] = [STEPS[at - 1], STEPS[at + 1]];
  return h("p", { class: "onward" },
    before && button({ class: "plain", onclick: () => go(before[0]) }, `Tilbage til ${before[1]}`),
    after && button({ class: "main", onclick: () => go(after[0]) }, `Videre til ${after[1]}`));
}

steps.udbuddet = () => {
  const guide = state.guide;
  const joint = Array.isArray(tender().buyers);
  const { procedure, appendix } = tender();
  const [name, help] = about(["tender", "procedure"]);
  const field = (key, options) => textField(`tender/${key}`, options);
  return [
    stepHead("Udbuddet", "Det, som står på forsiden af kravbilag og svarskema. Kun titel og ordregiver skal udfyldes nu; resten kan vente."),
    h("section", {},
      field("title", { wanted: true }),
      joint ? buyers() : field("buyer", { wanted: true, autocomplete: "organization" }),
      !joint && field("cvr", { inputmode: "numeric", class: "short" }),
      !joint && para(button({ class: "plain", onclick: makeJoint }, "Vi er flere ordregivere om udbuddet")),
      field("contact"),
      field("reference", { class: "short" })),
    section("Sådan udbydes det",
      radios("procedure", name, [...guide.procedures.map(({ id, name }) => [id, name]), ["", WORDS[""]]], procedure ?? "",
        (key) => write(["tender", "procedure"], key, { typed: false }), { help }),
      selectField("tender/area", guide.areas.map(({ id, name }) => [id, `${id} ${name}`])),
      dateField("tender/deadline", { hour: true })),
    section("Bilaget",
      field("appendix", typeof appendix === "object"
        ? { value: "", class: "short", help: "Bilagene har hver sit nummer i profilen. Ret dem under »Som tekst«." }
        : { class: "short" }),
      field("version", { class: "short" }),
      dateField("tender/date"),
      field("security-appendix", { class: "short" }),
      field("due"),
      formats(),
      checkField("tender/signature"),
      selectField("edition", guide.editions.map(({ id }) => [id, id]), { wanted: true, help: guide.editions.find(({ id }) => id === heldAt(["edition"]))?.title })),
    looksOf(),
    nextStep(),
  ];
};

/** How the papers look: what a house style says, and the files that lie beside the profile. */
function looksOf() {
  const logo = heldAt(["theme", "logo"]);
  const laid = (files) => files[0].arrayBuffer().then(async (bytes) => {
    await layFile(files[0].name, new Uint8Array(bytes));
    write(["theme", "logo"], files[0].name);
  });
  return h("section", {}, h("details", { id: "looks" }, h("summary", {}, about(["theme"])[0]),
    textField("theme/organisation"),
    textField("theme/accent", { class: "short" }),
    h("div", { class: "field" }, h("p", { class: "label" }, "Logo"),
      para(logo ? `${logo}${state.files.has(logo) ? "" : " (filen er ikke her)"} ` : "Intet logo. ",
        button({ id: "choose-logo", onclick: () => ask(".svg,.png,.jpg,.jpeg", laid) }, "Vælg logo …"), " ",
        logo && button({ class: "plain", onclick: () => write(["theme", "logo"], "") }, "Fjern logoet")),
      saidAt("theme")),
    state.files.size > 0 && para("Ved siden af profilen: ", [...state.files.keys()].map((name) => [name, " ",
      link("Fjern", () => layFile(name, null), heard(` ${name}`)), " "]))));
}

function formats() {
  const chosen = tender().forms ? listed(tender().forms) : ["pdf", "xlsx"];
  const all = ["pdf", "xlsx", "docx"];
  const toggle = (key, on) => {
    const forms = all.filter((format) => (format === key ? on : chosen.includes(format)));
    return write(["tender", "forms"], forms.length ? forms : "", { typed: false });
  };
  return h("fieldset", { class: "checks" }, h("legend", {}, about(["tender", "forms"])[0]),
    all.map((key) => h("div", { class: "radio" }, tick(`form-${key}`, chosen.includes(key), (on) => toggle(key, on), CALLED[key]))),
    saidAt("tender", "forms"));
}

/** One buyer becomes several; what is written of the one stays. */
function makeJoint() {
  const first = { name: tender().buyer ?? "", ...(tender().cvr ? { cvr: tender().cvr } : {}) };
  change([
    { do: "unset", path: ["tender", "buyer"] }, { do: "unset", path: ["tender", "cvr"] },
    { do: "set", path: ["tender", "buyers"], value: [first, { name: "" }] },
  ], { what: "Flere ordregivere" });
}

function buyers() {
  const all = tender().buyers;
  const put = (changed, typed) => change([changed.length > 1
    ? { do: "set", path: ["tender", "buyers"], value: changed }
    : { do: "unset", path: ["tender", "buyers"] },
  ...(changed.length === 1 ? Object.entries(changed[0]).map(([key, value]) => ({ do: "set", path: ["tender", key === "name" ? "buyer" : key], value })) : [])],
  { what: "Ordregiverne", typed, group: typed ? "buyers" : null });
  const input = (at, key, label) => {
    const send = later((text) => {
      const now = tender().buyers.map((buyer, other) => {
        if (other !== at) return buyer;
        const { [key]: _, ...rest } = buyer;
        return text || key === "name" ? { ...buyer, [key]: text } : rest;
      });
      put(now, true);
    }, 150);
    return h("div", { class: "field" }, h("label", { for: `buyer-${at}-${key}` }, label),
      h("input", { id: `buyer-${at}-${key}`, value: all[at][key] ?? "", oninput: (event) => send(event.target.value) }));
  };
  const [name, help] = about(["tender", "buyers"]);
  return h("fieldset", { class: "group" }, h("legend", {}, name),
    helping(help),
    all.map((_, at) => h("div", { class: "pair" }, input(at, "name", `${at + 1}. ordregiver`), input(at, "cvr", "CVR-nummer"),
      button({ class: "plain", onclick: () => put(all.filter((__, other) => other !== at), false) },
        "Fjern", heard(` ${all[at].name || `${at + 1}. ordregiver`}`)))),
    button({ onclick: () => put([...all, { name: "" }], false) }, "Tilføj ordregiver"),
    saidAt("tender", "buyers"));
}

/** What is chosen of a package: nothing, or the ids. */
function chosenOf(pack) {
  const written = state.reading.fields?.packages?.[pack.id];
  if (written === undefined) return null;
  return written === "all" ? pack.integrations.map(({ id }) => id) : listed(written).map(String);
}

steps.pakker = () => {
  const area = tender().area;
  const put = (pack, ids, what) => change([ids?.length
    ? { do: "set", path: ["packages", pack.id], value: ids.length === pack.integrations.length && ids.length > 1 ? "all" : ids }
    : { do: "unset", path: ["packages", pack.id] }], { what, fact: "pakker" });
  const chosen = state.guide.packages.filter((pack) => chosenOf(pack));
  return [
    stepHead("Pakker", "Vælg de integrationspakker, som løsningen skal bruge. Alt det, som følger af valget, kommer selv med."),
    h("p", { id: "chosen-count" }, chosen.length ? `Valgt: ${chosen.map((pack) => `${pack.id} ${pack.title}`).join(" · ")}` : "Der er ikke valgt nogen pakker endnu."),
    brought("pakker"),
    h("ul", { class: "cards" }, state.guide.packages.map((pack) => {
      const ids = chosenOf(pack);
      const id = `p-${pack.id}`;
      return h("li", { class: ids ? "card chosen" : "card" },
        h("div", { class: "check" },
          tick(id, ids !== null, (on) => put(pack, on ? pack.integrations.map((one) => one.id) : null, `Valget af ${pack.id}`), strong(`${pack.id} ${pack.title}`)),
          area && pack.expected_in.includes(area) && h("span", { class: "tag" }, "Hører til området")),
        made(pack.purpose, { class: "prose" }),
        cautions(pack),
        h("details", { id: `${id}-more` }, h("summary", {}, "Hvornår skal den vælges?", heard(` ${pack.id}`)), made(pack.guidance, { class: "prose" })),
        ids && pack.integrations.length > 1 && h("fieldset", { class: "checks" }, h("legend", {}, "Det, som løsningen skal kunne"),
          pack.integrations.map((one) => h("div", { class: "radio" },
            tick(`${id}-${one.id}`, ids.includes(one.id), (on) => put(pack, withOr(pack, ids, one, on), `Valget af ${one.id}`),
              strong(`${one.id} ${one.name}`), one.status && one.status !== "i drift" && h("span", { class: "tag" }, one.status), h("span", { class: "help" }, one.meaning))))),
        ids && pack.integrations.length === 1 && helping(`${pack.integrations[0].id} ${pack.integrations[0].name}: ${pack.integrations[0].meaning}`),
        saidAt("packages", pack.id));
    })),
    nextStep(),
  ];
};

/** What should be known before a package is chosen. */
const cautions = (pack) => pack.cautions.length > 0 && h("ul", { class: "notes caution" }, pack.cautions.map(({ id, text }) => bullet(strong(`${id}: `), text)));

/** What is chosen of a package with one integration more, or without it. */
const withOr = (pack, ids, one, on) => pack.integrations.map(({ id }) => id).filter((id) => (id === one.id ? on : ids?.includes(id)));

/** What the latest answer brought, in sentences; of what is not known nothing is said. */
function brought(fact) {
  const changes = state.brought[fact];
  if (!changes) return null;
  return h("div", { class: "brought" },
    para(strong(/^I-\d/.test(fact) ? "Det betyder valget" : "Det betyder svaret")),
    changes.length
      ? bullets(changes.map((one) => h("li", { class: one.to }, linked(one.text))))
      : para("Det ændrer ikke andre krav."));
}

/** A text in which every id of a line or a package leads to its reason. */
function linked(text) {
  const known = new Set([...follows().lines.map((line) => line.id), ...(state.guide?.packages ?? []).map((pack) => pack.id)]);
  const parts = [];
  let at = 0;
  for (const found of text.matchAll(/SFTP|SF\d{4}(?:_[A-Z0-9]+)*|I-\d\d(?:\.[BE]?\d+)?|\bE\d+\b/g)) {
    if (!known.has(found[0])) continue;
    parts.push(text.slice(at, found.index), button({ class: "id", onclick: () => askWhy(found[0]) }, found[0]));
    at = found.index + found[0].length;
  }
  parts.push(text.slice(at));
  return parts;
}

/** Whether a yes is printed as a need: only those of chosen packages are. */
const isNeed = (fact) => Boolean(fact.need && fact.packages.length);

/** The answers to a question. A need that a supplier would answer is none: it is only offered to who chose it in the profile. */
const answersTo = (fact) => ["yes", "no", ...(isNeed(fact) && fact.answer !== "supplier" ? [] : ["supplier"]), ""];

const WORDS = { yes: "Ja", no: "Nej", supplier: "Leverandøren svarer", "": "Ved ikke endnu" };

/** The facts in an order that does not change while one answers them: new ones come last, and one that returns where it was. */
function orderedFacts() {
  const all = follows().facts;
  state.order = [...new Set([...state.order ?? [], ...all.map(({ id }) => id)])];
  return state.order.map((id) => all.find((fact) => fact.id === id)).filter(Boolean);
}

/** Whether only packages that were not chosen ask for a fact. */
const isForeign = (fact) => !fact.packages.length && !fact.answer;

steps.oplysninger = () => {
  const facts = orderedFacts();
  const asked = openQuestions().length;
  if (!state.guide.packages.some(chosenOf)) {
    return [stepHead("Oplysninger", "Vælg mindst én pakke først. Spørgsmålene retter sig efter pakkerne."), nextStep()];
  }
  return [
    stepHead("Oplysninger", facts.length
      ? "Svarene afgør, hvilke krav der gælder. Det, som afgør mest, står først. Svar selv på det, du kan: Lader du leverandøren svare, vælger hver leverandør selv, hvilke krav der gælder."
      : "De valgte pakker stiller ingen spørgsmål."),
    h("p", { id: "questions-left" }, asked ? `${asked} spørgsmål mangler dit svar.` : "Alt det, som du skal afgøre, er afgjort."),
    facts.filter((fact) => !isForeign(fact)).map(question),
    facts.some(isForeign) && h("h3", { "data-key": "foreign" }, "Leverandørerne svarer, hvis du ikke gør"),
    facts.filter(isForeign).map(question),
    nextStep(),
  ];
};

function question(fact) {
  const put = (key) => change([key
    ? { do: "set", path: ["facts", fact.id], value: key === "supplier" ? "supplier" : key === "yes" }
    : { do: "unset", path: ["facts", fact.id] }], { what: `Svaret på »${fact.label}«`, fact: fact.id });
  const weighs = fact.moves.length ? `Afgør ${fact.moves.length} krav.` : fact.answer || fact.open ? "" : "Afgør ikke noget, som udbuddet er nu.";
  const who = fact.supplier_knows
    ? "Kun leverandøren kender sin løsning godt nok til at svare; vælg »Leverandøren svarer«, medmindre det skal være et krav."
    : isForeign(fact) ? "Ingen af de valgte pakker spørger selv om det, men svaret har betydning for det, som de bruger." : "";
  return h("article", { class: fact.open ? "question open" : "question", "data-key": fact.id },
    radios(`fact-${fact.id}`, fact.question, answersTo(fact).map((key) =>
      [key, WORDS[key], key === "supplier" && isNeed(fact) && "Så stilles kravet ikke, og leverandøren spørges ikke."]), fact.answer ?? "", put, {
      heading: "h3",
      help: [para(fact.help), isNeed(fact) && para(fact.need), para([who, weighs].filter(Boolean).join(" "))],
    }),
    saidAt("facts", fact.id),
    brought(fact.id),
    fact.open && fact.moves.length > 0 && h("details", { id: `prospect-${fact.id}`, ontoggle: (event) => event.target.open && prospects(fact.id) },
      h("summary", {}, "Hvad følger af hvert svar?", heard(` ${fact.label}`)),
      h("div", { id: `prospect-${fact.id}-of` }, "Regner …")));
}

/** Shows what each answer would bring, when somebody asks. */
async function prospects(fact) {
  const found = await engine.ask({ ask: "prospects", text: state.text, facts: [fact] });
  const of = $(`prospect-${fact}-of`);
  const asked = follows().facts.find(({ id }) => id === fact);
  if (!of || !asked) return;
  if (!found[fact]) { of.replaceChildren(...faults()); return; }
  of.replaceChildren(...answersTo(asked).filter(Boolean).map((key) => h("div", {},
    para(strong(`${WORDS[key]}:`), found[fact][key].length ? "" : " ændrer ikke andre krav."),
    found[fact][key].length > 0 && bullets(found[fact][key].map((one) => bullet(linked(one.text)))))));
}

/** What must be mended first, each with the way to it: for where nothing else can be shown. */
function faults() {
  for (const { severity, path } of state.reading.complaints ?? []) if (severity === "error") touched.add(keyOf(path));
  return [helping("Det vises, når det her er rettet:"), bullets(dueErrors().map((one) => bullet(leads(one.said, one.path, one))))];
}

/** The steps on which a field of the profile may stand, the likeliest first; none of what only the text has. */
function stepsOf(path) {
  switch (path[0]) {
    case "packages": return ["pakker"];
    case "facts": return ["oplysninger"];
    case "requirement": case "leave-out": case "line": case "evaluation": return ["krav"];
    case "question": case "correction": return ["efter"];
    case "readings": return ["gennemse"];
    case "tender": return ["udbuddet", "dokumenter", "efter"];
    case "edition": case "theme": return ["udbuddet"];
    default: return [];
  }
}

/** The field of a place of the profile, if the step that is shown has it: that of its key, or the first of the entry or the list. */
function fieldOf(path) {
  const [table, key] = [path[0], path.length > 1 ? spelt(path, 1) : undefined];
  const first = (place) => place?.querySelector("input:checked") ?? place?.querySelector("input, select, textarea, button");
  const ticked = { facts: `r-fact-${key}`, packages: `p-${key}`, "tender/procedure": "r-procedure", "tender/forms": "form-pdf", "tender/buyers": "buyer-0-name", "theme/logo": "choose-logo" };
  const place = $(ticked[table] ?? ticked[`${table}/${key}`]);
  if (place) return place.matches("input, button") ? place : first(place);
  for (let length = path.length; length > 1; length--) {
    const field = $(idOf(...path.slice(0, length)));
    if (field) return field;
  }
  const entry = document.querySelector(`[data-entry="${table}-${key}"]`);
  if (entry) return first(entry);
  return key === undefined ? first($(`list-${table}`)) : null;
}

/** Goes to the field that something is about; where no step has it, to its place in the profile's text. */
function goTo(path = [], place = null) {
  const from = state.step;
  for (const step of stepsOf(path)) {
    go(step, { quiet: true });
    const field = fieldOf(path);
    if (!field) continue;
    for (let around = field.closest("details"); around; around = around.parentElement.closest("details")) around.open = true;
    focusOn(field);
    return;
  }
  if (state.step !== from) go(from, { quiet: true });
  openBeside("tekst");
  selectPlace(place?.line ? place : placeIn(state.text, path));
  $("source").scrollIntoView({ block: "center" });
}

/** Where a key, or the table that it would stand in, stands in the profile's text. */
function placeIn(text, path) {
  const lines = text.split("\n");
  const begins = (word) => lines.findIndex((line) => line.replace(/^\s*\[*|["']/g, "").startsWith(word));
  const at = [...path].reverse().map((part) => begins(String(part))).find((found) => found >= 0) ?? 0;
  return { line: at + 1, column: 1, end_line: at + 1, end_column: lines[at].length + 1 };
}

function focusOn(element) {
  element?.focus();
  element?.scrollIntoView({ block: "center" });
}

/** What is wrong, on top, each with the way to its field. */
function errorSummary({ all = true } = {}) {
  // Who looks the tender over is told of what is empty too, here and at the fields.
  if (all) for (const { severity, path } of state.reading.complaints ?? []) if (severity === "error") touched.add(keyOf(path));
  const bad = dueErrors();
  if (!bad.length) return null;
  return h("section", { class: "summary bad", "aria-labelledby": "wrong" },
    h("h3", { id: "wrong" }, count(bad.length, "fejl skal rettes", "fejl skal rettes")),
    bullets(bad.map((complaint) => h("li", {},
      leads(complaint.said, complaint.path, complaint), complaint.ways.map((way) => ` ${way}`), wayOut(complaint)))));
}

steps.gennemse = () => {
  const it = follows();
  const open = openQuestions();
  // What is left to settle is told as such.
  const notes = (state.reading.complaints ?? []).filter(({ severity, code }) => severity !== "error" && code !== "unfinished" && code !== "unsettled-reading");
  const left = [
    ...open.map((fact) => [fact.question, ["facts", fact.id]]),
    ...it.pending.map(({ text, path }) => [text, path]),
    ...issue().standing === "bound" ? [] : ["version", "date"].filter((key) => !tender()[key]).map((key) => [`»${about(["tender", key])[0]}« mangler.`, ["tender", key]]),
  ];
  return [
    stepHead("Gennemse", issue().standing === "bound" ? "Udbuddet er offentliggjort." : it.final && !left.length && !state.reading.errors ? "Alt er afklaret. Udbuddet kan offentliggøres." : "Det her mangler, før udbuddet kan offentliggøres. Dokumenterne kan laves som udkast allerede nu."),
    errorSummary(),
    left.length > 0 && h("section", { class: "summary" }, h("h3", {}, "Mangler"), bullets(left.map(([text, path]) => bullet(leads(text, path))))),
    it.readings.length > 0 && section("Afklares med KOMBIT",
      helping("KOMBITs egne kilder er ikke enige her. Spørg, og skriv svaret; det står kun i jeres interne dokumenter."),
      it.readings.map((reading) => h("div", {},
        para(strong(`${reading.id} ${reading.subject}. `), `Her er valgt: ${reading.choice} `, reading.ask),
        textField(`readings/${reading.id}`, { value: reading.settled ?? "" })))),
    notes.length > 0 && section(count(notes.length, "bemærkning", "bemærkninger"),
      helping(notes.length === 1 ? "Den hindrer ikke noget, men er værd at se på." : "De hindrer ikke noget, men er værd at se på."),
      h("ul", { class: "notes" }, notes.map((note) => bullet(linked(told(note)), wayOut(note),
        (note.path?.length > 0 || note.line) && [" ", leads("Gå til stedet", note.path, note, heard(`: ${note.said}`))])))),
    it.cautions?.length > 0 && section("Værd at vide om det valgte",
      h("ul", { class: "notes" }, it.cautions.map(({ id, text }) => bullet(linked(id), `: ${text}`)))),
    section("Det, som går ud", (state.reading.review ?? []).map(reviewed)),
    section("Sammenhængen", h("div", { id: "figure", class: "figure" })),
    section("Andre udgaver af kataloget", editionCheck()),
    nextStep(),
  ];
};

/** What was answered, each with the way to its field. */
const reviewed = ({ title, rows }) => [h("h4", {}, title), h("div", { class: "scroll", ...SCROLLS, "aria-label": title }, h("table", { class: "answered" },
  h("thead", {}, tableRow(["Emne", "Svar", "Ret"].map((name) => columnHead(heard(name))))),
  h("tbody", {}, rows.map(({ name, value, note, path }) => tableRow(rowHead(name), h("td", {}, value, note && helping(note)),
    h("td", {}, leads("Ret", path, null, heard(` ${name}`))))))))];

/** »15. januar 2027 kl. 12.00« */
function danishDate(written) {
  const date = new Date(/T/.test(written) ? written : `${written}T00:00`);
  return isNaN(date) ? String(written) : date.toLocaleString("da-DK", { dateStyle: "long", timeStyle: /T/.test(written) ? "short" : undefined });
}

function editionCheck() {
  const now = state.reading.fields?.edition;
  const others = state.guide.editions.filter((edition) => edition.id !== now);
  const out = h("div", { id: "edition-changes" });
  const look = async (edition) => {
    const answer = await engine.ask({ ask: "edition", text: state.text, edition });
    const { changes = [], gone = [], asked = [] } = answer;
    const was = issue().standing !== "open";
    out.replaceChildren(...[
      answer.refused && h("p", { class: "bad" }, `Udbuddet passer ikke til udgave ${edition}: ${answer.refused}`),
      gone.length > 0 && para(`Udgaven spørger ikke længere om ${gone.join(", ")}. ${gone.length === 1 ? "Svaret" : "Svarene"} bliver til kommentarer i profilen.`),
      asked.length > 0 && [para("Udgaven spørger om noget nyt:"), bullets(asked.map((question) => bullet(question)))],
      !answer.refused && (changes.length ? changesTold(changes) : para("Der er ingen forskel.")),
      was && changes.length > 0 && h("p", { class: "note" }, "Leverandørerne har fået udbuddet: Skiftet kræver en ny version og et rettelsesblad."),
      answer.text && button({ id: "take-edition", onclick: () => replace(answer.text, { what: `Skiftet til udgave ${edition}` }) }, `Skift udbuddet til udgave ${edition}`),
    ].flat().filter(Boolean));
    announce(`Forskellene til udgave ${edition} er vist.`);
  };
  return [para(`Udbuddet bygger på udgave ${now ?? "–"}.`),
    others.map((edition) => button({ id: `edition-${edition.id}`, onclick: () => look(edition.id) }, `Hvad ville udgave ${edition.id} ændre?`)), out];
}

/** The figure of what requires what; its parts lead to their reasons. */
async function drawFigure() {
  const place = $("figure");
  if (!place || !state.reading.follows) return;
  const found = await engine.ask({ ask: "figure", text: state.text });
  if (!found || !$("figure")) return;
  const picture = h("img", { alt: "", class: "paper" });
  const address = URL.createObjectURL(new Blob([found.svg], { type: "image/svg+xml" }));
  picture.onload = () => URL.revokeObjectURL(address);
  picture.src = address;
  // A click leads to the reason; those who use the keyboard find the same in the sentences below.
  const drawing = new DOMParser().parseFromString(found.svg, "image/svg+xml");
  picture.onclick = (event) => {
    const scale = drawing.documentElement.viewBox.baseVal.width / picture.clientWidth;
    const [x, y] = [event.offsetX * scale, event.offsetY * scale];
    const number = (element, name) => Number(element.getAttribute(name));
    const box = [...drawing.querySelectorAll("g > rect[x]")].find((rect) =>
      x >= number(rect, "x") && x <= number(rect, "x") + number(rect, "width") && y >= number(rect, "y") && y <= number(rect, "y") + number(rect, "height"));
    const rows = box ? [...box.parentElement.querySelectorAll("text:has(title)")] : [];
    const [row] = rows.sort((one, other) => Math.abs(number(one, "y") - 3 - y) - Math.abs(number(other, "y") - 3 - y));
    if (row) askWhy(row.querySelector("title").textContent.split(" ")[0]);
  };
  $("figure").replaceChildren(picture, bullets(found.sentences.map((text) => bullet(linked(text)))));
}
