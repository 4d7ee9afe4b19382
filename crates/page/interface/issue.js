// What is published, and what comes after: questions and answers, corrections, the end.

const today = () => new Date().toLocaleDateString("sv-SE");

/** The version after another: 1.0 becomes 1.1. */
const raised = (version) => (version ? version.replace(/\d+(?=\D*$)/, (number) => String(Number(number) + 1)) : "1.0");

const named = (version) => (version ? `Version ${version}` : "Versionen uden nummer");

/** Changes one by one: what came, what went, and what each may weigh. */
function changesTold(changes, after = () => null) {
  return h("ul", { class: "changes" }, changes.map((one) => h("li", {},
    para(linked(one.text), " ", h("span", { class: "tag" }, one.word)),
    one.caution && h("p", { class: "bad" }, one.caution),
    one.aspects.filter(({ pieces }) => pieces.length).map(({ name, pieces }) => h("p", { class: "pieces" }, h("span", { class: "help" }, `${name}: `),
      pieces.map(({ t, s }) => (t === "gone" ? h("del", {}, s) : t === "came" ? h("ins", {}, s) : s)))),
    after(one))));
}

/** The section where a tender is made ready to go out. */
function publishing() {
  const it = follows();
  const { standing, versions, notice } = issue();
  if (lacksLock()) return missingLock();
  if (standing === "bound") {
    const last = versions.at(-1);
    return [
      para(`${named(last.version)} er offentliggjort${last.published ? ` den ${danishDate(last.published)}` : ""}. Den bliver, som leverandørerne har den.`),
      para(button({ id: "give-lock", onclick: giveLock }, "Gem låsefilen"), " ",
        button({ onclick: () => go("efter") }, "Spørgsmål, svar og rettelser")),
    ];
  }
  if (!hasPress()) return para("Denne udgave af siden laver ikke PDF’er, og et udbud offentliggøres med programmet.");
  if (state.reading.errors) return para("Udbuddet kan offentliggøres, når fejlene er rettet.");
  if (!it.final) return para("Udbuddet kan offentliggøres, når alt under ", link("Gennemse", () => go("gennemse")), " er afklaret.");
  return [
    para(standing === "correcting"
      ? `Rettelsen går ud med rettelsesblad nr. ${notice}. Ændringsnotatet til jer selv følger med.`
      : "Skriv den dag, materialet sendes ud. Derefter kan krav kun ændres i en ny version med rettelsesblad."),
    textField("tender/version", { class: "short" }),
    dateField("tender/published"),
    para(button({ class: "main", id: "publish", onclick: (event) => confirmed(event.currentTarget) }, `Offentliggør version ${tender().version || "1.0"}`)),
    helping("Siden sender intet. Du får det hele som filer, og dertil en låsefil: en lille fil, der husker, hvad leverandørerne har fået, så senere rettelser kan holdes op mod det."),
  ];
}

/** Asks before something is locked, and says what. */
function confirmed(pressed, what = `Version ${tender().version || "1.0"} låses, som den er nu. Krav, frister og svarskema kan derefter kun ændres i en ny version med rettelsesblad. Du kan fortryde, indtil du har hentet noget af det.`) {
  if (isUndated()) return;
  const dialog = $("why");
  const [yes, no] = [button({ class: "main", id: "publish-now", onclick: () => { dialog.close(); publish(pressed); } }, pressed.textContent), button({ onclick: () => dialog.close() }, "Annuller")];
  fill(dialog, h("h2", { id: "why-title", tabindex: "-1" }, `${pressed.textContent}?`), para(what), h("p", { class: "onward" }, no, yes));
  dialog.showModal();
  yes.focus();
}

/** Whether suppliers have read something of the tender and the lock that knows what is not here: then nothing goes out. */
const lacksLock = () => !state.lock && Boolean(state.file.sent || (state.reading.complaints ?? []).some(({ code }) => code === "lock-missing"));

const findLock = () => ask(".bilag-lock", ([file]) => openFile(file));
const lockButton = () => link("Åbn låsefilen …", findLock);

