// The page: what is shown, and what begins it.

// What a pointer is held down on must not be drawn anew before it is let go: the click would find nothing.
const pointer = { held: false, due: null };
addEventListener("pointerdown", () => { pointer.held = true; }, true);
for (const end of ["pointerup", "pointercancel"]) {
  addEventListener(end, () => setTimeout(() => {
    const { due } = pointer;
    Object.assign(pointer, { held: false, due: null });
    if (due) show(due);
  }), true);
}

/** Shows everything anew. `typed` leaves the step alone, since somebody types in it. */
function show({ typed = false } = {}) {
  if (!state.guide) return;
  if (pointer.held) { pointer.due = { typed: typed && (pointer.due?.typed ?? true) }; return; }
  document.body.classList.toggle("wide", state.step === "svar" && state.forms.result !== null);
  if (typed && state.step !== "gennemse") refreshTroubles();
  else fill($("indhold"), steps[state.step]());
  // The step may have said what was not due to be said before.
  showState();
  showSteps();
  // The text that somebody types in is theirs.
  if (document.activeElement?.id === "source") $("source-said")?.replaceChildren(sourceTroubles(state.reading.complaints ?? []));
  else if (state.beside === "side" && $("picture")) picture();
  else if (state.beside === "laes" && $("read")) draw();
  else showBeside();
  if (state.step === "gennemse") drawFigure();
}

/** What each step is called. */
const titleOf = (step) => STEPS.concat(APART).find(([key]) => key === step)?.[1];

function showState() {
  const { title } = tender();
  $("tender-name").textContent = title || "";
  document.title = `${titleOf(state.step)} – ${title || "nyt udbud"} – bilag`;
  const [wrong, ...more] = dueErrors();
  const open = openQuestions().length;
  const chosen = state.guide.packages.some(chosenOf);
  const { standing } = issue();
  const told = wrong ? link(count(more.length + 1, "fejl", "fejl"), () => goTo(wrong.path ?? [], wrong)) : lacksLock() ? "Låsefilen mangler" : !chosen ? "Nyt udbud" : standing === "bound" ? "Offentliggjort" : standing === "correcting" ? `Rettelse, version ${tender().version}` : isReady() ? "Klar til offentliggørelse" : open ? `Udkast: ${count(open, "spørgsmål åbent", "spørgsmål åbne")}` : follows().draft ? "Udkast" : "Næsten klar";
  const where = isSaved() ? "gemt i filen" : state.lock && state.file.saved === state.text ? "låsefilen er ikke gemt" : state.kept ? "gemt i browseren, ikke i en fil" : "ikke gemt";
  $("state").replaceChildren(told, title || chosen || wrong ? ` · ${where}` : "");
  $("undo").disabled = !state.past.length;
  $("undo").title = state.receipt?.out ? "Det, der er offentliggjort og hentet, fortrydes ikke: Begynd en rettelse under »Efter udsendelsen«." : "";
  $("undo").textContent = "Fortryd";
  if (state.past.length) $("undo").append(heard(`: ${state.past.at(-1).what}`));
}

/** Whether nothing keeps the tender from going out. */
const isReady = () => follows().final && !state.reading.errors;

/** How far each step is. */
function stepState(key) {
  const it = tender();
  if (dueErrors().some(({ path }) => stepsOf(path ?? [])[0] === key)) return "fejl";
  switch (key) {
    case "udbuddet": return it.title && (it.buyer || it.buyers) ? "udfyldt" : "mangler";
    case "pakker": return state.guide.packages.some(chosenOf) ? "udfyldt" : "mangler";
    case "oplysninger": return state.reading.follows ? (openQuestions().length ? `${openQuestions().length} spørgsmål` : "udfyldt") : "";
    case "gennemse": return isReady() ? "klar" : "";
    case "efter": return { bound: "offentliggjort", correcting: "rettelse" }[issue().standing] ?? "";
    default: return "";
  }
}

function showSteps() {
  const to = ([key, name], number) => h("li", {},
    button({ id: `to-${key}`, "aria-current": key === state.step ? "step" : null, onclick: () => go(key) },
      number && h("span", { class: "number", "aria-hidden": "true" }, String(number)), name,
      stepState(key) && h("span", { class: "how" }, stepState(key))));
  // What somebody is on the way to click stays where it is.
  const shown = [state.step, ...STEPS.concat(APART).map(([key]) => stepState(key))].join("|");
  if (shown === $("steps").dataset.shown) return;
  $("steps").dataset.shown = shown;
  fill($("steps"), STEPS.map((step, at) => to(step, at + 1)));
  fill($("others"), APART.map((step) => to(step)));
}

/** Goes to a step. The focus goes to its heading, as on a new page. */
function go(step, { quiet = false } = {}) {
  if (step !== state.step) { state.order = null; unleft.clear(); if (!quiet) $("notices").replaceChildren(); if (step === "oplysninger") state.brought = {}; }
  called();
  state.step = step;
  document.body.classList.toggle("room", step === "moede");
  Object.assign(pointer, { held: false, due: null });
  if (step === "svar" && state.forms.files.length) compareForms().then(() => show());
  show();
  if (!quiet) { $("step-title")?.focus(); scrollTo(0, 0); }
}

