// The page: what is shown, and what begins it.

/** Shows everything anew. `typed` leaves the step alone, since somebody types in it. */
function show({ typed = false } = {}) {
  if (!state.guide) return;
  showState();
  showSteps();
  if (typed && state.step !== "gennemse") refreshTroubles();
  else fill($("indhold"), steps[state.step]());
  // The text that somebody types in is theirs.
  if (document.activeElement?.id === "source") $("source-said")?.replaceChildren(sourceTroubles(state.reading.complaints ?? []));
  else if (state.beside === "side" && $("picture")) picture();
  else if (state.beside === "laes" && $("read")) draw();
  else showBeside();
  if (state.step === "gennemse") drawFigure();
}

function showState() {
  const { title } = tender();
  $("tender-name").textContent = title || "";
  document.title = `${STEPS.concat([ANSWERS]).find(([key]) => key === state.step)?.[1]} – ${title || "nyt udbud"} – bilag`;
  const errors = (state.reading.complaints ?? []).filter((complaint) => complaint.severity === "error" && isDue(complaint)).length;
  const open = openQuestions().length;
  const standing = errors ? count(errors, "fejl", "fejl") : !state.guide.packages.some(chosenOf) ? "Nyt udbud" : follows().final ? "Klar til offentliggørelse" : open ? `Udkast: ${count(open, "spørgsmål åbent", "spørgsmål åbne")}` : follows().draft ? "Udkast" : "Næsten klar";
  const where = isSaved() ? "gemt i filen" : state.kept ? "gemt i browseren, ikke i en fil" : "ikke gemt";
  $("state").textContent = `${standing} · ${where}`;
  $("undo").disabled = !state.past.length;
  $("undo").textContent = "Fortryd";
  if (state.past.length) $("undo").append(h("span", { class: "heard" }, `: ${state.past.at(-1).what}`));
}

/** How far each step is. */
function stepState(key) {
  const it = tender();
  switch (key) {
    case "udbuddet": return it.title && (it.buyer || it.buyers) ? "udfyldt" : "mangler";
    case "pakker": return state.guide.packages.some(chosenOf) ? "udfyldt" : "mangler";
    case "oplysninger": return state.reading.follows ? (openQuestions().length ? `${openQuestions().length} åbne` : "udfyldt") : "";
    case "gennemse": return follows().final ? "klar" : "";
    default: return "";
  }
}

function showSteps() {
  fill($("steps"), [...STEPS, ANSWERS].map(([key, name], at) => h("li", { class: key === "svar" ? "apart" : null },
    h("button", { type: "button", id: `to-${key}`, "aria-current": key === state.step ? "step" : null, onclick: () => go(key) },
      key !== "svar" && h("span", { class: "number", "aria-hidden": "true" }, String(at + 1)), name,
      stepState(key) && h("span", { class: "how" }, stepState(key))))));
}

/** Goes to a step. The focus goes to its heading, as on a new page. */
function go(step, { quiet = false } = {}) {
  if (step !== state.step) { state.order = null; if (step === "oplysninger") state.brought = {}; }
  state.step = step;
  if (step === "svar" && state.forms.files.length) compareForms().then(() => show());
  show();
  if (!quiet) { $("step-title")?.focus(); scrollTo(0, 0); }
}