/** What is said where the lock is not here, and what can be done. */
function missingLock() {
  const { sent } = state.file;
  return [
    h("div", { class: "summary bad", id: "lacks-lock" }, para(strong("Der kan ikke offentliggøres noget, før låsefilen er åbnet. "), sent
      ? `Profilen siger, at udbuddet er sendt ud den ${danishDate(sent)}.`
      : "Udbuddet retter en version, som leverandørerne har.", " Kun den ved, hvad leverandørerne har fået."),
    para(`Åbn ${lockName()}, som ligger ved siden af profilen, eller i den zip-fil med det interne, som blev lavet ved offentliggørelsen.`),
    para(button({ class: "main", id: "find-lock", onclick: findLock }, "Åbn låsefilen …"), " ",
      sent && button({ id: "never-sent", onclick: neverSent }, "Udbuddet er aldrig sendt ud"))),
  ];
}

/** The day in the profile was only meant: it is taken away, and chosen anew when the tender goes out. */
async function neverSent() {
  state.file = { ...state.file, sent: null };
  await change([{ do: "unset", path: ["tender", "published"] }], { what: "Datoen for offentliggørelsen" });
  announce("Datoen er fjernet. Udbuddet kan offentliggøres.");
}

/** Whether nobody has said yet when the tender goes out: that is said where it is asked. */
function isUndated() {
  if (!tender().published) {
    const day = $("f-tender-published");
    const missing = "Skriv den dag, materialet sendes ud.";
    $("f-tender-published-said").replaceChildren(h("p", { class: "bad" }, heard("Fejl: "), missing));
    day.setAttribute("aria-invalid", "true");
    day.setAttribute("aria-describedby", "f-tender-published-said");
    day.focus();
    announce(missing);
    return true;
  }
  return false;
}

/** Makes all that goes out and all that stays, and the lock that remembers it. */
async function publish(pressed) {
  await queue;
  if (lacksLock()) { show(); focusOn($("find-lock")); return; }
  const label = pressed.textContent;
  // What is being made says which version it is and when it went out.
  const fields = ["f-tender-version", "f-tender-published"].map($).filter(Boolean);
  const locked = (now) => { for (const control of [pressed, ...fields]) control.disabled = now; };
  locked(true);
  pressed.textContent = "Laver …";
  try {
    const edits = [];
    if (!tender().version) edits.push({ do: "set", path: ["tender", "version"], value: "1.0" });
    if (edits.length) await change(edits, { what: "Offentliggørelsen", typed: true });
    await queue;
    const text = state.text;
    const { documents } = await engine.ask({ ask: "outputs", text });
    const [out, stays] = [await filesOf(documents, true, text), await filesOf(documents, false, text)];
    const lock = await press.do("publish", { text, files: [...out, ...stays] }, 120_000) ?? state.lock;
    state.receipt = {
      version: tender().version,
      suppliers: await engine.do("pack", { files: inFolder(out) }),
      internal: await engine.do("pack", { files: [...stays, ...ownFiles(text, lock)] }),
      names: out.map(({ name }) => name),
    };
    // It is taken back for as long as nobody has anything of it.
    remember(`Offentliggørelsen af version ${state.receipt.version}`);
    await lay(lock);
    $("receipt")?.focus();
    announce(`Version ${state.receipt.version} er klar til udsendelse.`);
  } catch (error) {
    refusedFiles(error);
    locked(false);
    pressed.textContent = label;
    pressed.focus();
  }
}

const lockName = () => `${stem()}.bilag-lock`;
const giveLock = () => { download(lockName(), new TextEncoder().encode(state.lock), TYPES.json); state.file.locked = state.lock; keep(); showState(); };

/** What was published and handed over is not taken back: it is corrected. */
function handedOver() {
  if (!state.receipt || state.receipt.out) return;
  state.receipt.out = true;
  state.past = [];
  showState();
}

