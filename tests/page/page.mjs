// What tests/page/run tries: page.mjs PAGE OUT EXAMPLES.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [file, out, examples] = process.argv.slice(2);
const axe = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const figures = {};
/** Whether the page was made with the press; without it there are no PDFs. */
const pressed = fs.readFileSync(file).includes(Buffer.from('id="press-script"', "utf16le"));
const READY = ["asks", "engine", "press", "warm"];
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const say = (line) => console.log(line);

const server = http.createServer((request, response) => {
  response.setHeader("Content-Type", "text/html; charset=utf-8");
  fs.createReadStream(file).pipe(response);
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const addresses = { file: `file://${file}`, server: `http://127.0.0.1:${server.address().port}/bilag.html` };
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });

/** Opens the page anew, with nothing kept, and watches what it asks for and what it complains of. */
async function opened(address, { until = pressed ? "warm" : "engine", ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, acceptDownloads: true, ...options });
  // Dialogs of the system cannot be driven; without them files come and go as in other browsers.
  await context.addInitScript(() => { window.showOpenFilePicker = undefined; window.showSaveFilePicker = undefined; });
  const page = await context.newPage();
  page.asked = [];
  page.wrong = [];
  page.on("request", (request) => page.asked.push(request.url()));
  page.on("console", (message) => { if (message.type() === "error") page.wrong.push(message.text()); });
  page.on("pageerror", (error) => page.wrong.push(String(error)));
  page.on("dialog", (dialog) => { page.wrong.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  await page.goto(address);
  const enough = READY.slice(READY.indexOf(until));
  await page.waitForFunction((enough) => enough.includes(document.documentElement.dataset.ready), enough, { timeout: 60_000 });
  return page;
}

/** Nothing left the page, and nothing went wrong in it. */
async function closed(page, address) {
  const elsewhere = page.asked.filter((url) => url !== address && !url.startsWith("blob:") && !url.endsWith("/favicon.ico"));
  assert.deepEqual(elsewhere, [], "the page asked for something");
  assert.deepEqual(page.wrong, [], "something went wrong in the page");
  await page.context().close();
}

/** Goes on by the tab key until something has the focus. */
async function tabTo(page, selector, most = 200) {
  for (let at = 0; at < most; at++) {
    if (await page.evaluate((selector) => document.activeElement?.matches(selector), selector)) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`the keyboard does not reach ${selector}`);
}

/** Waits until nothing is under way. */
const idle = (page) => page.waitForFunction(() => document.documentElement.dataset.underWay === "0", null, { timeout: 60_000 });

/** Waits until what was changed is shown: a moment for it to begin, then until nothing is under way. */
async function settled(page) {
  await page.waitForTimeout(450);
  await idle(page);
}

/** Where something stands. What is drawn anew this very moment stands nowhere: then it is looked for again. */
async function boxOf(page, selector) {
  for (let turn = 0; turn < 100; turn++) {
    const box = await page.locator(selector).boundingBox();
    if (box) return box;
    await page.waitForTimeout(50);
  }
  assert.fail(`${selector} stands nowhere`);
}

async function checked(page, what) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  const told = violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 160)).slice(0, 3).join(" | ")}`);
  assert.deepEqual(told, [], `axe on ${what}`);
}

/** A file that the page gives. */
async function given(page, press) {
  const [download] = await Promise.all([page.waitForEvent("download", { timeout: 120_000 }), press()]);
  return { name: download.suggestedFilename(), bytes: fs.readFileSync(await download.path()) };
}

const example = (name) => path.join(examples, `${name}.toml`);
const titleOf = (name) => /^title = "(.*)"/m.exec(fs.readFileSync(example(name), "utf8"))[1];

/** Opens files in the page. */
async function open(page, ...files) {
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.click("#open")]);
  await chooser.setFiles(files);
}

async function openExample(page, name) {
  await open(page, example(name));
  await page.waitForFunction((title) => document.title.includes(title), titleOf(name));
}

/** Puts another text in the profile's place, as somebody would who writes TOML. */
async function written(page, text) {
  await page.click("#tab-tekst");
  await page.fill("#source", text);
  await settled(page);
}

const sourceOf = async (page) => { await page.click("#tab-tekst"); return page.inputValue("#source"); };

/** What the native program says and does. */
const native = (...args) => execFileSync(process.env.BILAG, args, { stdio: ["ignore", "pipe", "ignore"] });

const focused = (page) => page.evaluate(() => document.activeElement?.id);

/** The job from an empty start to the comparison, with the keyboard alone. */
async function byKeyboard(address, where) {
  const page = await opened(address);
  await checked(page, "udbuddet, tomt");
  await tabTo(page, "#f-tender-title");
  await page.keyboard.type("Nyt omsorgssystem");
  await tabTo(page, "#f-tender-buyer");
  await page.keyboard.type("Solbjerg Kommune");
  await tabTo(page, "#r-procedure input");
  await page.keyboard.press("ArrowDown");
  await settled(page);
  await tabTo(page, "#f-tender-deadline");
  await page.keyboard.type("15012027");
  await settled(page);
  await tabTo(page, ".onward .main");
  await page.keyboard.press("Enter");
  assert.equal(await focused(page), "step-title");
  await checked(page, "pakker");
  for (const pack of ["I-02", "I-14"]) {
    await tabTo(page, `#p-${pack}`);
    await page.keyboard.press("Space");
    await settled(page);
    assert.equal(await focused(page), `p-${pack}`, "the focus stays where it was");
  }
  await checked(page, "pakker, valgt");
  await tabTo(page, ".onward .main");
  await page.keyboard.press("Enter");
  const questions = await page.$$eval("article.question.open fieldset", (sets) => sets.map((set) => set.id));
  assert.ok(questions.length >= 2, "the packages ask");
  for (const id of questions) {
    await tabTo(page, `#${id} input`);
    await page.keyboard.press("ArrowDown"); // »ved ikke« is the last: the next is »ja«
    await settled(page);
    assert.ok(await page.$(`article:has(#${id}) .brought`), "what the answer brought stands below it");
    assert.match(await focused(page), new RegExp(`^${id}`));
  }
  assert.match(await page.textContent("#live"), /Svaret er gemt/);
  await checked(page, "oplysninger");
  await tabTo(page, ".onward .main");
  await page.keyboard.press("Enter");
  await tabTo(page, "main section:first-of-type > button");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#f-requirement-0-title");
  await settled(page);
  assert.equal(await focused(page), "f-requirement-0-title");
  await page.keyboard.type("Svartid");
  await tabTo(page, "#f-requirement-0-text");
  await page.keyboard.type("Løsningen skal svare inden for 2 sekunder i 95 % af opslagene.");
  await settled(page);
  await checked(page, "krav");
  await tabTo(page, ".onward .main");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#figure img");
  await checked(page, "gennemse");
  assert.equal(await page.$$eval("main .summary.bad", (boxes) => boxes.length), 0, await page.textContent("main"));
  await tabTo(page, ".onward .main");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#give-svarskema-xlsx");
  await checked(page, "dokumenter");
  await tabTo(page, "#save");
  const profile = await given(page, () => page.keyboard.press("Enter"));
  assert.equal(profile.name, "nyt-omsorgssystem.toml", "a tender that has no file yet is called after its title");
  const folder = path.join(out, where);
  fs.mkdirSync(folder);
  const written = path.join(folder, profile.name);
  fs.writeFileSync(written, profile.bytes);
  native("build", written, "-o", folder);
  native("build", written, "-o", folder, "--document", "kravbilag", "--format", "md");
  for (const name of pressed ? ["kravbilag-pdf", "svarskema-pdf", "svarskema-xlsx"] : ["svarskema-xlsx", "kravbilag-md"]) {
    await tabTo(page, `#give-${name}`);
    const { bytes } = await given(page, () => page.keyboard.press("Enter"));
    const native = fs.readFileSync(path.join(folder, `nyt-omsorgssystem-${name.replace(/-(\w+)$/, ".$1")}`));
    assert.ok(bytes.equals(native), `${where}: ${name} is the native program's`);
    await page.waitForFunction((id) => document.activeElement?.id === id, `give-${name}`);
  }
  await tabTo(page, "#pack-suppliers");
  const zip = await given(page, () => page.keyboard.press("Enter"));
  assert.equal(zip.name, "nyt-omsorgssystem-til-leverandoerer.zip");
  await tabTo(page, "#to-svar");
  await page.keyboard.press("Enter");
  await page.setInputFiles("#forms", ["pdf", "xlsx"].map((format) => path.join(folder, `nyt-omsorgssystem-svarskema.${format}`)));
  await page.waitForSelector("table.compared", { timeout: 60_000 });
  await checked(page, "svar");
  // What was not filled in says so on top, and once; a form can be taken out again.
  assert.equal((await page.textContent("main")).match(/Skemaet er ikke udfyldt\./g).length, 2);
  assert.doesNotMatch(await page.textContent("main"), /Mindstekravet er ikke besvaret/);
  await page.click("main li button.link >> nth=1");
  await page.waitForFunction(() => document.querySelectorAll("main li > button.link").length === 1 && document.querySelectorAll("table.compared")[0].querySelectorAll("thead th").length === 2);
  const compared = await given(page, () => page.click("#compared-xlsx"));
  assert.equal(compared.bytes.subarray(0, 2).toString(), "PK");
  // One step back takes one answer back.
  const before = await page.textContent("#state");
  await tabTo(page, "#undo");
  await page.keyboard.press("Enter");
  await settled(page);
  await closed(page, address);
  say(`${where}: the whole job by keyboard, ${before}`);
}

