// Files in and out: profiles, locks, documents and checklists; and what lies beside a profile.

const isSaved = () => state.file.saved === state.text && (!state.lock || state.file.locked === state.lock);

/** Writes a file: to the one that it came from where the browser can, else as a download. What it is called, if somebody chose. */
async function put(which, name, text, types) {
  const bytes = new TextEncoder().encode(text);
  const { file } = state;
  try {
    if (!file[which] && window.showSaveFilePicker) file[which] = await showSaveFilePicker({ suggestedName: name, types });
    const handle = file[which];
    if (handle) {
      const there = types && await (await handle.getFile()).text();
      if (file.saved && there && there !== file.saved && !confirm(
        "Filen er ændret af en anden, siden du åbnede den. Vil du overskrive den?")) return null;
      const stream = await handle.createWritable();
      await stream.write(bytes);
      await stream.close();
      return handle.name;
    }
  } catch (error) {
    if (error.name === "AbortError") return null;
    file[which] = null;
  }
  download(name, bytes);
  return name;
}

/** Saves the profile, and the lock that belongs to it. */
async function save() {
  await queue;
  called();
  const name = await put("handle", state.file.name, state.text, [{ description: "Udbudsprofil", accept: { [TYPES.toml]: [".toml"] } }]);
  if (!name) return;
  Object.assign(state.file, { name, saved: state.text, unnamed: false });
  for (const part of both()) part.name(name);
  const lock = state.lock !== state.file.locked && state.lock && await put("lockHandle", lockName(), state.lock);
  if (lock) { state.file.locked = state.lock; handedOver(); }
  keep();
  showState();
  announce(`${[name, lock].filter(Boolean).join(" og ")} er gemt.`, true);
}

/** A name for files in the letters that every system and mail takes: »Nyt omsorgssystem« is nyt-omsorgssystem. */
function slug(title) {
  const letters = { æ: "ae", ø: "oe", å: "aa" };
  return title.toLowerCase().replace(/[æøå]/g, (letter) => letters[letter]).normalize("NFD").replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-").slice(0, 60).replace(/^-+|-+$/g, "");
}

/** Calls a tender that has no file yet after its title; what went out keeps the name that it went out under. */
function called() {
  if (!state.file.unnamed || state.lock) return;
  const name = `${slug(tender().title ?? "") || "profil"}.toml`;
  if (name === state.file.name) return;
  state.file.name = name;
  for (const part of both()) part.name(name);
  keep();
}

/** What the profile was called that a document of ours was made of: `omsorg-kravbilag.pdf` is of omsorg.toml; with a name of the buyer's own it is called after its title. */
function fileOfDocument(name) {
  const stem = /^(.+)-(?:kravbilag|svarskema|tjekliste(?:-slides)?|baggrundsnotat|rettelsesblad|aendringsnotat|spoergsmaal-og-svar|aflysning)(?: \(\d+\))?\.\w+$/i.exec(name)?.[1];
  return stem ? { name: `${stem}.toml` } : { name: "profil.toml", unnamed: true };
}

/** What a file is told by: its ending, and what it begins with. */
const OPENED = ".toml,.bilag-lock,.pdf,.xlsx,.docx,.html";

/** Opens a tender: its profile, its lock, a document of ours, or a checklist that was filled in. */
async function openFile(file, handle = null, withLock = false) {
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    if (/\.zip$/i.test(file.name)) throw new Error("Pak zip-filen ud, og åbn profilen (.toml) og låsefilen (.bilag-lock) sammen.");
    if (/\.bilag-lock$/i.test(file.name)) return await openLock(bytes);
    if (/\.html?$/i.test(file.name)) return await openPage(bytes, file.name);
    if (/\.(pdf|xlsx|docx)$/i.test(file.name)) return await openDocument(bytes, file.name);
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    await beginWith(text, { name: file.name, handle, saved: text }, "Åbningen af filen");
    if (!withLock) missLock();
    return undefined;
  } catch (error) {
    const why = error instanceof TypeError ? "Filen er ikke en tekst i UTF-8. Gem den i Notesblok med kodningen UTF-8, og prøv igen." : error.message;
    notice(`${file.name} kan ikke åbnes. ${why}`, "bad");
    return undefined;
  }
}

/** Opens several: the profile first, then the lock that belongs to it. */
async function openFiles(files) {
  const order = (file) => (/\.bilag-lock$/i.test(file.name) ? 1 : 0);
  const withLock = files.some((file) => order(file));
  for (const file of files.sort((one, other) => order(one) - order(other))) await openFile(file, null, withLock);
}

/** A profile that says when it went out, without the lock that knows what went out: nothing it said is bound here. */
function missLock() {
  if (!tender().published) return;
  state.file.sent = String(tender().published);
  keep();
  show();
  notice(`Profilen siger, at udbuddet er offentliggjort den ${danishDate(tender().published)}, men låsefilen mangler. Før den er åbnet, offentliggøres der ikke noget nyt.`, "bad",
    button({ onclick: findLock }, "Åbn låsefilen …"));
}

