// The step of the requirements: the buyer's own, and what is changed of the catalog's.

/** An entry of one of the profile's lists, with its fields. */
function entryField(list, at, key, label, { lines, choices, none, help, type, wanted, date, many, check } = {}) {
  const entry = lists()[list][at];
  const id = idOf(list, at, key);
  const put = (value) => {
    const empty = value === "" || value === false || Number.isNaN(value) || (many && !value.length);
    const written = empty ? null : date ? { date: value } : value;
    return change([{ do: "change", list, at, key, value: empty && wanted ? "" : written }], { what: label, typed: !choices && !check, group: id });
  };
  const read = (text) => (type === "number" && text !== "" ? Number(text.replace(",", ".")) : many ? text.split(/[\s,;]+/).filter(Boolean) : text);
  const written = entry?.[key] ?? "";
  const value = Array.isArray(written) ? written.join(", ") : written;
  let sent = String(value);
  const send = soon((text) => {
    if (text === sent) return undefined;
    sent = text;
    return put(read(text));
  });
  if (check) {
    return h("div", { class: "field check" }, h("input", { type: "checkbox", id, checked: written === true, onchange: (event) => put(event.target.checked) }),
      h("label", { for: id }, label), help && helping(help));
  }
  const control = choices
    ? h("select", { onchange: (event) => put(event.target.value) },
        none !== undefined && h("option", { value: "" }, none),
        choices.map(([word, name]) => { const it = h("option", { value: word }, name); it.selected = word === value; return it; }))
    : h(lines ? "textarea" : "input", { rows: lines, type: lines ? null : date ? "date" : "text", value: String(value), class: type === "number" ? "short" : null,
        inputmode: type === "number" ? "decimal" : null, spellcheck: "true", oninput: (event) => send(event.target.value), onchange: (event) => send(event.target.value) });
  control.id = id;
  return field([list, at, key], label, control, { help, wanted });
}

/** What the linter says and the buyer lets stand, each with its reason. */
function allowed(list, at) {
  const entries = listed(lists()[list][at].allow).map(String);
  const without = (entry) => entries.filter((other) => other !== entry);
  return entries.length > 0 && h("ul", { class: "notes" }, entries.map((entry) => bullet(`Bliver stående – ${entry} `,
    button({ class: "link", onclick: () => change([{ do: "change", list, at, key: "allow", value: without(entry).length ? without(entry) : null }], { what: "Begrundelsen" }) },
      "Fjern", heard(`: ${entry}`)))));
}

/** Adds an entry to a list, and goes to its first field. What it lacks is told when it was left. */
async function added(list, entry, what, key) {
  const at = (lists()[list] ?? []).length;
  unleft.add(`${list}-${at}`);
  await change([{ do: "add", list, entry }], { what });
  $(idOf(list, at, key))?.focus();
}

/** Those behind an entry that is taken away move up: what was known of them is not theirs any more. */
function dropped(list) {
  for (const key of [...unleft]) if (key.startsWith(`${list}-`)) unleft.delete(key);
  for (const path of [...touched]) if (path.startsWith(`["${list}"`)) touched.delete(path);
  return true;
}

/** Takes an entry away. */
const drop = (list, at, what) => button({ class: "plain", onclick: () => dropped(list) && change([{ do: "drop", list, at }], { what }) }, what);