/** Who types and clicks at once gets where the click went, with what was typed kept. */
async function byPointer() {
  const page = await opened(addresses.file);
  await page.type("#f-tender-title", "Post");
  await page.type("#f-tender-buyer", "Kommunen");
  const box = await boxOf(page, "#to-pakker");
  await page.mouse.move(box.x + 10, box.y + 10);
  await page.mouse.down();
  await page.waitForTimeout(400);
  await page.mouse.up();
  await page.click("#p-I-14");
  await settled(page);
  await page.click("#tab-tekst");
  const written = await page.inputValue("#source");
  assert.match(written, /title = "Post"\nbuyer = "Kommunen"[^]*I-14 = "all"/);
  await page.click("#undo");
  await settled(page);
  assert.doesNotMatch(await page.inputValue("#source"), /I-14/);
  await closed(page, addresses.file);
  say("by pointer: a click that follows typing is not lost");
}

/** Every example: the page's files are the native program's. */
async function sameBytes() {
  const page = await opened(addresses.file);
  const names = [...new Set(fs.readdirSync(path.join(out, "native")).map((name) => /^(.*)-kravbilag\.md$/.exec(name)?.[1]).filter(Boolean))];
  assert.ok(names.length >= 8, `${names}`);
  let files = 0;
  const memory = [];
  for (const name of names) {
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.click("#open")]);
    await chooser.setFiles(path.join(examples, `${name}.toml`));
    await page.waitForFunction((name) => document.title.includes(name), titleOf(name));
    await page.click("#to-dokumenter");
    await page.waitForSelector("#give-svarskema-xlsx");
    for (const [kind, format] of [["kravbilag", "pdf"], ["svarskema", "pdf"], ["svarskema", "xlsx"], ["kravbilag", "docx"], ["svarskema", "docx"], ["kravbilag", "md"], ["tjekliste", "pdf"], ["tjekliste", "docx"], ["tjekliste", "html"], ["baggrundsnotat", "pdf"]]) {
      const places = ["", "internt"].map((folder) => path.join(out, "native", folder, `${name}-${kind}.${format}`));
      const native = places.find((place) => fs.existsSync(place));
      if (!pressed && ["pdf", "docx"].includes(format)) continue;
      assert.ok(native, `${name}-${kind}.${format} was built`);
      const { bytes } = await given(page, () => page.click(`#give-${kind}-${format}`));
      assert.ok(bytes.equals(fs.readFileSync(native)), `${name}-${kind}.${format} is the native program's`);
      files++;
    }
    memory.push(await page.evaluate(() => Number(document.documentElement.dataset.pressMemory)));
  }
  if (pressed) figures[`memory of the press at most, of ${files} documents of ${names.length} tenders (MB)`] = Math.round(Math.max(...memory) / 1e6);
  await closed(page, addresses.file);
  say(`${files} files of ${names.length} examples: the native program's bytes`);
}

