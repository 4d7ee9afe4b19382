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
  const editions = guide.editions.map((edition) => [edition.id, `${edition.id} – ${edition.title}`]);
  const joint = Array.isArray(tender().buyers);
  return [
    stepHead("Udbuddet", "Det, som står på forsiden af kravbilag og svarskema. Kun titel og ordregiver skal udfyldes nu; resten kan vente."),
    h("section", {},
      textField(["tender", "title"], "Udbuddets titel", { wanted: true, help: "For eksempel »Nyt omsorgssystem«." }),
      joint ? buyers() : textField(["tender", "buyer"], "Ordregiver", { wanted: true, autocomplete: "organization" }),
      !joint && textField(["tender", "cvr"], "CVR-nummer", { inputmode: "numeric", class: "short", help: "Otte cifre." }),
      !joint && para(button({ class: "plain", onclick: makeJoint }, "Vi er flere ordregivere om udbuddet")),
      textField(["tender", "contact"], "Kontakt", { help: "Den, som leverandørerne skriver til." }),
      textField(["tender", "reference"], "Journalnummer", { class: "short" })),
    section("Sådan udbydes det", 
      radios("procedure", "Fremgangsmåde", [
        ...guide.procedures.map(({ id, name }) => [id, name]), ["", "Ved ikke endnu"],
      ], tender().procedure ?? "", (key) => write(["tender", "procedure"], key, "Fremgangsmåden", { typed: false }),
      { help: "Teksten om vejledning, forbehold og frister retter sig efter den." }),
      selectField(["tender", "area"], "Ydelsesområde", guide.areas.map(({ id, name }) => [id, `${id} ${name}`]), { none: "Ikke valgt" }),
      dateField(["tender", "deadline"], "Tilbudsfrist", { hour: true })),
    section("Bilaget", 
      textField(["tender", "appendix"], "Bilagsnummer", typeof tender().appendix === "object"
        ? { value: "", class: "short", help: "Bilagene har hver sit nummer i profilen. Ret dem under »Som tekst«." }
        : { class: "short", help: "Kravbilagets nummer i udbudsmaterialet, for eksempel 3.2." }),
      textField(["tender", "version"], "Version", { class: "short", help: "For eksempel 0.1 for et udkast og 1.0, når det offentliggøres." }),
      dateField(["tender", "date"], "Dato"),
      textField(["tender", "security-appendix"], "Bilag med sikkerhedskrav", { class: "short", help: "Det bilag, som kravet om sikkerhedsniveau henviser til, for eksempel »Bilag 7«." }),
      textField(["tender", "due"], "Hvornår kravene skal være opfyldt", { help: "Når intet andet står ved et krav: ved idriftsættelsen." }),
      formats(),
      checkField(["tender", "signature"], "Svarskemaet skal underskrives"),
      selectField(["edition"], "Udgave af kataloget", editions, { wanted: true, value: state.reading.fields?.edition })),
    looksOf(),
    nextStep(),
  ];
};

/** How the papers look: what a house style says, and the files that lie beside the profile. */
function looksOf() {
  const theme = state.reading.fields?.theme ?? {};
  const logo = (files) => files[0].arrayBuffer().then(async (bytes) => {
    await layFile(files[0].name, new Uint8Array(bytes));
    change([{ do: "set", path: ["theme", "logo"], value: files[0].name }], { what: "Logoet" });
  });
  return h("section", {}, h("details", { id: "looks" }, h("summary", {}, "Udseende og filer"),
    textField(["theme", "organisation"], "Afsender", { value: theme.organisation, help: "Står på forsiden, for eksempel »Solbjerg Kommune, Indkøb«." }),
    textField(["theme", "accent"], "Farve", { value: theme.accent, class: "short", help: "Til streger og links, for eksempel #003865." }),
    h("div", { class: "field" }, h("p", { class: "label" }, "Logo"),
      para(theme.logo ? `${theme.logo}${state.files.has(theme.logo) ? "" : " (filen er ikke her)"} ` : "Intet logo. ",
        button({ id: "choose-logo", onclick: () => ask(".svg,.png,.jpg,.jpeg", logo) }, "Vælg logo …"), " ",
        theme.logo && button({ class: "plain", onclick: () => change([{ do: "unset", path: ["theme", "logo"] }], { what: "Logoet" }) }, "Fjern logoet")),
      h("div", { class: "said", "data-path": JSON.stringify(["theme"]) }, troubleList(["theme"]))),
    state.files.size > 0 && para("Ved siden af profilen: ", [...state.files.keys()].map((name) => [name, " ",
      button({ class: "link", onclick: () => layFile(name, null) }, "Fjern", heard(` ${name}`)), " "]))));
}

