// Forms that came back: each is read in a worker of its own, and all are compared.

const MOST_BYTES = 32 << 20;

steps.svar = () => {
  const { files, result, busy } = state.forms;
  const take = (list) => takeForms([...list]);
  const drop = h("div", { class: "drop", id: "drop" },
    para(h("label", { for: "forms" }, "Udfyldte svarskemaer: PDF, Excel, Word eller zip")),
    h("input", { type: "file", id: "forms", multiple: true, accept: ".pdf,.xlsx,.docx,.ods,.xls,.zip", onchange: (event) => { take(event.target.files); event.target.value = ""; } }),
    helping("Du kan også trække filerne hertil. De læses her på maskinen og sendes ingen steder."));
  drop.addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("over"); });
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => { event.preventDefault(); drop.classList.remove("over"); take(event.dataTransfer.files); });
  const against = ground() !== null;
  return [
    stepHead("Leverandørernes svar", against
      ? "Svarene holdes op mod det udbud, som er åbent her."
      : "Åbn udbuddet først, så svarene holdes op mod det. Uden det holdes hvert skema op mod det, som det selv bærer, og det kan være ændret."),
    drop,
    busy && h("p", { role: "status" }, "Læser skemaerne …"),
    files.length > 0 && [para(`${count(files.length, "skema", "skemaer")} er læst. `,
      button({ class: "plain", onclick: () => keepForms([]) }, "Fjern dem alle")),
    bullets(files.map((form) => bullet(`${form.file} `, link("Fjern", () => keepForms(files.filter((other) => other !== form)), heard(` ${form.file}`)))))],
    result?.refused && h("p", { class: "bad" }, result.refused),
    result?.report && comparison(result.report),
    result?.suppliers && result.suppliers.map((one) => h("section", {}, h("h3", {}, one.name ?? one.file),
      bullets(one.findings.map((finding) => bullet(finding.requirement ? `${finding.requirement}: ` : "", finding.message))))),
    result?.report && section("Sammenligningen som fil", 
      h("div", { class: "field" }, h("label", { for: "evaluators" }, "Hvem evaluerer?"),
        h("p", { class: "help", id: "evaluators-help" }, "Navne med komma imellem. Hver får sine egne kolonner i projektmappen til evalueringen."),
        h("input", { id: "evaluators", type: "text", autocomplete: "off", "aria-describedby": "evaluators-help", value: state.evaluators ?? "", oninput: (event) => { state.evaluators = event.target.value; } })),
      para(["xlsx", "pdf", "json"].filter((format) => format !== "pdf" || hasPress()).map((format) =>
        [button({ id: `compared-${format}`, onclick: (event) => giveComparison(format, event.currentTarget) },
          format === "xlsx" ? "Hent projektmappen til evalueringen (Excel)" : `Hent sammenligningen (${CALLED[format]})`), " "]))),
  ];
};

/** Compares these forms and no others. */
async function keepForms(files) {
  state.forms.files = files;
  await compareForms().catch(failed);
  show();
}

/** Makes the comparison as a file. */
async function giveComparison(format, pressed) {
  pressed.disabled = true;
  try {
    const part = judging();
    const evaluators = (state.evaluators ?? "").split(",").map((name) => name.trim()).filter(Boolean);
    await part.do("compare", { forms: state.forms.files, text: ground() }, 120_000);
    download(`${stem()}-sammenligning.${format}`, await part.do("comparison", { text: ground(), format, evaluators }, 120_000), TYPES[format]);
  } catch (error) { refusedFiles(error); } finally { pressed.disabled = false; pressed.focus(); }
}

/** Reads files, and what lies in packages among them. */
async function takeForms(files) {
  state.forms.busy = true;
  show();
  try {
    for (const file of files) {
      if (file.size > MOST_BYTES * 8) { refuse(file.name, "Filen er for stor til at være et svarskema."); continue; }
      await takeForm(file.name, new Uint8Array(await file.arrayBuffer()));
    }
    await compareForms();
  } catch (error) { failed(error); }
  state.forms.busy = false;
  show();
  announce(`${count(state.forms.files.length, "skema", "skemaer")} er læst.`);
}