/** Light and dark, narrow and wide, printed: nothing is cut off, and axe has nothing to say. */
async function looks() {
  for (const [width, colorScheme] of [[320, "light"], [320, "dark"], [1280, "dark"], [2560, "light"]]) {
    const page = await opened(addresses.file, { viewport: { width, height: 900 }, colorScheme, reducedMotion: "reduce" });
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.click("#open")]);
    await chooser.setFiles(path.join(examples, "omsorg.toml"));
    await page.waitForFunction(() => document.title.includes("Fælles omsorgssystem"));
    for (const step of ["udbuddet", "pakker", "oplysninger", "krav", "gennemse", "dokumenter", "efter", "svar", "skema", "moede"]) {
      await page.click(`#to-${step}`);
      await settled(page);
      await checked(page, `${step}, ${width} px, ${colorScheme}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(wide <= 0, `${step} is ${wide} px too wide at ${width} px`);
      if (process.env.SHOTS) await page.screenshot({ path: path.join(process.env.SHOTS, `${step}-${width}-${colorScheme}.png`), fullPage: width < 2000 });
    }
    await page.click("text=Slut på mødet");
    for (const tab of pressed ? ["laes", "side", "tekst"] : ["laes", "tekst"]) {
      await page.click(`#tab-${tab}`);
      await settled(page);
      if (tab === "side") await page.waitForSelector("#picture img");
      await checked(page, `${tab}, ${width} px, ${colorScheme}`);
      if (process.env.SHOTS) await page.screenshot({ path: path.join(process.env.SHOTS, `beside-${tab}-${width}-${colorScheme}.png`) });
    }
    await closed(page, addresses.file);
  }
  say("every step, light and dark, 320 to 2560 px: axe 0, nothing too wide");
}