steps.krav = () => {
  const { requirement = [], "leave-out": leftOut = [], line = [] } = lists();
  const printed = follows().lines.filter((one) => one.status !== "excluded" || one.left_out);
  const catalog = printed.filter((one) => !/\.E\d+$|^E\d+$/.test(one.id));
  const types = (follows().types.length ? follows().types : state.guide.types).map(({ id, name }) => [id, `${id} ${name}`]);
  const packages = state.guide.packages.filter(chosenOf).map((pack) => [pack.id, `${pack.id} ${pack.title}`]);
  const ids = requirement.map((own) => Number(/^E(\d+)$/.exec(own.id ?? "")?.[1] ?? 0));
  return [
    stepHead("Krav", "Dine egne krav, og det, som du fraviger af kataloget. Kataloget kan du ikke skrive om; hver fravigelse står i bilaget med din begrundelse."),
    section("Egne krav", 
      requirement.map((own, at) => h("fieldset", { class: "entry", "data-entry": `requirement-${at}`, id: `own-${at}` }, h("legend", {}, `Krav ${own.package ? `${own.package}.` : ""}${own.id ?? at + 1}`),
        entryField("requirement", at, "title", "Titel"),
        entryField("requirement", at, "text", "Kravet", { lines: 4, wanted: true, help: "Skriv ét krav ad gangen: »Løsningen skal …«" }),
        allowed("requirement", at),
        entryField("requirement", at, "package", "Hører til", { choices: packages, none: "Ingen pakke: kapitlet Øvrige krav" }),
        entryField("requirement", at, "type", "Type", { choices: types, none: "Vælg type" }),
        h("details", { id: `own-${at}-more` }, h("summary", {}, "Svar, frist og vægt", heard(` for krav ${own.id ?? at + 1}`)),
          entryField("requirement", at, "answer", "Svares med", { choices: [["choice", "Svarmulighederne efter kravtypen"], ["text", "Tekst"], ["number", "Tal"], ["date", "Dato"]], none: "Svarmulighederne efter kravtypen" }),
          own.answer === "number" && entryField("requirement", at, "unit", "Enhed", { help: "For eksempel timer." }),
          own.answer === "number" && entryField("requirement", at, "at-least", "Mindst", { type: "number" }),
          own.answer === "number" && entryField("requirement", at, "at-most", "Højst", { type: "number" }),
          own.answer === "date" && entryField("requirement", at, "at-least", "Tidligst", { date: true }),
          own.answer === "date" && entryField("requirement", at, "at-most", "Senest", { date: true }),
          entryField("requirement", at, "describe", "Beskrivelse", { choices: [["required", "Skal udfyldes"], ["optional", "Kan udfyldes"], ["none", "Intet felt"]], none: "Afhænger af svaret" }),
          entryField("requirement", at, "due", "Skal være opfyldt", { help: "For eksempel »senest 12 måneder efter idriftsættelse«." }),
          entryField("requirement", at, "weight", "Vægt", { type: "number" })),
        drop("requirement", at, "Slet kravet"))),
      button({ onclick: async () => {
        const id = `E${Math.max(0, ...ids) + 1}`;
        await added("requirement", [["id", id], ["type", "K"], ["text", ""]], "Tilføjelsen af et krav", "title");
      } }, "Tilføj et krav")),
    section("Evaluering",
      helping("Tilbudsgiverne skal kende vægtene. Giv hvert evalueret krav en vægt, eller skriv, hvor de kan læse om evalueringen."),
      textField(["evaluation", "described-in"], "Hvor tilbudsgiverne kan læse om evalueringen", { class: "short", help: "For eksempel »Bilag 5«." }),
      state.reading.fields?.evaluation?.["described-in"] && checkField(["evaluation", "show-weights"], "Vis også vægtene i bilaget")),
    section("Krav fra kataloget, som ikke skal gælde", 
      helping("Kun krav kan udelades. En integration følger af pakken."),
      leftOut.map((entry, at) => h("fieldset", { class: "entry", "data-entry": `leave-out-${at}` }, h("legend", {}, `Udelades: ${entry.requirement || "vælg et krav"}`),
        entryField("leave-out", at, "requirement", "Kravet", { none: "Vælg et krav", choices: choicesOf(catalog.filter((one) => !one.integration && !one.need)) }),
        entryField("leave-out", at, "reason", "Begrundelse", { lines: 2, wanted: true }),
        drop("leave-out", at, "Lad kravet gælde"))),
      button({ onclick: () => added("leave-out", [["requirement", ""], ["reason", ""]], "Tilføjelsen af en udeladelse", "requirement") }, "Udelad et krav")),
    section("Krav fra kataloget med anden type eller frist", 
      line.map((entry, at) => h("fieldset", { class: "entry", "data-entry": `line-${at}` }, h("legend", {}, `Ændres: ${entry.id || "vælg et krav"}`),
        entryField("line", at, "id", "Kravet", { none: "Vælg et krav", choices: choicesOf(catalog) }),
        entryField("line", at, "type", "Type", { choices: types, none: "Som i kataloget" }),
        entryField("line", at, "due", "Skal være opfyldt", { help: "For eksempel »senest 12 måneder efter idriftsættelse«." }),
        entryField("line", at, "reason", "Begrundelse", { lines: 2, wanted: true }),
        drop("line", at, "Lad kravet stå som i kataloget"))),
      button({ onclick: () => added("line", [["id", ""], ["reason", ""]], "Tilføjelsen af en ændring", "id") }, "Ændr et krav")),
    nextStep(),
  ];
};

const choicesOf = (lines) => lines.map((line) => [line.id, `${line.id} ${line.title}`]);