/** Goes on with another tender. */
async function beginWith(text, file, what, lock = null) {
  await queue;
  remember(what);
  state.file = { handle: null, saved: "", unnamed: false, sent: null, locked: lock, ...file };
  unleft.clear();
  state.lock = lock;
  state.brought = {};
  state.issue = state.receipt = null;
  touched.clear();
  await equip();
  await replace(text, { what, remembered: true });
  go("udbuddet");
}

/** Goes on with what somebody filled in in a checklist. */
async function beginWithChecklist({ profile, left }, name) {
  await beginWith(profile, fileOfDocument(name), "Åbningen af tjeklisten");
  const taken = "Det, der er krydset af i tjeklisten, er taget med over i udbuddet. Noter i den er ikke.";
  const sentences = left.map((it) => `${it[0].toUpperCase()}${it.slice(1)}.`);
  notice([taken, ...sentences].join(" "), left.length ? "bad" : "info");
}

/** A document carries the profile that it was made of; a checklist what somebody ticked in it as well. */
async function openDocument(bytes, name) {
  const ticked = await apart("checklist", { bytes });
  if (ticked) {
    await beginWithChecklist(ticked, name);
    return;
  }
  const text = await apart("profile", { bytes });
  await beginWith(text, fileOfDocument(name), "Åbningen af dokumentet");
  if (tender().published) missLock();
  else notice("Profilen er hentet ud af dokumentet. Kommentarer ligger aldrig i det, og er det et dokument til leverandørerne, mangler også det, som kun er jeres: evaluering, fortolkninger og begrundelser for ændringer.");
}

/** A checklist that was filled in as a page of a browser: only the names and marks of its fields are looked at. */
async function openPage(bytes, name) {
  // How it looks is its own, and our policy would complain of it.
  const text = new TextDecoder().decode(bytes).replace(/<style[^]*?<\/style>/gi, "").replace(/ style="[^"]*"/gi, "");
  const page = new DOMParser().parseFromString(text, "text/html");
  const fields = [...page.querySelectorAll("input[name], textarea[name]")].map((field) => (field.localName === "textarea"
    ? { name: field.getAttribute("name"), text: field.textContent }
    : { name: field.getAttribute("name"), ticked: field.hasAttribute("checked"), text: field.hasAttribute("checked") ? field.getAttribute("value") ?? "" : "" }));
  const ticked = await engine.do("checklist", { fields });
  if (!ticked) throw new Error("Siden er ikke en tjekliste fra bilag.");
  await beginWithChecklist(ticked, name);
}

/** A lock belongs to the tender that is open; without one it gives the tender as it was published last. */
async function openLock(bytes) {
  const { profile, text, versions } = await apart("lockIn", { bytes });
  const json = new TextDecoder().decode(bytes);
  // A tender that came out of a document has lost the name of its file; its lock knows it.
  const isNamed = profile === state.file.name || (lacksLock() && text.includes(`title = ${JSON.stringify(tender().title)}`));
  const isOpen = tender().title && isNamed;
  if (!isOpen) {
    await beginWith(text, { name: profile }, "Åbningen af låsefilen", json);
    notice(`Udbuddet er hentet ud af låsefilen, som det sidst blev offentliggjort (version ${versions.at(-1) ?? "uden nummer"}). Kommentarer ligger aldrig i den. Har du selve profilen, så åbn den, og læg låsefilen ved den bagefter.`);
    return;
  }
  Object.assign(state.file, { name: profile, unnamed: false, locked: json });
  await lay(json);
  notice(`Låsefilen hører nu til udbuddet. Leverandørerne har fået ${versions.length === 1 ? "version" : "versionerne"} ${versions.map((one) => one ?? "uden nummer").join(", ")}.`);
}

/** Lays a lock beside the tender, and reads the tender anew in its light. */
async function lay(json) {
  state.lock = json;
  if (json) state.file.sent = null;
  await equip();
  state.reading = await engine.ask({ ask: "read", text: state.text }, 20_000);
  keep();
  show();
}

/** Lays a file beside the profile, which names it: a logo, a template, a profile that it extends. */
async function layFile(name, bytes) {
  if (bytes) state.files.set(name, bytes); else state.files.delete(name);
  await equip();
  state.reading = await engine.ask({ ask: "read", text: state.text }, 20_000);
  keep();
  show();
}

async function choose() {
  if (window.showOpenFilePicker) {
    try {
      const [handle] = await showOpenFilePicker();
      return openFile(await handle.getFile(), handle);
    } catch (error) {
      if (error.name === "AbortError") return undefined;
    }
  }
  return ask(OPENED, openFiles, true);
}

/** Asks for files. */
function ask(accept, taken, multiple = false) {
  const chooser = $("chooser");
  chooser.accept = accept;
  chooser.multiple = multiple;
  chooser.onchange = () => { const files = [...chooser.files]; chooser.value = ""; if (files.length) taken(files); };
  chooser.click();
}