/** Publishing, questions, a correction and a new edition: each lock and each paper is what the native program makes of the same. */
async function publication() {
  const page = await opened(addresses.file);
  const folder = path.join(out, "publication");
  fs.mkdirSync(folder);
  await openExample(page, "omsorg");
  const same = async (version) => {
    const lock = await given(page, () => page.click("#receipt-lock"));
    assert.equal(lock.name, "omsorg.bilag-lock");
    fs.writeFileSync(path.join(folder, "omsorg.toml"), await sourceOf(page));
    native("build", path.join(folder, "omsorg.toml"), "-o", path.join(folder, "ud"));
    assert.equal(lock.bytes.toString(), fs.readFileSync(path.join(folder, "omsorg.bilag-lock"), "utf8"), `the lock of version ${version}`);
    return lock.bytes;
  };
  await page.click("#to-dokumenter");
  // Nothing goes out on a day that nobody chose.
  await page.click("#publish");
  await page.waitForSelector("text=Skriv den dag, materialet sendes ud.");
  assert.equal(await focused(page), "f-tender-published");
  await page.fill("#f-tender-published", "2026-11-24");
  await settled(page);
  // What is locked is said before it is locked, and taken back for as long as nobody has anything of it.
  await page.click("#publish");
  await page.waitForSelector("dialog[open]");
  assert.match(await page.textContent("#why"), /låses/);
  await checked(page, "dokumenter, inden offentliggørelsen");
  await page.keyboard.press("Escape");
  assert.equal(await page.$("#receipt"), null);
  const publish = async (button = "#publish") => { await page.click(button); await page.click("#publish-now"); };
  await publish();
  await page.waitForSelector("#receipt", { timeout: 60_000 });
  assert.match(await page.textContent("#state"), /Offentliggjort/);
  await page.click("#undo");
  await page.waitForSelector("#publish");
  assert.equal(await page.$("#receipt"), null);
  assert.doesNotMatch(await page.textContent("#state"), /Offentliggjort/);
  await publish();
  await page.waitForSelector("#receipt", { timeout: 60_000 });
  await checked(page, "dokumenter, offentliggjort");
  assert.match(await page.textContent("#state"), /ikke i en fil/, "neither is the lock");
  const zip = await given(page, () => page.click("#receipt-suppliers"));
  assert.ok(await page.isDisabled("#undo"), "what went out is not taken back");
  assert.match(await page.getAttribute("#undo", "title"), /Begynd en rettelse/);
  assert.match(await page.textContent(".toast"), /omsorg-1\.0-til-leverandoerer\.zip er hentet/);
  assert.equal(zip.name, "omsorg-1.0-til-leverandoerer.zip");
  const stays = await given(page, () => page.click("#receipt-internal"));
  await same("1.0");
  // What goes out lies as the program lays it, and what stays is the same before and after.
  const built = (folder) => fs.readdirSync(path.join(out, "publication", "ud", folder)).filter((name) => /^omsorg/.test(name));
  // What goes out lies in a folder of its version, and what stays beside the tender.
  assert.deepEqual(packed(zip.bytes), built(".").map((name) => `version-1.0/${name}`).sort());
  const internal = ["internt/omsorg-baggrundsnotat.pdf", "internt/omsorg-tjekliste-slides.pptx", "internt/omsorg-tjekliste.pdf", "omsorg.bilag-lock", "omsorg.toml"];
  assert.deepEqual(packed(stays.bytes), internal);
  assert.deepEqual(packed((await given(page, () => page.click("#pack-internal"))).bytes), internal);
  // What suppliers have read is bound: a change is told, and nothing is printed of it.
  await page.click("#to-efter");
  await checked(page, "efter, offentliggjort");
  await page.click("#add-question");
  await page.waitForSelector("#f-question-0-question");
  // Nothing is wrong with what was just begun; what was left empty is.
  assert.equal(await page.$$eval("main .bad, main [aria-invalid]", (bad) => bad.length), 0);
  await page.focus("#add-question");
  await page.waitForSelector("#f-question-0-question[aria-invalid]");
  await page.fill("#f-question-0-question", "Skal løsningen også modtage post?");
  await page.fill("#f-question-0-answer", "Nej.");
  await page.fill("#f-question-0-received", "2026-11-25");
  await page.fill("#f-question-0-answered", "2026-11-26");
  await settled(page);
  await page.waitForSelector("#send-answers");
  await publish("#send-answers");
  await page.waitForSelector("text=Det rettes kun med et nyt spørgsmål", { timeout: 60_000 });
  await same("1.0 med svar");
  await page.click("#to-efter");
  // A correction that was begun can be dropped: then all is as suppliers have it.
  await page.click("#correct");
  await settled(page);
  await page.click("#to-oplysninger");
  await page.click("#r-fact-overdrager-sager-yes");
  await settled(page);
  await page.click("#to-efter");
  const corrected = await sourceOf(page);
  await page.click("#drop-correction");
  await page.waitForSelector("#correct");
  assert.notEqual(await sourceOf(page), corrected);
  assert.match(await page.textContent("#state"), /Offentliggjort/);
  await page.click("#correct");
  await settled(page);
  await page.click("#to-oplysninger");
  await page.click("#r-fact-overdrager-sager-yes");
  await settled(page);
  await page.click("#to-efter");
  await page.waitForSelector("#correcting .changes li");
  assert.match(await page.textContent("#correcting"), /SF2900/);
  await checked(page, "efter, rettelse");
  await page.click("#tab-laes");
  await page.selectOption("#reads", "rettelsesblad");
  await page.waitForFunction(() => /SF2900/.test(document.getElementById("read")?.textContent));
  await page.click("#to-dokumenter");
  await page.fill("#f-tender-published", "2026-12-01");
  await settled(page);
  await page.waitForSelector("#give-rettelsesblad-pdf");
  const sheet = await given(page, () => page.click("#give-rettelsesblad-pdf"));
  await publish();
  await page.waitForSelector("#receipt", { timeout: 60_000 });
  const lock = await same("1.1");
  const made = fs.readFileSync(path.join(folder, "ud", "omsorg-rettelsesblad.pdf"));
  assert.ok(sheet.bytes.equals(made), "the rettelsesblad is the native program's");
  // Whoever opens the lock alone goes on from what suppliers have.
  fs.writeFileSync(path.join(out, "omsorg.bilag-lock"), lock);
  const other = await opened(addresses.file, { until: "engine" });
  await open(other, path.join(out, "omsorg.bilag-lock"));
  await other.waitForFunction((title) => document.title.includes(title), titleOf("omsorg"));
  assert.match(await other.textContent("#state"), /Offentliggjort/);
  // What was opened is taken back with its lock.
  await other.click("#undo");
  await settled(other);
  assert.doesNotMatch(await other.textContent("#state"), /Offentliggjort/);
  // A profile that went out, without its lock: that is said.
  await open(other, path.join(folder, "omsorg.toml"));
  await other.waitForSelector("text=men låsefilen mangler");
  // Without it nothing is published, and what does it is not even offered.
  await other.click("#to-dokumenter");
  await other.waitForSelector("#lacks-lock");
  assert.equal(await other.$("#publish"), null);
  await other.click("#to-efter");
  await other.waitForSelector("#lacks-lock");
  const [finder] = await Promise.all([other.waitForEvent("filechooser"), other.click("#find-lock")]);
  await finder.setFiles(path.join(out, "omsorg.bilag-lock"));
  await other.waitForSelector("text=Låsefilen hører nu til udbuddet");
  assert.equal(await other.$("#lacks-lock"), null);
  assert.match(await other.textContent("#state"), /Offentliggjort/);
  await closed(other, addresses.file);
  await closed(page, addresses.file);
  say("published, answered, corrected: locks and rettelsesblad are the native program's");
}

/** The names of the files in a package, by the directory at its end: a workbook in it is a package too. */
function packed(zip) {
  const end = zip.lastIndexOf("PK\x05\x06");
  const names = [];
  for (let at = zip.readUInt32LE(end + 16), left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [name, extra, comment] = [28, 30, 32].map((field) => zip.readUInt16LE(at + field));
    names.push(zip.subarray(at + 46, at + 46 + name).toString());
    at += 46 + name + extra + comment;
  }
  return names.sort();
}