/** Why a line is there, and the way to where that is decided. */
async function askWhy(id) {
  const answer = await engine.ask({ ask: "why", text: state.text, id }).catch(failed);
  const dialog = $("why");
  if (!answer) { if (state.reading.errors) { fill(dialog, h("h2", { id: "why-title", tabindex: "-1" }, id), faults(), para(button({ class: "main", onclick: () => dialog.close() }, "Luk"))); dialog.showModal(); } return; }
  const to = (path, name) => button({ onclick: () => { dialog.close(); goTo(path); } }, name);
  const facts = (answer.facts ?? []).map((fact) => follows().facts.find((one) => one.id === fact)).filter(Boolean);
  fill(dialog,
    h("h2", { id: "why-title", tabindex: "-1" }, `${answer.id} ${answer.title}`),
    answer.kind === "package"
      ? [made(answer.purpose), made(answer.guidance), to(["packages", answer.id], "Gå til pakken")]
      : [
        para(h("span", { class: `tag ${answer.status}` }, answer.word)),
        answer.meaning && para(answer.meaning),
        answer.condition && para(answer.condition),
        answer.why.length > 0 && [h("h3", {}, "Hvorfor?"), bullets(answer.why.map((text) => bullet(text)))],
        answer.purpose.length > 0 && answer.purpose.map((text) => helping(text)),
        answer.alternative && para(`Alternativ: ${answer.alternative}`),
        facts.length > 0 && [h("h3", {}, "Afgøres af"), bullets(facts.map((fact) => bullet(to(["facts", fact.id], fact.question))))],
        answer.package && to(["packages", answer.package], `Gå til pakken ${answer.package}`),
      ],
    para(button({ class: "main", onclick: () => dialog.close() }, "Luk")));
  if (!dialog.open) dialog.showModal();
  $("why-title").focus();
}

/** What is said where WebAssembly was switched off. */
function noEngine() {
  $("indhold").replaceChildren($("no-engine").content.cloneNode(true));
}

async function begin() {
  if (typeof WebAssembly !== "object" || typeof DecompressionStream !== "function" || !HTMLDialogElement.prototype.showModal) { noEngine(); return; }
  $("open").addEventListener("click", choose);
  $("save").addEventListener("click", save);
  $("undo").addEventListener("click", undo);
  addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const typing = /^(INPUT|TEXTAREA)$/.test(document.activeElement?.tagName) && document.activeElement.type !== "radio" && document.activeElement.type !== "checkbox";
    if (event.key === "s") { event.preventDefault(); save(); }
    else if (event.key === "z" && !typing) { event.preventDefault(); undo(); }
  });
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.target.closest?.(".drop")) return;
    openFiles([...event.dataTransfer.files]);
  });
  // What is asked first stands in the page; the engine is made ready meanwhile, and takes what was answered until then.
  const before = kept();
  const greeting = $("house").textContent || before?.text ? null : JSON.parse($("greeting").textContent);
  if (greeting) {
    Object.assign(state, greeting);
    begun();
  }
  engine.name(state.file.name);
  press.name(state.file.name);
  engine.begin();
  if (hasPress()) press.begin();
  try {
    await engine.ready;
    state.guide ??= await engine.ask({ ask: "guide", edition: null });
    if (!greeting) {
      if (before?.text) takeUp(before); else state.text = (await engine.ask({ ask: "start" })).text;
      await equip();
      state.reading = await engine.ask({ ask: "read", text: state.text });
      state.kept = Boolean(before);
      begun();
    }
    if (before?.text && state.reading.fields?.tender?.title) {
      const when = new Date(before.at).toLocaleString("da-DK", { dateStyle: "long", timeStyle: "short" });
      notice(`Her er udbuddet, som du arbejdede på ${when}.`, "info",
        button({ id: "anew", onclick: async () => {
          $("notices").replaceChildren();
          state.files.clear();
          await fresh();
        } }, "Begynd et nyt"));
    }
    document.documentElement.dataset.ready = "engine";
    performance.mark("bilag-engine");
    watchWindows();
  } catch (error) {
    failed(error);
    return;
  }
  if (!hasPress()) return;
  // The press is made ready while somebody reads the first questions; what it prints first is never shown.
  try {
    await press.ready;
    document.documentElement.dataset.ready = "press";
    performance.mark("bilag-press");
    if (state.beside === "side") picture(); else showBeside();
    await press.warm(press.part);
    performance.mark("bilag-warm");
    document.documentElement.dataset.ready = "warm";
  } catch (error) {
    notice(`Dokumenter som PDF kan ikke laves i denne browser (${error.message}). Alt andet virker.`, "bad");
  }
}

/** The page is there: somebody can begin. */
function begun() {
  $("about").textContent = `bilag ${state.guide.version}, kataloget ${state.guide.edition}.`;
  show();
  document.documentElement.dataset.ready = "asks";
  performance.mark("bilag-asks");
}

/** Begins an empty tender. */
async function fresh() {
  await beginWith((await engine.ask({ ask: "start" })).text, { name: "profil.toml", unnamed: true }, "Begyndelsen forfra");
}

/** Has a press print what is before somebody, so that the next is quick; while there is nothing, a tender with one package. */
press.warm = (part) => {
  const { guide } = state;
  const text = state.reading.follows && !state.reading.errors ? state.text
    : `edition = "${guide.edition}"\n[tender]\ntitle = "Udbud"\nbuyer = "Ordregiver"\n[packages]\n${guide.packages[0].id} = "all"\n`;
  return part.do("print", { text, kind: "kravbilag", format: "pdf" }).catch(() => null);
};

begin();