/** What was made, to be fetched: a receipt. */
function receipt() {
  const made = state.receipt;
  if (!made || issue().standing !== "bound") return null;
  const give = (which, bytes) => () => download(packName(which, made), bytes, TYPES.zip);
  return h("section", { class: "summary", "aria-labelledby": "receipt" }, h("h3", { id: "receipt", tabindex: "-1" }, `Version ${made.version} er klar til udsendelse`),
    para(`Til leverandørerne: ${made.names.join(", ")}.`),
    para(button({ class: "main", id: "receipt-suppliers", onclick: give("til-leverandoerer", made.suppliers) }, "Hent alt til leverandørerne (zip)"), " ",
      button({ id: "receipt-internal", onclick: give("internt", made.internal) }, "Hent alt det interne (zip)"), " ",
      button({ id: "receipt-lock", onclick: giveLock }, "Gem låsefilen"), " ",
      button({ onclick: save }, "Gem profilen")),
    helping(`Læg ${lockName()} ved siden af profilen. Uden den ved hverken siden eller programmet, hvad leverandørerne har fået.`));
}

steps.efter = () => {
  const { standing, versions, notice, changes, sent } = issue();
  const { question: asked = [] } = lists();
  const head = stepHead("Efter udsendelsen", "Spørgsmål og svar, rettelser med rettelsesblad, og aflysning.");
  if (lacksLock()) return [head, missingLock()];
  if (!state.lock) {
    return [head,
      para("Der er ikke offentliggjort noget af udbuddet her. Det gøres under Dokumenter. Er det gjort i programmet eller på en anden maskine, så åbn låsefilen, som ligger ved siden af profilen."),
      para(button({ id: "open-lock", onclick: findLock }, "Åbn låsefilen …"), " ",
        button({ onclick: () => go("dokumenter") }, "Gå til Dokumenter"))];
  }
  return [
    head,
    errorSummary({ all: false }),
    section("Det, leverandørerne har fået", 
      h("div", { class: "scroll", ...SCROLLS, "aria-label": "Versioner" }, h("table", {},
        h("thead", {}, tableRow(["Version", "Offentliggjort", "Tilbudsfrist", "Rettelsesblad", "Hvad"].map((name) => columnHead(name)))),
        h("tbody", {}, versions.map((one) => tableRow(rowHead(one.version ?? "–"),
          [one.published && danishDate(one.published), one.deadline && danishDate(one.deadline), one.notice && `Nr. ${one.notice}`, one.what].map((text) => h("td", {}, text || "–"))))))),
      standing === "bound" && para(button({ class: "main", id: "correct", onclick: beginCorrection }, "Begynd en rettelse"))),
    standing === "correcting" && h("section", { id: "correcting" }, h("h3", {}, `Rettelse: version ${tender().version}`),
      para(changes.length ? `${count(changes.length, "ændring", "ændringer")}, som går ud med rettelsesblad nr. ${notice}:` : "Der er ikke ændret noget endnu. Ret det, der skal rettes, under trinene foroven."),
      changesTold(changes, settling),
      settled(),
      textField("tender/version", { class: "short" }),
      dateField("tender/deadline", { hour: true, help: "Mellem den dag, rettelsen sendes, og fristen skal der være seks hele dage, når det er et udbud efter udbudsloven; ellers forlænges fristen." }),
      para(button({ class: "main", onclick: () => go("dokumenter") }, "Videre til Dokumenter"), " ", button({ class: "plain", id: "drop-correction", onclick: dropCorrection }, "Annuller rettelsen"))),
    (standing === "correcting" || asked.length > 0) && textField("tender/late-because"),
    section("Spørgsmål og svar", 
      helping("Skriv aldrig, hvem der har spurgt. Kun besvarede spørgsmål kommer med i dokumentet."),
      asked.map((one, at) => (sent.includes(one.number) ? sentQuestion(one) : questionEntry(at))),
      button({ id: "add-question", onclick: addQuestion }, "Tilføj et spørgsmål"),
      asked.some((one) => !sent.includes(one.number)) && standing === "bound" && h("p", {},
        button({ class: "main", id: "send-answers", onclick: (event) => confirmed(event.currentTarget, "Svarene låses, som de er nu, og rettes derefter kun med et nyt spørgsmål og svar. Du kan fortryde, indtil du har hentet noget af det.") }, "Gør svarene klar til udsendelse"))),
    receipt(),
    h("section", {}, h("details", { id: "cancelling" }, h("summary", {}, "Aflys udbuddet"),
      para("Når datoen er skrevet, laves kun aflysningen. Den kan ikke trækkes tilbage, når den er sendt."),
      dateField("tender/cancelled"))),
  ];
};