/** Whatever is told of a tender leads to where it can be mended: to a field, or to its line in the text. */
async function leads() {
  const page = await opened(addresses.file, { until: "engine" });
  const invalid = path.join(examples, "..", "tests", "invalid");
  const profiles = fs.readdirSync(invalid).map((name) => path.join(invalid, name, "profil.toml")).filter((file) => fs.existsSync(file));
  const told = `edition = "2024-01"\n[tender]\ntitle = "A"\nbuyer = "B"\n[packages]\nI-08 = "all"\nI-12 = "all"\n[[requirement]]\nid = "E1"\ntype = "K"\ntext = "Løsningen skal vise fem sager."\n`;
  const texts = [told, ...profiles.map((file) => fs.readFileSync(file, "utf8")).filter((text) => text.length < 20_000)];
  const links = "main .summary button.link, main .notes button.link";
  let followed = 0;
  const fields = new Set();
  for (const text of texts) {
    await written(page, text);
    await page.click("#to-gennemse");
    await idle(page);
    const ways = await page.$$eval(links, (found) => found.map((link, at) => [at, link.textContent]).filter(([, text]) => !/^(Lad det stå|Åbn låsefilen|Vælg filen)/.test(text)));
    for (const [at, name] of ways.slice(0, text === told ? 40 : 8)) {
      const there = await page.evaluate(([links, at, name]) => {
        const link = document.querySelectorAll(links)[at];
        if (link?.textContent !== name) throw new Error(`no link ${at}: ${name}`);
        link.click();
        const { activeElement: found } = document;
        const led = { id: found.id, tag: found.localName };
        document.getElementById("to-gennemse").click();
        return led;
      }, [links, at, name]);
      assert.ok(["input", "select", "textarea", "button"].includes(there.tag), `»${name}« leads to ${there.tag} ${there.id} of\n${text}`);
      fields.add(there.id);
      followed++;
    }
  }
  // What is left to settle has a field each.
  for (const id of ["f-evaluation-described-in", "f-tender-security-appendix", "f-tender-deadline", "f-readings-R14", "r-procedure-ingen"]) assert.ok(fields.has(id), id);
  await closed(page, addresses.file);
  say(`${followed} links of ${texts.length} tenders lead to ${fields.size} fields or to a line of the text`);
}

