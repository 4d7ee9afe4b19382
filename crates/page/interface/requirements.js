// The step of the requirements: the buyer's own, and what is changed of the catalog's.

/** An entry of one of the profile's lists, with its fields. */
function entryField(list, at, key, { lines, choices, none, type, wanted, date, many, check } = {}) {
  const entry = lists()[list][at];
  const path = [list, at, key];
  const id = idOf(...path);
  const put = (value) => {
    const empty = value === "" || value === false || Number.isNaN(value) || (many && !value.length);
    const written = empty ? null : date ? { date: value } : value;
    return change([{ do: "change", list, at, key, value: empty && wanted ? "" : written }], { what: `»${about(path)[0]}«`, typed: !choices && !check, group: id });
  };
  const read = (text) => (type === "number" && text !== "" ? Number(text.replace(",", ".")) : many ? text.split(/[\s,;]+/).filter(Boolean) : text);
  const written = entry?.[key] ?? "";
  const value = Array.isArray(written) ? written.join(", ") : written;
  if (check) return h("div", { class: "field check" }, tick(id, written === true, put, about(path)[0]));
  const control = choices ? select(value, choices, put, none)
    : h(lines ? "textarea" : "input", { rows: lines, type: lines ? null : date ? "date" : "text", class: type === "number" ? "short" : null,
        inputmode: type === "number" ? "decimal" : null, ...typing(value, (text) => put(read(text))) });
  control.id = id;
  return field(path, control, { wanted });
}

/** What the linter says and the buyer lets stand, each with its reason. */
function allowed(list, at) {
  const entries = listed(lists()[list][at].allow).map(String);
  const without = (entry) => entries.filter((other) => other !== entry);
  return entries.length > 0 && h("ul", { class: "notes" }, entries.map((entry) => bullet(`Bliver stående – ${entry} `,
    link("Fjern", () => change([{ do: "change", list, at, key: "allow", value: without(entry).length ? without(entry) : null }], { what: "Begrundelsen" }), heard(`: ${entry}`)))));
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
  for (const path of [...touched]) if (path.startsWith(`${list}/`)) touched.delete(path);
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
        entryField("requirement", at, "title"),
        entryField("requirement", at, "text", { lines: 4, wanted: true }),
        allowed("requirement", at),
        entryField("requirement", at, "package", { choices: packages, none: "Ingen pakke: kapitlet Øvrige krav" }),
        entryField("requirement", at, "type", { choices: types, none: "Vælg type" }),
        h("details", { id: `own-${at}-more` }, h("summary", {}, "Svar, frist og vægt", heard(` for krav ${own.id ?? at + 1}`)),
          entryField("requirement", at, "answer", { choices: [["choice", "Svarmulighederne efter kravtypen"], ["text", "Tekst"], ["number", "Tal"], ["date", "Dato"]], none: "Svarmulighederne efter kravtypen" }),
          own.answer === "number" && entryField("requirement", at, "unit"),
          own.answer === "number" && entryField("requirement", at, "at-least", { type: "number" }),
          own.answer === "number" && entryField("requirement", at, "at-most", { type: "number" }),
          own.answer === "date" && entryField("requirement", at, "at-least", { date: true }),
          own.answer === "date" && entryField("requirement", at, "at-most", { date: true }),
          entryField("requirement", at, "describe", { choices: [["required", "Skal udfyldes"], ["optional", "Kan udfyldes"], ["none", "Intet felt"]], none: "Afhænger af svaret" }),
          entryField("requirement", at, "due"),
          entryField("requirement", at, "weight", { type: "number" })),
        drop("requirement", at, "Slet kravet"))),
      button({ onclick: async () => {
        const id = `E${Math.max(0, ...ids) + 1}`;
        await added("requirement", [["id", id], ["type", "K"], ["text", ""]], "Tilføjelsen af et krav", "title");
      } }, "Tilføj et krav")),
    section("Evaluering",
      helping("Tilbudsgiverne skal kende vægtene. Giv hvert evalueret krav en vægt, eller skriv, hvor de kan læse om evalueringen."),
      textField("evaluation/described-in", { class: "short" }),
      heldAt(["evaluation", "described-in"]) && checkField("evaluation/show-weights")),
    section("Krav fra kataloget, som ikke skal gælde", 
      helping("Kun krav kan udelades. En integration følger af pakken."),
      leftOut.map((entry, at) => h("fieldset", { class: "entry", "data-entry": `leave-out-${at}` }, h("legend", {}, `Udelades: ${entry.requirement || "vælg et krav"}`),
        entryField("leave-out", at, "requirement", { none: "Vælg et krav", choices: choicesOf(catalog.filter((one) => !one.integration && !one.need)) }),
        entryField("leave-out", at, "reason", { lines: 2, wanted: true }),
        drop("leave-out", at, "Lad kravet gælde"))),
      button({ onclick: () => added("leave-out", [["requirement", ""], ["reason", ""]], "Tilføjelsen af en udeladelse", "requirement") }, "Udelad et krav")),
    section("Krav fra kataloget med anden type eller frist", 
      line.map((entry, at) => h("fieldset", { class: "entry", "data-entry": `line-${at}` }, h("legend", {}, `Ændres: ${entry.id || "vælg et krav"}`),
        entryField("line", at, "id", { none: "Vælg et krav", choices: choicesOf(catalog) }),
        entryField("line", at, "type", { choices: types, none: "Som i kataloget" }),
        entryField("line", at, "due"),
        entryField("line", at, "reason", { lines: 2, wanted: true }),
        drop("line", at, "Lad kravet stå som i kataloget"))),
      button({ onclick: () => added("line", [["id", ""], ["reason", ""]], "Tilføjelsen af en ændring", "id") }, "Ændr et krav")),
    nextStep(),
  ];
};

const choicesOf = (lines) => lines.map((line) => [line.id, `${line.id} ${line.title}`]);