/** Goes back to what suppliers have: to the text as it stood, or to what the lock keeps of it. */
async function dropCorrection() {
  await queue;
  const begun = state.past.findLast(({ what }) => what === CORRECTION);
  const text = begun?.text ?? (await engine.do("lockIn", { bytes: new TextEncoder().encode(state.lock) })).text;
  await replace(text, { what: "Annulleringen af rettelsen" });
}

const CORRECTION = "Begyndelsen på en rettelse";

/** A new version begins where the last one ended. */
async function beginCorrection() {
  state.receipt = null;
  await change([
    { do: "set", path: ["tender", "version"], value: raised(issue().versions.at(-1)?.version) },
    { do: "unset", path: ["tender", "published"] },
    ...(tender().date ? [{ do: "set", path: ["tender", "date"], value: { date: today() } }] : []),
  ], { what: CORRECTION });
  announce(`Rettelsen er begyndt som version ${tender().version}. Ret det, der skal rettes.`);
}

const isSettled = (id) => (lists().correction ?? []).some((one) => one.version === tender().version && listed(one.lines).includes(id));

/** Offers to settle what a change is due to and what it weighs. */
function settling(one) {
  if (!/^(SFTP|SF\d{4}\w*|I-\d\d\.[BE]?\d+|E\d+)$/.test(one.id) || isSettled(one.id)) return null;
  return link("Årsag og væsentlighed", () => added("correction", [["version", tender().version ?? ""], ["lines", [one.id]], ["cause", ""]], "Afgørelsen", "cause"), heard(` for ${one.id}`));
}

const WEIGHTS = [["editorial", "Redaktionel"], ["clarifying", "Præciserende"], ["material", "Væsentlig"], ["basic", "Ændring af et grundlæggende element"]];

function settled() {
  const { correction = [] } = lists();
  return correction.map((one, at) => (one.version !== tender().version ? null : h("fieldset", { class: "entry", "data-entry": `correction-${at}` },
    h("legend", {}, `Ændringen af ${listed(one.lines).join(", ")}`),
    entryField("correction", at, "lines", { many: true }),
    entryField("correction", at, "cause"),
    entryField("correction", at, "weight", { choices: WEIGHTS, none: "Som siden skønner" }),
    one.weight && entryField("correction", at, "reason", { lines: 2, wanted: true }),
    drop("correction", at, "Fjern afgørelsen"))));
}

function addQuestion() {
  const asked = lists().question ?? [];
  const number = Math.max(0, ...asked.map((one) => Number(one.number) || 0), ...issue().sent) + 1;
  return added("question", [["number", number], ["received", { date: today() }], ["question", ""]], "Tilføjelsen af et spørgsmål", "question");
}

function questionEntry(at) {
  const one = lists().question[at];
  return h("fieldset", { class: "entry", "data-entry": `question-${at}` }, h("legend", {}, `Spørgsmål ${one.number ?? at + 1}`),
    entryField("question", at, "question", { lines: 3, wanted: true }),
    entryField("question", at, "answer", { lines: 3 }),
    allowed("question", at),
    entryField("question", at, "received", { date: true }),
    entryField("question", at, "answered", { date: true }),
    entryField("question", at, "pointer", { check: true }),
    entryField("question", at, "version"),
    (one.version || one.lines) && entryField("question", at, "lines", { many: true }),
    drop("question", at, "Slet spørgsmålet"));
}

/** What was sent stays as it is. */
const sentQuestion = (one) => h("fieldset", { class: "entry" }, h("legend", {}, `Spørgsmål ${one.number}`),
  para(one.question), para(strong("Svar: "), one.answer),
  helping(`Sendt${one.answered ? ` den ${danishDate(one.answered)}` : ""}. Det rettes kun med et nyt spørgsmål og svar.`));