/** One slip silences nothing: what can be read goes on being told, and whatever cannot be shown says which fault it is. */
async function slips() {
  const page = await opened(addresses.file, { until: "engine" });
  assert.equal(await page.textContent("#state"), "Nyt udbud", "nothing is wrong with what nobody has touched");
  await page.fill("#f-tender-title", "Nyt omsorgssystem");
  await page.fill("#f-tender-buyer", "Solbjerg Kommune");
  await page.fill("#f-tender-cvr", "12345678");
  await page.click("#to-pakker");
  await page.click("#p-I-14");
  await settled(page);
  // The fault is told where the tender stands and at its step, and leads to its field.
  assert.match(await page.textContent("#to-udbuddet"), /fejl/);
  await page.click("#state button");
  assert.equal(await focused(page), "f-tender-cvr");
  assert.match(await page.textContent("#f-tender-cvr-said"), /Kontrolcifferet passer ikke/);
  await page.click("#to-oplysninger");
  await page.click("[id^=prospect-] > summary");
  await page.waitForSelector("[id^=prospect-] li");
  await page.click("#r-fact-sender-fjernprint-yes");
  await settled(page);
  assert.match(await page.textContent(".brought"), /I-14\.B1/, "what the answer brought is told in spite of it");
  await page.click("#tab-overblik");
  await page.click(".line");
  await page.waitForSelector("dialog[open]");
  await page.keyboard.press("Escape");
  for (const tab of pressed ? ["laes", "side"] : ["laes"]) {
    await page.click(`#tab-${tab}`);
    await page.waitForSelector("#panel li button.link");
    assert.match(await page.textContent("#panel"), /12345678/);
    await checked(page, `${tab}, med en fejl`);
    await page.click("#panel li button.link");
    assert.equal(await focused(page), "f-tender-cvr");
  }
  await page.fill("#f-tender-cvr", "");
  await settled(page);
  await page.click("#to-pakker");
  await page.click("#p-I-02");
  await settled(page);
  // A reason that is missing is asked for in the words of its field, and the link leads into it.
  await page.click("#to-krav");
  await page.click("text=Udelad et krav");
  await page.selectOption("#f-leave-out-0-requirement", { index: 1 });
  await settled(page);
  await page.click("#to-gennemse");
  await idle(page);
  await page.click("main .summary.bad button.link");
  assert.equal(await focused(page), "f-leave-out-0-reason");
  await page.click("#to-gennemse");
  await idle(page);
  const told = await page.textContent("main");
  assert.match(told, /Skriv en begrundelse\./);
  assert.doesNotMatch(told, /[Nn]øgle|»true«|»false«|`/);
  assert.match(told, /Værd at vide om det valgte/);
  // What was saved to a file is known to be when the window is opened again.
  await given(page, () => page.click("#save"));
  await page.waitForFunction(() => /gemt i filen/.test(document.getElementById("state").textContent));
  await page.reload();
  await page.waitForSelector("#anew", { timeout: 60_000 });
  assert.match(await page.textContent("#state"), /gemt i filen/);
  // What is said on top belongs to the step on which it was said.
  await page.click("#to-krav");
  assert.equal(await page.$("#notices > *"), null);
  await page.selectOption("#f-leave-out-0-requirement", { index: 2 });
  await settled(page);
  assert.match(await page.textContent("#state"), /ikke i en fil/);
  await closed(page, addresses.file);
  say("one slip silences nothing, and leads to where it is mended");
}

/** What another edition would change, and the change to it; a checklist that was filled in; a lost worker; a logo. */
async function others() {
  const page = await opened(addresses.file);
  await openExample(page, "bogfoering");
  await page.click("#to-gennemse");
  const [edition] = await page.$$eval("[id^=edition-2]", (buttons) => buttons.map((button) => button.id));
  await page.click(`#${edition}`);
  await page.waitForSelector("#take-edition");
  await checked(page, "gennemse, udgaver");
  // The figure leads to the reason of what is clicked in it.
  const { width, height } = await boxOf(page, "#figure img");
  const asked = () => page.waitForSelector("dialog[open]", { timeout: 2_000 }).catch(() => null);
  for (let at = 1, told = null; at < 12 && !told; at++) {
    await page.click("#figure img", { position: { x: width - 25, y: (height * at) / 12 } });
    told = await asked();
  }
  assert.match(await page.textContent("#why-title"), /SF/);
  await page.keyboard.press("Escape");
  await page.click("#take-edition");
  await settled(page);
  assert.match(await sourceOf(page), new RegExp(`edition = "${edition.replace("edition-", "")}"`));
  // A checklist as it comes back from a meeting.
  native("checklist", "I-14", "--format", "html", "-o", path.join(out, "tjekliste"));
  const checklist = await filledIn(path.join(out, "tjekliste", "tjekliste.html"), page.context());
  await open(page, checklist);
  await page.waitForSelector("text=krydset af i tjeklisten");
  assert.match(await sourceOf(page), /I-14 = \["SF1606"\]/);
  assert.match(await sourceOf(page), /sender-fjernprint = false/);
  // In a meeting the arrow keys turn the packages.
  await page.click("#to-moede");
  await checked(page, "møde");
  if (process.env.SHOTS) await page.screenshot({ path: path.join(process.env.SHOTS, "moede.png") });
  for (let at = 0; at < 12; at++) await page.keyboard.press("ArrowRight");
  await page.waitForSelector("text=I-13");
  await page.keyboard.press("ArrowLeft");
  await page.check("#room-SF1590_E");
  await settled(page);
  assert.match(await sourceOf(page).catch(() => ""), /^$|I-12/);
  await page.click("text=Slut på mødet");
  assert.match(await sourceOf(page), /I-12 = /);
  // A worker that dies is started again, and what it was asked is asked once more.
  await page.click("#to-udbuddet");
  for (const worker of page.workers()) await worker.evaluate(() => { engine.ask = () => { throw new Error("trap"); }; });
  await page.fill("#f-tender-title", "Efter uheldet");
  await settled(page);
  await page.waitForFunction(() => document.title.includes("Efter uheldet"), null, { timeout: 30_000 });
  assert.match(await sourceOf(page), /title = "Efter uheldet"/);
  // A logo lies beside the profile, and is in the document.
  await page.click("#looks > summary");
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.click("#choose-logo")]);
  await chooser.setFiles({ name: "logo.svg", mimeType: "image/svg+xml", buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="100" height="40"><rect width="100" height="40" fill="#003865"/></svg>') });
  await settled(page);
  assert.match(await sourceOf(page), /logo = "logo.svg"/);
  await closed(page, addresses.file);
  say("editions, a filled checklist, a meeting, a lost worker, a logo");
}

/** A checklist that somebody filled in in a browser and saved: what is saved says what was filled in, and opened again shows it. */
async function filledIn(file, context) {
  const page = await context.newPage();
  await page.goto(pathToFileURL(file).href);
  await page.check("[name='I-14.valg.SF1606']");
  await page.check("[name='I-14.fakta.sender-fjernprint'][value='Ja']");
  await page.check("[name='I-14.fakta.sender-fjernprint'][value='Nej']");
  await page.fill("[name='I-14.noter']", "Spørg postmesteren");
  const { name, bytes } = await given(page, () => page.click("#save"));
  const saved = path.join(path.dirname(file), name);
  fs.writeFileSync(saved, bytes);
  await page.evaluate(() => localStorage.clear());
  await page.goto(pathToFileURL(saved).href);
  const answers = page.locator("[name='I-14.fakta.sender-fjernprint']:checked");
  assert.deepEqual(await answers.evaluateAll((all) => all.map((one) => one.value)), ["Nej"], "the answer that was saved");
  assert.equal(await page.inputValue("[name='I-14.noter']"), "Spørg postmesteren");
  await page.close();
  return saved;
}

/** The supplier's side: a library answers a form just as the native program does. */
async function supplier() {
  const folder = path.join(out, "supplier");
  native("build", example("omsorg"), "-o", folder, "--document", "svarskema", "--format", "xlsx", "--format", "pdf", "--format", "docx");
  const past = (form, svar) => [{ svar, begrundelse: null, form }];
  const line = (id, svar) => ({ id, words: "", title: id, text: "En anden ordlyd", condition: null, alternative: null, answers: past(1, svar) });
  const library = path.join(folder, "svarbibliotek.json");
  fs.writeFileSync(library, JSON.stringify({
    schema: 1, forms: [{ number: 1, file: "gammelt.pdf", buyer: "Solbjerg Kommune", title: "Et andet udbud", version: null, seal: "x" }],
    supplier: { "leverandoer.navn": { value: "Alfa A/S", form: 1 } }, facts: [], lines: [line("SF1601", "Ja"), line("SF1461", "Nej")],
  }));
  const page = await opened(addresses.file, { until: "engine" });
  await page.click("#to-skema");
  await checked(page, "udfyld et skema");
  await page.setInputFiles("#library", library);
  await page.waitForSelector("#library-told");
  await page.check("#accept-changed");
  for (const format of ["xlsx", "docx", "pdf"]) {
    const form = path.join(folder, `omsorg-svarskema.${format}`);
    native("answer", form, "--library", library, "--accept-changed", "--force", "-o", path.join(folder, format));
    await page.setInputFiles("#to-answer", form);
    await page.waitForFunction((name) => document.querySelector("ul.cards .card")?.textContent.includes(name) && document.getElementById("filled-0"), `omsorg-svarskema.${format}`, { timeout: 60_000 });
    const { bytes } = await given(page, () => page.click("#filled-0"));
    assert.ok(bytes.equals(fs.readFileSync(path.join(folder, format, `omsorg-svarskema.${format}`))), `${format} is answered as the native program does`);
  }
  await checked(page, "udfyld et skema, udfyldt");
  await page.setInputFiles("#learn", path.join(folder, "pdf", "omsorg-svarskema.pdf"));
  await page.waitForSelector("text=svar lært");
  const learned = await given(page, () => page.click("#library-json"));
  assert.equal(JSON.parse(learned.bytes).forms.length, 2);
  await closed(page, addresses.file);
  say("the supplier's side: forms are answered from a library as the native program does");
}

/** Fifty builds of one tender, each changed a little: how quick later ones are, and what they leave behind. */
async function fifty() {
  const page = await opened(addresses.file);
  await openExample(page, "omsorg");
  await page.click("#to-dokumenter");
  const text = await sourceOf(page);
  await page.waitForSelector("#give-kravbilag-pdf");
  await given(page, () => page.click("#give-kravbilag-pdf"));
  await page.evaluate(() => performance.clearMeasures());
  const memory = () => page.evaluate(() => ["engineMemory", "pressMemory"].reduce((sum, name) => sum + Number(document.documentElement.dataset[name] ?? 0), 0));
  let most = 0;
  for (let turn = 0; turn < 25; turn++) {
    await page.fill("#source", text.replace(/^title = .*/m, `title = "Fælles omsorgssystem ${turn}"`).replace(/overdrager-sager = .*/, `overdrager-sager = ${turn % 2 === 0}`));
    await page.waitForFunction((turn) => document.title.includes(`omsorgssystem ${turn} `), turn);
    await page.waitForTimeout(150);
    for (const kind of ["kravbilag", "svarskema"]) await given(page, () => page.click(`#give-${kind}-pdf`));
    most = Math.max(most, await memory());
  }
  const times = (name) => page.evaluate((name) => performance.getEntriesByName(name).map((one) => one.duration), name);
  figures["kravbilag.pdf, later (ms)"] = Math.round(median(await times("bilag-kravbilag-pdf")));
  figures["svarskema.pdf, later (ms)"] = Math.round(median(await times("bilag-svarskema-pdf")));
  figures["memory of both modules at most, of 50 builds (MB)"] = Math.round(most / 1e6);
  figures["memory of both modules after 50 builds (MB)"] = Math.round(await memory() / 1e6);
  const begun = performance.now();
  native("build", example("omsorg"), "-o", path.join(out, "beside"), "--document", "kravbilag");
  figures["kravbilag.pdf by the native program, from its start to its end (ms)"] = Math.round(performance.now() - begun);
  await closed(page, addresses.file);
}

/** The texts of tests/texts.rs that mean something to a format or a program. */
function hostileTexts() {
  const source = fs.readFileSync(path.join(examples, "..", "tests", "texts.rs"), "utf8");
  const list = /const HOSTILE: &\[&str\] = &\[([^]*?)\n\];/.exec(source)[1];
  const literals = [...list.matchAll(/^ {4}"((?:[^"\\]|\\.)*)",?$/gm)].map(([, text]) => text);
  return literals.map((text) => JSON.parse(`"${text.replace(/\\u\{(\w+)\}/g, (_, code) => `\\u${code.padStart(4, "0")}`).replace(/\\'/g, "'").replace(/\\0/g, "\\u0000").replace(/\t/g, "\\t")}"`))
    // What no profile may hold is refused elsewhere.
    .filter((text) => !/[\u0000-\u0008\u000b-\u001f\u007f]/.test(text));
}

