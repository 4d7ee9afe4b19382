// Forms that came back: each is read in a worker of its own, and all are compared.

const MOST_BYTES = 32 << 20;

steps.svar = () => {
  const { files, result, busy } = state.forms;
  const take = (list) => takeForms([...list]);
  const drop = h("div", { class: "drop", id: "drop" },
    h("p", {}, h("label", { for: "forms" }, "Udfyldte svarskemaer: PDF, Excel eller zip")),
    h("input", { type: "file", id: "forms", multiple: true, accept: ".pdf,.xlsx,.zip", onchange: (event) => { take(event.target.files); event.target.value = ""; } }),
    h("p", { class: "help" }, "Du kan også trække filerne hertil. De læses her på maskinen og sendes ingen steder."));
  drop.addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("over"); });
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => { event.preventDefault(); drop.classList.remove("over"); take(event.dataTransfer.files); });
  const against = ground() !== null;
  return [
    stepHead("Svar fra leverandører", against
      ? "Svarene holdes op mod det udbud, som er åbent her."
      : "Åbn udbuddet først, så svarene holdes op mod det. Uden det holdes hvert skema op mod det, som det selv bærer, og det kan være ændret."),
    drop,
    busy && h("p", { role: "status" }, "Læser skemaerne …"),
    files.length > 0 && h("p", {}, `${count(files.length, "skema", "skemaer")} er læst. `,
      h("button", { type: "button", class: "plain", onclick: () => { state.forms = { files: [], result: null, busy: false }; show(); } }, "Fjern dem alle")),
    result?.refused && h("p", { class: "bad" }, sentence(result.refused)),
    result?.report && comparison(result.report),
    result?.suppliers && result.suppliers.map((one) => h("section", {}, h("h3", {}, one.name ?? one.file),
      h("ul", {}, one.findings.map((finding) => h("li", {}, finding.requirement ? `${finding.requirement}: ` : "", finding.message))))),
    result?.report && h("p", {}, ["xlsx", "pdf"].filter((format) => format !== "pdf" || hasPress()).map((format) =>
      [h("button", { type: "button", id: `compared-${format}`, onclick: async (event) => {
        const button = event.currentTarget;
        button.disabled = true;
        try {
          const part = judging();
          await part.do("compare", { forms: state.forms.files, text: ground() });
          download(`${stem()}-sammenligning.${format}`, await part.do("comparison", { text: ground(), format }, 120_000), TYPES[format]);
        } catch (error) { refusedFiles(error); } finally { button.disabled = false; button.focus(); }
      } }, `Hent sammenligningen (${CALLED[format]})`), " "])),
  ];
};

/** Reads files, and what lies in packages among them. */
async function takeForms(files) {
  state.forms.busy = true;
  show();
  for (const file of files) {
    if (file.size > MOST_BYTES * 8) { refuse(file.name, "Filen er for stor til at være et svarskema."); continue; }
    const bytes = new Uint8Array(await file.arrayBuffer());
    await takeForm(file.name, bytes);
  }
  await compareForms();
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

/** Suppliers side by side, line by line, then what was found. */
function comparison(report) {
  const head = h("tr", {}, h("th", { scope: "col" }, "Krav"), report.suppliers.map((one) => h("th", { scope: "col" }, one.name)));
  const rows = (group) => group.map((row) => h("tr", {},
    h("th", { scope: "row" }, row.id && h("strong", {}, `${row.id} `), row.title),
    row.cells.map((cell) => h("td", { class: `tone-${cell.tone}` }, [cell.answer, cell.word].filter(Boolean).join(" · ") || "–"))));
  const table = (title, group) => group.length > 0 && h("section", {}, h("h3", {}, title),
    h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": title }, h("table", { class: "compared" }, h("thead", {}, head.cloneNode(true)), h("tbody", {}, rows(group)))));
  return [
    h("section", {}, h("h3", {}, "Fund"), report.suppliers.map((one) => h("div", {},
      h("h4", {}, one.name, one.file !== one.name && h("span", { class: "help" }, ` ${one.file}`)),
      one.findings.length ? one.findings.map((group) => [h("p", {}, h("strong", {}, group.title)),
        h("ul", {}, group.rows.map((row) => h("li", {}, row.requirement && h("strong", {}, `${row.requirement}: `), row.message)))]) : h("p", {}, "Ingen bemærkninger.")))),
    report.facts && table("Leverandørernes oplysninger", report.facts),
    report.groups.map((group) => table(plainOf(group.title), group.rows)),
  ];
}