/** Why a line is there, and the way to where that is decided. */
async function askWhy(id) {
  const answer = await engine.ask({ ask: "why", text: state.text, id }).catch(failed);
  const dialog = $("why");
  if (!answer) return;
  const to = (path, name) => h("button", { type: "button", onclick: () => { dialog.close(); goTo(path); } }, name);
  const facts = (answer.facts ?? []).map((fact) => follows().facts.find((one) => one.id === fact)).filter(Boolean);
  fill(dialog,
    h("h2", { id: "why-title", tabindex: "-1" }, `${answer.id} ${answer.title}`),
    answer.kind === "package"
      ? [made(answer.purpose), made(answer.guidance), to(["packages", answer.id], "Gå til pakken")]
      : [
        h("p", {}, h("span", { class: `tag ${answer.status}` }, answer.word)),
        answer.meaning && h("p", {}, answer.meaning),
        answer.condition && h("p", {}, answer.condition),
        answer.why.length > 0 && [h("h3", {}, "Hvorfor?"), h("ul", {}, answer.why.map((text) => h("li", {}, text)))],
        answer.purpose.length > 0 && answer.purpose.map((text) => h("p", { class: "help" }, text)),
        answer.alternative && h("p", {}, `Alternativ: ${answer.alternative}`),
        facts.length > 0 && [h("h3", {}, "Afgøres af"), h("ul", {}, facts.map((fact) => h("li", {}, to(["facts", fact.id], fact.question))))],
        answer.package && to(["packages", answer.package], `Gå til pakken ${answer.package}`),
      ],
    h("p", {}, h("button", { type: "button", class: "main", onclick: () => dialog.close() }, "Luk")));
  if (!dialog.open) dialog.showModal();
  $("why-title").focus();
}

/** What is said where WebAssembly was switched off. */
function noEngine() {
  fill($("indhold"),
    h("h2", { tabindex: "-1" }, "Siden kan ikke køre i denne browser"),
    h("p", {}, "Siden regner selv, med WebAssembly, og det er slået fra her. Det sker, hvor en politik slår JavaScript-oversætteren (JIT) fra, for eksempel Edges udvidede sikkerhed."),
    h("p", {}, "It-afdelingen kan tillade det for denne fil eller adresse: i Edge med politikken JavaScriptJitAllowedForSites, eller ved at føje siden til undtagelserne under »Forbedr din sikkerhed på internettet«."),
    h("p", {}, "Ellers kan du bruge programmet bilag, som kan det samme fra kommandolinjen."));
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
    if (event.target.closest?.("#drop")) return;
    const [file] = event.dataTransfer.files;
    if (file) openFile(file);
  });
  try {
    await engine.begin();
    state.guide = await engine.ask({ ask: "guide", edition: null });
    const before = kept();
    state.text = before?.text ?? (await engine.ask({ ask: "start" })).text;
    if (before) state.file.name = before.name ?? state.file.name;
    named();
    state.reading = await engine.ask({ ask: "read", text: state.text });
    state.kept = Boolean(before);
    if (before?.text && state.reading.fields?.tender?.title) {
      const when = new Date(before.at).toLocaleString("da-DK", { dateStyle: "long", timeStyle: "short" });
      notice(`Her er udbuddet, som du arbejdede på ${when}.`, "info",
        h("button", { type: "button", onclick: async () => {
          $("notices").replaceChildren();
          state.file = { name: "profil.toml", handle: null, saved: "" };
          named();
          await replace((await engine.ask({ ask: "start" })).text, { what: "Begyndelsen forfra" });
          go("udbuddet");
        } }, "Begynd et nyt"));
    }
    $("about").textContent = `bilag ${state.guide.version}, kataloget ${state.guide.edition}.`;
    show();
    document.documentElement.dataset.ready = "engine";
    performance.mark("bilag-engine");
    watchWindows();
  } catch (error) {
    failed(error);
    return;
  }
  if (document.readyState === "loading") await new Promise((done) => addEventListener("DOMContentLoaded", done));
  if (!hasPress()) return;
  // The press is made ready while somebody reads the first questions; what it prints first is never shown.
  try {
    await press.begin();
    document.documentElement.dataset.ready = "press";
    performance.mark("bilag-press");
    if (state.beside === "side") picture(); else showBeside();
    const warm = state.reading.follows && !state.reading.errors ? state.text : WARM(state.guide);
    await press.do("picture", { text: warm, kind: "kravbilag", page: 1 }).catch(() => null);
    performance.mark("bilag-warm");
    document.documentElement.dataset.ready = "warm";
  } catch (error) {
    notice(`Dokumenter som PDF kan ikke laves i denne browser (${error.message}). Alt andet virker.`, "bad");
  }
}

/** A tender with one package, to warm the press with. */
const WARM = (guide) => `edition = "${guide.edition}"\n[tender]\ntitle = "Udbud"\nbuyer = "Ordregiver"\n[packages]\n${guide.packages[0].id} = "all"\n`;

begin();