function formats() {
  const chosen = tender().forms ? listed(tender().forms) : ["pdf", "xlsx"];
  const all = [["pdf", "PDF"], ["xlsx", "Excel"], ["docx", "Word"]];
  const toggle = (key, on) => {
    const forms = all.map(([format]) => format).filter((format) => (format === key ? on : chosen.includes(format)));
    return write(["tender", "forms"], forms.length ? forms : "", "Svarskemaets formater", { typed: false });
  };
  return h("fieldset", { class: "checks" }, h("legend", {}, "Leverandørerne kan svare i"),
    all.map(([key, name]) => h("div", { class: "radio" },
      h("input", { type: "checkbox", id: `form-${key}`, checked: chosen.includes(key), onchange: (event) => toggle(key, event.target.checked) }),
      h("label", { for: `form-${key}` }, name))),
    h("div", { class: "said", "data-path": JSON.stringify(["tender", "forms"]) }, troubleList(["tender", "forms"])));
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
  return h("fieldset", { class: "group" }, h("legend", {}, "Ordregivere"),
    helping("Den første gennemfører udbuddet og kaldes ordregiver i bilaget."),
    all.map((_, at) => h("div", { class: "pair" }, input(at, "name", `${at + 1}. ordregiver`), input(at, "cvr", "CVR-nummer"),
      button({ class: "plain", onclick: () => put(all.filter((__, other) => other !== at), false) },
        "Fjern", heard(` ${all[at].name || `${at + 1}. ordregiver`}`)))),
    button({ onclick: () => put([...all, { name: "" }], false) }, "Tilføj ordregiver"),
    h("div", { class: "said", "data-path": JSON.stringify(["tender", "buyers"]) }, troubleList(["tender", "buyers"])));
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
          h("input", { type: "checkbox", id, checked: ids !== null, onchange: (event) =>
            put(pack, event.target.checked ? pack.integrations.map((one) => one.id) : null, `Valget af ${pack.id}`) }),
          h("label", { for: id }, strong(`${pack.id} ${pack.title}`)),
          area && pack.expected_in.includes(area) && h("span", { class: "tag" }, "Hører til området")),
        made(pack.purpose, { class: "prose" }),
        h("details", { id: `${id}-more` }, h("summary", {}, "Hvornår skal den vælges?", heard(` ${pack.id}`)), made(pack.guidance, { class: "prose" })),
        ids && pack.integrations.length > 1 && h("fieldset", { class: "checks" }, h("legend", {}, "Det, som løsningen skal kunne"),
          pack.integrations.map((one) => h("div", { class: "radio" },
            h("input", { type: "checkbox", id: `${id}-${one.id}`, checked: ids.includes(one.id), onchange: (event) =>
              put(pack, pack.integrations.map((it) => it.id).filter((it) => (it === one.id ? event.target.checked : ids.includes(it))), `Valget af ${one.id}`) }),
            h("label", { for: `${id}-${one.id}` }, strong(`${one.id} ${one.name}`),
              one.status && one.status !== "i drift" && h("span", { class: "tag" }, one.status),
              h("span", { class: "help" }, one.meaning))))),
        ids && pack.integrations.length === 1 && helping(`${pack.integrations[0].id} ${pack.integrations[0].name}: ${pack.integrations[0].meaning}`),
        h("div", { class: "said", "data-path": JSON.stringify(["packages", pack.id]) }, troubleList(["packages", pack.id])));
    })),
    nextStep(),
  ];
};

