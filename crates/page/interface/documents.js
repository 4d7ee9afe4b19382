// The documents: to be seen beside the steps, and as files.

/** What is shown beside the step. */
const BESIDE = [["overblik", "Overblik"], ["laes", "Læs"], ["side", "Side"], ["tekst", "Som tekst"]];

function showBeside() {
  const shown = BESIDE.filter(([key]) => key !== "side" || hasPress());
  const tabs = h("div", { "data-key": "tabs", role: "tablist", "aria-label": "Det bliver til" }, shown.map(([key, name]) =>
    button({ role: "tab", id: `tab-${key}`, "aria-selected": String(key === state.beside), "aria-controls": "panel",
      tabindex: key === state.beside ? "0" : "-1", onclick: () => openBeside(key),
      onkeydown: (event) => {
        const at = shown.findIndex(([other]) => other === key);
        const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: shown.length - 1 }[event.key];
        if (to === undefined) return;
        event.preventDefault();
        openBeside(shown[(to + shown.length) % shown.length][0]);
        $(`tab-${state.beside}`).focus();
      } }, name)));
  fill($("beside"), tabs, h("div", { "data-key": "panel", role: "tabpanel", id: "panel", "aria-labelledby": `tab-${state.beside}`, tabindex: "0" }, beside[state.beside]()));
}

function openBeside(key) {
  const another = key !== state.beside;
  state.beside = key;
  showBeside();
  if (another) $("panel").scrollTop = 0;
}

const GROUPS = [
  ["open", "Afventer dit svar"], ["required", "Gælder"], ["supplier", "Afhænger af leverandørens svar"], ["optional", "Kan anvendes"],
];

const beside = {
  overblik() {
    if (!state.reading.follows) {
      return helping("Når du har valgt en pakke, står her, hvad der følger af den: det, som gælder, det, som afventer dit svar, og det, som er op til leverandøren.");
    }
    return [
      h("p", { class: "counts" }, GROUPS.map(([status, name]) => byStatus(status).length > 0 && h("span", { class: status }, strong(String(byStatus(status).length)), ` krav ${name.toLowerCase()}`))),
      GROUPS.map(([status, name]) => byStatus(status).length > 0 && h("section", { "data-key": status }, h("h3", {}, name),
        h("ul", { class: "lines" }, byStatus(status).map((line) => h("li", {},
          button({ class: "line", onclick: () => askWhy(line.id) }, strong(line.id), ` ${line.title}`, heard(": hvorfor?"))))))),
    ];
  },
  laes() {
    const kinds = readable();
    if (!kinds.some(([key]) => key === state.reads)) state.reads = "kravbilag";
    draw();
    return [
      h("p", { class: "turn" }, h("label", { for: "reads" }, "Dokument "), h("select", { id: "reads", onchange: (event) => { state.reads = event.target.value; showBeside(); } },
        kinds.map(([key, name]) => { const it = h("option", { value: key }, name); it.selected = key === state.reads; return it; }))),
      h("div", { id: "read", class: "document" }, helping("Henter …")),
    ];
  },
  side() {
    picture();
    return [
      h("p", { class: "turn" }, h("label", { for: "pictured" }, "Dokument "), h("select", { id: "pictured", onchange: (event) => { state.pictured = event.target.value; state.page = 1; picture(); } },
        readable().map(([key, name]) => { const it = h("option", { value: key }, name); it.selected = key === (state.pictured ?? "kravbilag"); return it; })),
        " ", button({ onclick: () => { state.page = Math.max(1, (state.page ?? 1) - 1); picture(); } }, "Forrige side"),
        " ", button({ onclick: () => { state.page = (state.page ?? 1) + 1; picture(); } }, "Næste side"),
        " ", h("span", { id: "page-number" })),
      helping("Siden er et billede, som det bliver trykt. Under »Læs« står det samme som tekst."),
      h("div", { id: "picture" }),
    ];
  },
  tekst() {
    const send = soon((text) => replace(text, { what: "Rettelsen i teksten", typed: true }));
    const complaints = state.reading.complaints ?? [];
    return [
      h("label", { for: "source" }, "Profilen, som den bliver gemt"),
      h("textarea", { id: "source", class: "source", rows: 24, spellcheck: "false", wrap: "off", value: state.text, oninput: (event) => send(event.target.value) }),
      h("div", { id: "source-said" }, sourceTroubles(complaints)),
    ];
  },
};

