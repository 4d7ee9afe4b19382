// The supplier's side: forms are answered from what was answered before.

const supply = { library: null, told: null, xlsx: null, changed: false, learned: [], filled: [], busy: false };

steps.skema = () => {
  const { told, learned, filled, busy } = supply;
  const fileField = (id, label, accept, taken, { help, multiple = true } = {}) => h("div", { class: "drop",
    ondragover: (event) => event.preventDefault(), ondrop: (event) => { event.preventDefault(); if (event.dataTransfer.files.length) taken([...event.dataTransfer.files]); } },
    para(h("label", { for: id }, label)),
    h("input", { type: "file", id, multiple, accept, onchange: (event) => { const files = [...event.target.files]; event.target.value = ""; if (files.length) taken(files); } }),
    help && helping(help));
  return [
    stepHead("Udfyld et skema", "For leverandører: Svar, I har givet før på de samme ord, sættes ind i et nyt svarskema. Ændrede ord lades stå åbne, med forskellen vist."),
    section("Jeres svarbibliotek", 
      fileField("library", "Bibliotek (JSON eller Excel)", ".json,.xlsx", openLibrary, { multiple: false, help: "Har I intet endnu, så begynd med skemaer, I har udfyldt." }),
      fileField("learn", "Udfyldte skemaer, som biblioteket skal lære af", ".pdf,.xlsx,.docx,.ods,.xls", learnFrom),
      learned.length > 0 && bullets(learned.map((one) => h("li", { class: one.refused ? "bad" : "" }, `${one.file}: `,
        one.refused ? one.refused : one.learned === null ? "kendt i forvejen." : `${count(one.learned, "svar", "svar")} lært.`))),
      told && h("p", { id: "library-told" }, `Biblioteket kender ${count(told.lines, "krav", "krav")} og ${count(told.facts, "oplysning", "oplysninger")} fra ${count(told.forms, "skema", "skemaer")}.`),
      told && para(button({ id: "library-json", onclick: () => download("svarbibliotek.json", supply.library, TYPES.json) }, "Hent biblioteket (JSON)"), " ",
        supply.xlsx && button({ onclick: () => download("svarbibliotek.xlsx", supply.xlsx, TYPES.xlsx) }, "Hent biblioteket (Excel)"))),
    told && section("Nye skemaer", 
      h("div", { class: "check" }, tick("accept-changed", supply.changed, (on) => { supply.changed = on; }, "Sæt også det tidligere svar ind, hvor ordene er ændret")),
      fileField("to-answer", "Svarskemaer, som skal udfyldes", ".pdf,.xlsx,.docx", answerForms, { help: "De læses her på maskinen og sendes ingen steder." }),
      filled.length > 0 && h("ul", { class: "cards" }, filled.map((one, at) => h("li", { class: "card" },
        para(strong(one.file), one.told && ` – ${[one.told.title, one.told.buyer].filter(Boolean).join(", ")}`),
        one.refused ? h("p", { class: "bad" }, one.refused) : [
          para(`${one.told.same} sat ind, ${one.told.standing} stod der i forvejen, ${one.told.changed} tomme, fordi noget er ændret, ${one.told.unknown} nye. Læs gennemgangen, før skemaet sendes; dato og underskrift er ikke udfyldt.`),
          para(button({ class: "main", id: `filled-${at}`, onclick: () => download(one.file, one.form) }, "Hent skemaet", heard(`: ${one.file}`)), " ",
            button({ onclick: () => download(`${one.file.replace(/\.\w+$/, "")}-gennemgang.html`, one.review, TYPES.html) }, "Hent gennemgangen", heard(` af ${one.file}`))),
        ])))),
    busy && h("p", { role: "status" }, "Arbejder …"),
  ];
};

/** Does something that takes a while, and shows what came of it. */
async function atWork(work, said) {
  supply.busy = true;
  show();
  try { await work(); announce(said()); } catch (error) { notice(error.message, "bad"); }
  supply.busy = false;
  show();
}

const bytesOfFile = async (file) => new Uint8Array(await file.arrayBuffer());

function openLibrary([file]) {
  return atWork(async () => {
    const bytes = await bytesOfFile(file);
    const opened = await apart("learn", { forms: [], bytes }, 60_000);
    keepLibrary(opened);
    supply.learned = [];
  }, () => `${file.name} er åbnet.`);
}

const keepLibrary = ({ json, xlsx, held }) => Object.assign(supply, { library: json, xlsx, told: held });

function learnFrom(files) {
  return atWork(async () => {
    const forms = [];
    for (const file of files) forms.push({ file: file.name, bytes: await bytesOfFile(file) });
    const learned = await apart("learn", { forms, bytes: supply.library ?? new Uint8Array() }, 60_000);
    supply.learned = learned.told;
    keepLibrary(learned);
  }, () => `${count(files.length, "skema", "skemaer")} er læst.`);
}

function answerForms(files) {
  return atWork(async () => {
    supply.filled = [];
    for (const file of files) {
      try {
        const answered = await apart("answer", { library: supply.library, file: file.name, bytes: await bytesOfFile(file), changed: supply.changed }, 30_000);
        supply.filled.push({ file: file.name, ...answered });
      } catch (error) { supply.filled.push({ file: file.name, refused: error.message }); }
    }
  }, () => `${count(files.length, "skema", "skemaer")} er udfyldt.`);
}