/** What strangers send and what people mistype: it is said, nothing runs, and nothing is lost. */
async function hostile() {
  const page = await opened(addresses.file);
  const text = `edition = "2024-01"\n[tender]\ntitle = "</script><img src=x onerror=alert(1)>"\nbuyer = "<b>B</b>"\n[packages]\nI-14 = ["SF1606"]\n[[requirement]]\nid = "E1"\ntype = "K"\ntitle = "<svg onload=alert(2)>"\ntext = "[klik](javascript:alert(3)) <script>alert(4)</script>"\n`;
  await page.click("#tab-tekst");
  await page.fill("#source", text);
  await settled(page);
  for (const step of ["udbuddet", "oplysninger", "krav", "gennemse", "dokumenter"]) { await page.click(`#to-${step}`); await settled(page); }
  for (const tab of ["overblik", "laes", ...(pressed ? ["side"] : [])]) { await page.click(`#tab-${tab}`); await settled(page); }
  assert.equal(await page.$$eval("main img:not(.paper), aside img:not(.paper), b, [onload], [onerror], a[href^='javascript']", (found) => found.length), 0);
  // Every text that the native program's own tests fear, as a requirement each.
  const texts = hostileTexts();
  assert.ok(texts.length >= 100, `${texts.length} texts`);
  const requirements = texts.map((one, at) => `[[requirement]]\nid = "E${at + 1}"\ntype = "K"\ntitle = ${JSON.stringify(`${one} `)}\ntext = ${JSON.stringify(`Løsningen skal ${one}`)}\n`);
  await written(page, `${text.slice(0, text.indexOf("[[requirement]]"))}${requirements.join("")}`);
  for (const step of ["krav", "gennemse", "dokumenter"]) { await page.click(`#to-${step}`); await settled(page); }
  for (const tab of ["overblik", "laes"]) { await page.click(`#tab-${tab}`); await settled(page); }
  assert.equal(await page.$$eval("main img:not(.paper), aside img:not(.paper), iframe, base, main script, aside script, [onload], [onerror], [onmouseover], a[href^='javascript']", (found) => found.length), 0);
  /** As fast as somebody pastes it. */
  const pasted = (text) => page.evaluate((text) => {
    const source = document.getElementById("source");
    source.focus();
    source.value = text;
    source.dispatchEvent(new Event("input", { bubbles: true }));
  }, text);
  await page.click("#tab-tekst");
  // What is nested deeper than any stack is told like any other mistake.
  await pasted(`${text}x = ${"[".repeat(100_000)}${"]".repeat(100_000)}\n`);
  await page.waitForFunction(() => /mange niveauer/.test(document.getElementById("source-said").textContent), null, { timeout: 30_000 });
  const begun = Date.now();
  await pasted(`${text}${Array.from({ length: 20_000 }, (_, at) => `fejl-${at} = 1`).join("\n")}\n`);
  await page.waitForFunction(() => document.querySelectorAll("#source-said li").length > 100, null, { timeout: 30_000 });
  figures["20,000 mistakes, typed to told (ms)"] = Date.now() - begun;
  await page.fill("#source", text);
  await settled(page);
  await page.click("#to-svar");
  const files = { "ingen.pdf": "%PDF-1.7\nnot one", "tom.xlsx": "PK\x03\x04", "tekst.pdf": "hej" };
  await page.setInputFiles("#forms", Object.entries(files).map(([name, buffer]) => ({ name, mimeType: "application/octet-stream", buffer: Buffer.from(buffer) })));
  await page.waitForFunction(() => /3 skemaer er læst/.test(document.querySelector("main").textContent), null, { timeout: 60_000 });
  assert.equal(await page.inputValue("#source"), text, "nothing of the user's is lost");
  await page.reload();
  await page.waitForFunction(() => document.documentElement.dataset.ready, null, { timeout: 60_000 });
  await page.click("#tab-tekst");
  assert.equal(await page.inputValue("#source"), text, "a closed window loses nothing");
  await closed(page, addresses.file);
  say("hostile texts and files: told, not run; nothing is lost");
}