/** What is wrong with the text, each with the way to its place. */
function sourceTroubles(complaints) {
  return h("ul", { class: "notes" }, complaints.map((complaint) => h("li", { class: complaint.severity === "error" ? "bad" : "" },
    complaint.line ? link(`Linje ${complaint.line}`, () => selectPlace(complaint)) : "", " ",
    [complaint.message, ...complaint.hints].map((text) => text.replace(/`([^`]*)`/g, "»$1«").replace(/^./, (first) => first.toUpperCase()).replace(/[^.?!…]$/, "$&.")).join(" "))));
}

/** Selects a place in the profile's text. */
function selectPlace({ line, column, end_line: endLine, end_column: endColumn }) {
  const source = $("source");
  const lines = source.value.split("\n");
  const from = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0) + column - 1;
  source.focus();
  source.setSelectionRange(from, from + Math.max(1, endLine === line ? endColumn - column : 1));
}

/** The documents that there are to read. */
const readable = () => [["kravbilag", "Kravbilag"], ["svarskema", "Svarskema"],
  ...(issue().standing !== "open" && issue().changes.length ? [["rettelsesblad", "Rettelsesblad"], ["aendringsnotat", "Ændringsnotat"]] : []),
  ...((lists().question ?? []).some((one) => one.answered) ? [["spoergsmaal-og-svar", "Spørgsmål og svar"]] : []),
  ...(tender().cancelled ? [["aflysning", "Aflysning"]] : []),
  ["tjekliste", "Tjekliste"], ["tjekliste-slides", "Præsentation"], ["baggrundsnotat", "Baggrundsnotat"]];

/** Shows the document's words. */
async function draw() {
  const answer = await engine.ask({ ask: "legible", text: state.text, kind: state.reads }).catch(failed);
  const place = $("read");
  if (!place) return;
  if (!answer) { place.replaceChildren(...faults()); return; }
  const page = made(answer.html);
  // Below the page's own headings.
  for (const heading of page.querySelectorAll("h1, h2, h3, h4, h5")) {
    const level = Math.min(6, Number(heading.tagName[1]) + 2);
    const lower = h(`h${level}`, { class: `as-h${heading.tagName[1]}` }, ...heading.childNodes);
    heading.replaceWith(lower);
  }
  for (const box of page.querySelectorAll("input[type=checkbox]")) box.replaceWith("☐ ");
  for (const [at, table] of [...page.querySelectorAll("table")].entries()) {
    const around = h("div", { class: "scroll", ...SCROLLS, "aria-label": `Tabel ${at + 1}` });
    table.replaceWith(around);
    around.append(table);
    for (const head of table.querySelectorAll("th:empty")) head.replaceWith(h("td"));
  }
  linkIds(page);
  place.replaceChildren(...page.childNodes);
}

/** Every id in a text that was made leads to where it is decided. */
function linkIds(element) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const text of texts) {
    if (text.parentElement.closest("a, button")) continue;
    const parts = linked(text.data);
    if (parts.length > 1) text.replaceWith(...parts);
  }
}

/** Shows the very page, as it is printed. While one is being made, only the latest that was asked for comes next. */
const picture = soon(async () => {
  const begun = performance.now();
  try {
    await press.ready;
    const answer = await press.do("picture", { text: state.text, kind: state.pictured ?? "kravbilag", page: state.page ?? 1 }, 30_000);
    const place = $("picture");
    if (!place) return;
    state.page = answer.page;
    $("page-number").textContent = `Side ${answer.page} af ${answer.pages}`;
    const image = h("img", { alt: "", class: "paper" });
    const address = URL.createObjectURL(new Blob([answer.svg], { type: "image/svg+xml" }));
    // A click leads to where the line is decided; those who use the keyboard find the same under »Læs«.
    image.onclick = (event) => {
      const far = event.offsetY / image.clientHeight;
      const mark = answer.marks.filter(([, at]) => at <= far + 0.01).at(-1);
      if (mark) askWhy(mark[0]);
    };
    image.src = address;
    await image.decode();
    URL.revokeObjectURL(address);
    place.replaceChildren(image);
    performance.measure("bilag-picture", { start: begun });
  } catch (error) {
    $("picture")?.replaceChildren(...error instanceof Refused ? faults() : [helping(`Siden kunne ikke vises: ${error.message}.`)]);
  }
});

/** Has the press lay out the kravbilag, so that it is half made when it is asked for. */
const layOutAhead = later(() => press.do("picture", { text: state.text, kind: "kravbilag", page: 1 }).catch(() => null), 100);

/** The bytes of a document; a PDF comes from the press. */
async function fileOf(kind, format, text = state.text) {
  const part = PRESSED.includes(format) ? press : engine;
  return part.do("print", { text, kind, format }, 120_000);
}

/** The formats that the press makes. */
const PRESSED = ["pdf", "docx", "pptx"];
const ORDER = ["pdf", "docx", "pptx", "xlsx", "html", "md", "json"];
const inOrder = (files) => files.filter(({ format }) => ORDER.includes(format) && (!PRESSED.includes(format) || hasPress()))
  .sort((one, other) => ORDER.indexOf(one.format) - ORDER.indexOf(other.format));

const TYPES = {
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document", pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", pdf: "application/pdf", md: "text/markdown", json: "application/json", html: "text/html", toml: "application/toml", zip: "application/zip",
};
const CALLED = { pdf: "PDF", docx: "Word", pptx: "PowerPoint", xlsx: "Excel", md: "Markdown", json: "Data (JSON)", html: "Webside" };

/** What files begin with: the profile's name. */
const stem = () => state.file.name.replace(/\.toml$/i, "");

/** What a package of files is called: with the version, so that two of them are told apart. */
const packName = (which, { version } = tender()) => `${[stem(), version, which].filter(Boolean).join("-").replace(/[\\/:*?"<>|]/g, "-")}.zip`;

/** All that goes to suppliers or all that stays, as the program lays it: what stays in a folder of its own, and beside that the profile, its lock and its files. */
async function filesOf(documents, suppliers, text = state.text) {
  const files = [];
  for (const document of documents.filter((one) => one.suppliers === suppliers)) {
    for (const file of document.files.filter(({ usual, format }) => usual && (!PRESSED.includes(format) || hasPress()))) {
      const name = suppliers || /\//.test(file.path) ? file.path : `internt/${file.path}`;
      files.push({ name, bytes: await fileOf(document.kind, file.format, text) });
    }
  }
  return files;
}

/** What went out lies in a folder of its version, so that two of them are told apart. */
const inFolder = (files) => (tender().version ? files.map(({ name, bytes }) => ({ name: `version-${tender().version.replace(/[^\w.-]/g, "-")}/${name}`, bytes })) : files);

/** What the tender is made of, to go on with it elsewhere. */
const ownFiles = (text = state.text, lock = state.lock) => [
  { name: state.file.name, bytes: new TextEncoder().encode(text) },
  ...(lock ? [{ name: lockName(), bytes: new TextEncoder().encode(lock) }] : []),
  ...[...state.files].map(([name, bytes]) => ({ name, bytes })),
];

async function give(kind, file, button) {
  await queue;
  const label = [...button.childNodes];
  button.disabled = true;
  button.textContent = "Laver …";
  try {
    const begun = performance.now();
    const bytes = await fileOf(kind, file.format);
    performance.measure(`bilag-${kind}-${file.format}`, { start: begun });
    download(file.name, bytes, TYPES[file.format]);
  } catch (error) {
    refusedFiles(error);
  } finally {
    button.disabled = false;
    button.replaceChildren(...label);
    button.focus();
  }
}

/** Why no document came. */
function refusedFiles(error) {
  let why = error.message;
  try { why = JSON.parse(error.message).filter((one) => one.severity === "error").map(told).join(" "); } catch { /* plain words */ }
  notice(`Dokumentet kan ikke laves. ${why}`, "bad");
}

/** All that goes to suppliers, or all that stays, in one file. */
async function givePack(which, documents, button) {
  await queue;
  button.disabled = true;
  try {
    const suppliers = which === "til-leverandoerer";
    const made = await filesOf(documents, suppliers);
    const files = suppliers ? (issue().standing === "bound" ? inFolder(made) : made) : [...made, ...ownFiles()];
    download(packName(which), await engine.do("pack", { files }), TYPES.zip);
    if (!suppliers) { Object.assign(state.file, { saved: state.text, locked: state.lock }); keep(); showState(); }
  } catch (error) {
    refusedFiles(error);
  } finally {
    button.disabled = false;
    button.focus();
  }
}

steps.dokumenter = () => {
  const it = follows();
  // While somebody looks for a button, the press lays out what is asked for most.
  if (hasPress() && state.reading.follows && !state.reading.errors) layOutAhead();
  const place = h("div", { id: "outputs" }, helping("Henter …"));
  engine.ask({ ask: "outputs", text: state.text }).then(({ documents }) => {
    const list = (suppliers) => documents.filter((one) => one.suppliers === suppliers).map((document) => h("tr", {},
      rowHead(document.name),
      h("td", {}, inOrder(document.files).map((file) =>
        [button({ id: `give-${document.kind}-${file.format}`, onclick: (event) => give(document.kind, file, event.currentTarget) },
          CALLED[file.format], heard(`: ${document.name}`)), " "]))));
    const table = (suppliers) => h("table", { class: "files" }, h("thead", {}, tableRow(columnHead("Dokument"), columnHead("Hent som"))), h("tbody", {}, list(suppliers)));
    const bound = issue().standing === "bound";
    fill(place,
      section("Til leverandørerne", table(true),
        !bound && helping("Det er udkast, som ikke skal sendes: Det, der går ud, laves, når udbuddet offentliggøres."),
        para(button({ class: bound && "main", id: "pack-suppliers", onclick: (event) => givePack("til-leverandoerer", documents, event.currentTarget) }, bound ? "Hent alt til leverandørerne (zip)" : "Hent udkast til leverandørerne (zip)")),
        helping("PDF’erne og regnearket bærer udbudsprofilen med sig, som leverandørerne må se den: uden kommentarer og uden det, som kun er jeres.")),
      list(false).length > 0 && section("Internt", table(false),
        para(button({ id: "pack-internal", onclick: (event) => givePack("internt", documents, event.currentTarget) }, "Hent alt det interne (zip)"))),
      section("Profilen",
        para("Gem den: Med den kan du og andre fortsætte arbejdet, her eller med programmet ", h("code", {}, "bilag"), "."),
        para(button({ onclick: save }, "Gem profilen"))));
  }).catch(failed);
  return [
    stepHead("Dokumenter", state.reading.errors ? "Fejlene skal rettes, før der kan laves dokumenter." : it.draft ? "Der mangler stadig svar, så alle sider bærer ordet UDKAST." : it.final ? "Det hele er afklaret." : ""),
    errorSummary(),
    receipt(),
    h("section", { id: "publishing" }, h("h3", {}, "Offentliggørelse"), publishing()),
    place,
    h("p", { class: "onward" }, button({ class: "plain", onclick: () => go("gennemse") }, "Tilbage til Gennemse"),
      button({ class: "main", onclick: () => go("efter") }, "Videre til Efter udsendelsen")),
  ];
};