/** What the latest answer brought, in sentences. */
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

/** The answers to a question. A need that a supplier would answer is none: it is only offered to who chose it in the profile. */
const answersTo = (fact) => ["yes", "no", ...(fact.need && fact.answer !== "supplier" ? [] : ["supplier"]), ""];

const WORDS = { yes: "Ja", no: "Nej", supplier: "Leverandøren svarer", "": "Ved ikke endnu" };

/** The facts in an order that does not change while one answers them: new ones come last. */
function orderedFacts() {
  const all = follows().facts;
  const known = state.order ?? [];
  state.order = [...known.filter((id) => all.some((fact) => fact.id === id)), ...all.map((fact) => fact.id).filter((id) => !known.includes(id))];
  return state.order.map((id) => all.find((fact) => fact.id === id));
}

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
    h("p", { id: "questions-left" }, asked ? `${count(asked, "spørgsmål mangler", "spørgsmål mangler")} dit svar.` : "Alt det, som du skal afgøre, er afgjort."),
    facts.map((fact) => question(fact)),
    nextStep(),
  ];
};

function question(fact) {
  const put = (key) => change([key
    ? { do: "set", path: ["facts", fact.id], value: key === "supplier" ? "supplier" : key === "yes" }
    : { do: "unset", path: ["facts", fact.id] }], { what: `Svaret på »${fact.label}«`, fact: fact.id });
  const weighs = fact.moves.length ? `Afgør ${count(fact.moves.length, "krav", "krav")}.` : fact.answer || fact.open ? "" : "Afgør ikke noget, som udbuddet er nu.";
  const who = fact.supplier_knows
    ? "Kun leverandøren kender sin løsning godt nok til at svare; vælg »Leverandøren svarer«, medmindre det skal være et krav."
    : "";
  return h("article", { class: fact.open ? "question open" : "question", "data-key": fact.id },
    radios(`fact-${fact.id}`, fact.question, answersTo(fact).map((key) =>
      [key, WORDS[key], key === "supplier" && fact.need && "Så stilles kravet ikke, og leverandøren spørges ikke."]), fact.answer ?? "", put, {
      heading: "h3",
      help: [para(fact.help), fact.need && para(`Ved et ja stilles kravet: »${fact.need}«`), para([who, weighs].filter(Boolean).join(" "))],
    }),
    h("div", { class: "said", "data-path": JSON.stringify(["facts", fact.id]) }, troubleList(["facts", fact.id])),
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
  if (!of || !found[fact] || !asked) return;
  of.replaceChildren(...answersTo(asked).filter(Boolean).map((key) => h("div", {},
    para(strong(`${WORDS[key]}:`), found[fact][key].length ? "" : " ændrer ikke andre krav."),
    found[fact][key].length > 0 && bullets(found[fact][key].map((one) => bullet(linked(one.text)))))));
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
  if (all) for (const { severity, path } of state.reading.complaints ?? []) if (severity === "error") touched.add(JSON.stringify(path));
  const bad = dueErrors();
  if (!bad.length) return null;
  return h("section", { class: "summary bad", "aria-labelledby": "wrong" },
    h("h3", { id: "wrong" }, count(bad.length, "fejl skal rettes", "fejl skal rettes")),
    bullets(bad.map((complaint) => h("li", {},
      button({ class: "link", onclick: () => goTo(complaint.path ?? [], complaint) }, said(complaint)), wayOut(complaint)))));
}

steps.gennemse = () => {
  const it = follows();
  const open = openQuestions();
  const notes = (state.reading.complaints ?? []).filter((complaint) => complaint.severity !== "error");
  return [
    stepHead("Gennemse", it.final ? "Alt er afklaret. Udbuddet kan offentliggøres." : "Det her mangler, før udbuddet kan offentliggøres. Dokumenterne kan laves som udkast allerede nu."),
    errorSummary(),
    (open.length > 0 || it.pending.length > 0) && h("section", { class: "summary" }, h("h3", {}, "Mangler"),
      h("ul", {},
        open.map((fact) => bullet(button({ class: "link", onclick: () => goTo(["facts", fact.id]) }, fact.question))),
        it.pending.map((one) => bullet(button({ class: "link", onclick: () => goTo(one.path) }, sentence(one.text)))))),
    it.readings.length > 0 && section("Afklares med KOMBIT", 
      helping("KOMBITs egne kilder er ikke enige her. Spørg, og skriv svaret; det står kun i dine interne papirer."),
      it.readings.map((reading) => h("div", {},
        para(strong(`${reading.id} ${reading.subject}. `), `Her er valgt: ${reading.choice} `, reading.ask),
        textField(["readings", reading.id], "Svaret fra KOMBIT", { value: reading.settled ?? "", help: "For eksempel »Bekræftet af KOMBIT den 3. december 2026«." })))),
    notes.length > 0 && section(count(notes.length, "bemærkning", "bemærkninger"), 
      helping("De hindrer ikke noget, men er værd at se på."),
      h("ul", { class: "notes" }, notes.map((note) => bullet(linked(said(note)), hints(note).map((hint) => [" ", hint]), wayOut(note),
        (note.path?.length > 0 || note.line) && [" ", button({ class: "link", onclick: () => goTo(note.path ?? [], note) }, "Gå til stedet", heard(`: ${note.message}`))])))),
    section("Det, som går ud", answersSoFar()),
    section("Sammenhængen", h("div", { id: "figure", class: "figure" })),
    section("Andre udgaver af kataloget", editionCheck()),
    nextStep(),
  ];
};

/** All that goes out as the buyer wrote it, each with the way to its field. */
function answersSoFar() {
  const answered = (name, value, path) => tableRow(rowHead(name), h("td", {}, value || "Ikke udfyldt"),
    h("td", {}, button({ class: "link", onclick: () => goTo(path) }, "Ret", heard(typeof name === "string" ? ` ${name}` : ` ${name.textContent}`))));
  const it = tender();
  const { theme = {}, evaluation = {} } = state.reading.fields ?? {};
  const { requirement = [], "leave-out": leftOut = [], line = [] } = lists();
  const procedure = state.guide.procedures.find(({ id }) => id === it.procedure)?.name;
  const area = state.guide.areas.find(({ id }) => id === it.area);
  const packages = state.guide.packages.filter(chosenOf);
  const numbered = typeof it.appendix === "object" ? Object.entries(it.appendix).map(([kind, number]) => `${kind} ${number}`).join(", ") : it.appendix;
  const field = (key, name, value = it[key]) => answered(name, value, ["tender", key]);
  const day = (key, name) => field(key, name, it[key] && danishDate(it[key]));
  const typeOf = (id) => follows().lines.find((one) => one.id === id)?.type;
  const weighed = (one) => [one.type, one.weight && `vægt ${String(one.weight).replace(".", ",")}`, one.due && `skal være opfyldt ${one.due}`].filter(Boolean).join(", ");
  const named = (own, at) => `${own.package ? `${own.package}.` : ""}${own.id ?? `nr. ${at + 1}`}`;
  const table = (title, rows) => rows.length > 0 && [h("h4", {}, title), h("div", { class: "scroll", ...SCROLLS, "aria-label": title }, h("table", { class: "answered" },
    h("thead", {}, tableRow(columnHead("Emne"), columnHead("Svar"), columnHead("Ret"))), h("tbody", {}, rows)))];
  return [
    table("Udbuddet", [
      field("title", "Titel"),
      Array.isArray(it.buyers) ? field("buyers", "Ordregivere", it.buyers.map(({ name, cvr }) => (cvr ? `${name} (CVR ${cvr})` : name)).join(", ")) : [field("buyer", "Ordregiver"), field("cvr", "CVR-nummer")],
      field("contact", "Kontakt"),
      field("reference", "Journalnummer"),
      field("procedure", "Fremgangsmåde", procedure),
      field("area", "Ydelsesområde", area && `${area.id} ${area.name}`),
      day("deadline", "Tilbudsfrist"),
      field("appendix", "Bilagsnummer", numbered),
      field("version", "Version"),
      day("date", "Dato"),
      field("security-appendix", "Bilag med sikkerhedskrav"),
      field("due", "Hvornår kravene skal være opfyldt", it.due ?? "Ved idriftsættelsen, hvor intet andet står ved et krav"),
      field("forms", "Leverandørerne kan svare i", (it.forms ? listed(it.forms) : ["pdf", "xlsx"]).map((format) => CALLED[format] ?? format).join(", ")),
      field("signature", "Underskrift", it.signature ? "Svarskemaet skal underskrives" : "Ingen"),
      theme.organisation && answered("Afsender", theme.organisation, ["theme", "organisation"]),
      theme.logo && answered("Logo", theme.logo, ["theme", "logo"]),
    ].flat().filter(Boolean)),
    table("Pakker", packages.map((pack) => answered(`${pack.id} ${pack.title}`, chosenOf(pack).join(", "), ["packages", pack.id]))),
    table("Oplysninger", follows().facts.filter((fact) => fact.answer || fact.open).map((fact) => answered(fact.label, WORDS[fact.answer ?? ""], ["facts", fact.id]))),
    table("Egne krav", requirement.map((own, at) => answered(h("span", {}, strong(`${named(own, at)} `), own.title),
      h("span", {}, own.text || "Ikke skrevet", helping(weighed({ ...own, type: own.type ?? typeOf(named(own, at)) }))), ["requirement", String(at), "text"]))),
    table("Fravigelser", [
      ...leftOut.map((entry, at) => answered(strong(entry.requirement || "Intet krav valgt"), `Udelades: ${entry.reason || "uden begrundelse"}`, ["leave-out", String(at), "reason"])),
      ...line.map((entry, at) => answered(strong(entry.id || "Intet krav valgt"), `${[weighed(entry), entry.reason].filter(Boolean).join(": ") || "uden begrundelse"}`, ["line", String(at), "reason"])),
    ]),
    requirement.length + line.length > 0 && table("Evaluering", [answered("Hvor tilbudsgiverne kan læse om den", evaluation["described-in"] ?? "Vægtene står ved kravene", ["evaluation", "described-in"])]),
  ];
}

const MONTHS = ["januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december"];
function danishDate(written) {
  if (!/^\d{4}-\d\d-\d\d/.test(written)) return String(written);
  const [day, time] = String(written).split("T");
  const [year, month, date] = day.split("-").map(Number);
  return `${date}. ${MONTHS[month - 1]} ${year}${time ? ` kl. ${time.slice(0, 5).replace(":", ".")}` : ""}`;
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
      answer.refused && h("p", { class: "bad" }, `Udbuddet passer ikke til udgave ${edition}: ${sentence(answer.refused)}`),
      gone.length > 0 && para(`Udgaven spørger ikke længere om ${gone.join(", ")}. ${gone.length === 1 ? "Svaret" : "Svarene"} bliver til kommentarer i profilen.`),
      asked.length > 0 && [para("Udgaven spørger om noget nyt:"), bullets(asked.map((question) => bullet(question)))],
      !answer.refused && (changes.length ? changesTold(changes) : para("Der er ingen forskel.")),
      was && changes.length > 0 && h("p", { class: "note" }, "Leverandørerne har læst udbuddet: Skiftet kræver en ny version og et rettelsesblad."),
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