/** How quick it is, from a file. */
async function times() {
  const marks = { "bilag-asks": [], "bilag-engine": [], "bilag-press": [], "bilag-warm": [] };
  for (let at = 0; at < 5; at++) {
    const page = await opened(addresses.file);
    for (const name of Object.keys(marks)) marks[name].push(await page.evaluate((name) => performance.getEntriesByName(name)[0].startTime, name));
    if (at === 4) {
      await openExample(page, "omsorg");
      await page.click("#to-dokumenter");
      await page.waitForSelector("#give-kravbilag-pdf");
      await given(page, () => page.click("#give-kravbilag-pdf"));
      figures["kravbilag.pdf, first after warming (ms)"] = Math.round(await page.evaluate(() => performance.getEntriesByName("bilag-kravbilag-pdf")[0].duration));
      await page.click("#to-oplysninger");
      await page.evaluate(() => performance.clearMeasures());
      for (let turn = 0; turn < 6; turn++) { await page.click(`article.question >> nth=0 >> input[value=${turn % 2 ? "yes" : "no"}]`); await settled(page); }
      figures["answer to consequences (ms)"] = Math.round(median(await page.evaluate(() => performance.getEntriesByName("bilag-answer").map((one) => one.duration))));
      await page.click("#to-udbuddet");
      await page.click("#tab-side");
      await page.waitForSelector("#picture img");
      await settled(page);
      await page.evaluate(() => performance.clearMeasures());
      for (const letter of "abcdef") { await page.type("#f-tender-title", letter); await page.waitForTimeout(900); }
      figures["change to picture of the page (ms)"] = Math.round(median(await page.evaluate(() => performance.getEntriesByName("bilag-picture").map((one) => one.duration))));
    }
    await closed(page, addresses.file);
  }
  figures["able to ask (ms)"] = Math.round(median(marks["bilag-asks"]));
  figures["engine ready (ms)"] = Math.round(median(marks["bilag-engine"]));
  figures["press ready (ms)"] = Math.round(median(marks["bilag-press"]));
  figures["press warm (ms)"] = Math.round(median(marks["bilag-warm"]));
}

/** Where WebAssembly is switched off, the page says so. */
async function without() {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox", "--js-flags=--jitless"] });
  const page = await browser.newPage();
  await page.goto(addresses.file);
  await page.waitForSelector("text=Siden kan ikke køre i denne browser", { timeout: 30_000 });
  await browser.close();
  say("without WebAssembly: said, with what can be done");
}

/** The file is no heavier than it may be. */
async function weight() {
  const megabytes = fs.statSync(file).size / 1e6;
  figures["the file (MB)"] = megabytes.toFixed(2);
  assert.ok(megabytes <= 15, `${megabytes} MB`);
}

const all = { weight, times, byPointer, byKeyboardFromFile: () => byKeyboard(addresses.file, "file"), byKeyboardFromServer: () => byKeyboard(addresses.server, "server"), publication, leads, slips, supplier, others, sameBytes, fifty, looks, hostile, without };
const wanted = process.env.ONLY?.split(",") ?? Object.keys(all).filter((name) => pressed || !["times", "publication", "fifty"].includes(name));
let failed = 0;
for (const [name, test] of Object.entries(all)) {
  if (!wanted.includes(name)) continue;
  try { await test(); } catch (error) { failed++; for (const open of browser.contexts().flatMap((context) => context.pages())) console.error((open.wrong ?? []).join("\n")); console.error(`FAILED ${name}: ${error.message.slice(0, 1500)}\n${error.stack.split("\n").slice(1, 4).join("\n")}`); }
}
await browser.close();
server.close();
for (const [name, figure] of Object.entries(figures)) say(`  ${name}: ${figure}`);
process.exit(failed ? 1 : 0);