async function takeForm(name, bytes) {
  let reading;
  try {
    reading = await apart("read", { bytes });
  } catch (error) {
    refuse(name, `Filen kunne ikke læses (${error.message}).`);
    return;
  }
  const read = JSON.parse(reading);
  if (read.archive) {
    for (const member of read.archive) {
      try {
        await takeForm(`${name}/${member.name}`, await apart("member", { bytes, at: member.at }));
      } catch (error) { refuse(member.name, error.message); }
    }
    return;
  }
  state.forms.files.push({ file: name, reading });
}

/** A file that could not be read at all is told of in the comparison like the others. */
function refuse(file, why) {
  notice(`${file}: ${why}`, "bad");
  state.forms.files.push({ file, reading: JSON.stringify({ refused: { damaged: why } }) });
}

async function compareForms() {
  if (!state.forms.files.length) { state.forms.result = null; return; }
  state.forms.result = await judging().do("compare", { forms: state.forms.files, text: ground() }, 120_000).catch((error) => ({ refused: error.message }));
}

/** What the forms are held up against: the tender that is open, if it is whole. */
const ground = () => (state.reading.follows && !state.reading.errors ? state.text : null);

/** The press can print the form anew and hold a returned PDF up against it; without it only the answers are judged. */
const judging = () => (hasPress() ? press : engine);

/** The words of rich text that the engine gives as nodes. */
const plainOf = (rich) => (typeof rich === "string" ? rich : rich.map((node) => node.s ?? (node.c ? plainOf(node.c) : "\n")).join(""));

/** What each supplier's answers come to, then what was found, then line by line all suppliers side by side. */
function comparison(report) {
  const names = report.suppliers.map((one) => columnHead(one.name));
  const table = (title, first, rows) => h("section", {}, h("h3", {}, title),
    h("div", { class: "scroll", ...SCROLLS, "aria-label": title }, h("table", { class: "compared" },
      h("thead", {}, tableRow(columnHead(first), names.map((name) => name.cloneNode(true)))), h("tbody", {}, rows))));
  const lines = (rows) => rows.map((row) => h("tr", {},
    rowHead(row.id && strong(`${row.id} `), row.title),
    row.cells.map((cell) => h("td", { class: `tone-${cell.tone}` }, [cell.answer, cell.word].filter(Boolean).join(" · ") || "–",
      cell.description.length > 0 && helping(plainOf(cell.description)), cell.marks.map((mark) => h("p", { class: "bad" }, mark))))));
  const tallied = [["met", "Mindstekrav opfyldt"], ["not_met", "Mindstekrav ikke opfyldt"], ["unanswered", "Mindstekrav ubesvaret"], ["otherwise", "På anden vis"], ["unsettled", "Skal afklares"]];
  const points = (one) => (one.tally?.points ? `${one.tally.points.got.toLocaleString("da-DK")} af ${one.tally.points.of.toLocaleString("da-DK")}` : "–");
  return [
    table("Resultatet", "Efter leverandørens egne svar", [
      report.suppliers.some((one) => one.notes.length) && tableRow(rowHead("Skemaet"), report.suppliers.map((one) => h("td", {}, one.notes.length ? one.notes.map((note) => h("p", { class: "bad" }, note)) : "–"))),
      ...tallied.map(([key, name]) => tableRow(rowHead(name), report.suppliers.map((one) => h("td", {}, one.tally ? String(one.tally[key]) : "Ikke læst")))),
      report.weighed && tableRow(rowHead("Point"), report.suppliers.map((one) => h("td", {}, points(one)))),
    ].filter(Boolean)),
    report.found.length > 0 && section("Fund", report.found.map((group) => [h("h4", {}, group.title),
      group.parts.map((part) => [para(strong(report.suppliers[part.supplier].name)),
        bullets(part.rows.map((row) => bullet(row.requirement && strong(`${row.requirement}: `), row.message)))])])),
    report.facts.length > 0 && table("Leverandørernes oplysninger", "Oplysning", lines(report.facts)),
    report.groups.filter((group) => group.rows.length).map((group) => table(plainOf(group.title), "Krav", lines(group.rows))),
  ];
}
