// What tests/page/run tries: page.mjs PAGE OUT EXAMPLES.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import { createRequire } from "node:module";
import path from "node:path";
import { chromium } from "playwright-core";

const [file, out, examples] = process.argv.slice(2);
const axe = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const figures = {};
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
async function opened(address, { until = "warm", ...options } = {}) {
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
  await page.waitForFunction((until) => document.documentElement.dataset.ready === until, until, { timeout: 60_000 });
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

/** Waits until what was changed is shown. */
async function settled(page) {
  await page.waitForTimeout(450);
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
  await page.waitForSelector("#give-kravbilag-pdf");
  await checked(page, "dokumenter");
  await tabTo(page, "#save");
  const profile = await given(page, () => page.keyboard.press("Enter"));
  assert.equal(profile.name, "profil.toml");
  const folder = path.join(out, where);
  fs.mkdirSync(folder);
  fs.writeFileSync(path.join(folder, "profil.toml"), profile.bytes);
  execFileSync(process.env.BILAG, ["build", path.join(folder, "profil.toml"), "-o", folder], { stdio: "ignore" });
  for (const name of ["kravbilag-pdf", "svarskema-pdf", "svarskema-xlsx"]) {
    await tabTo(page, `#give-${name}`);
    const { bytes } = await given(page, () => page.keyboard.press("Enter"));
    const native = fs.readFileSync(path.join(folder, `profil-${name.replace(/-(\w+)$/, ".$1")}`));
    assert.ok(bytes.equals(native), `${where}: ${name} is the native program's`);
    await page.waitForFunction((id) => document.activeElement?.id === id, `give-${name}`);
  }
  await tabTo(page, "#pack-suppliers");
  const zip = await given(page, () => page.keyboard.press("Enter"));
  assert.equal(zip.name, "profil-til-leverandoerer.zip");
  await tabTo(page, "#to-svar");
  await page.keyboard.press("Enter");
  await page.setInputFiles("#forms", [path.join(folder, "profil-svarskema.pdf"), path.join(folder, "profil-svarskema.xlsx")]);
  await page.waitForSelector("table.compared", { timeout: 60_000 });
  await checked(page, "svar");
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

/** Every example: the page's files are the native program's. */
async function sameBytes() {
  const page = await opened(addresses.file);
  const names = [...new Set(fs.readdirSync(path.join(out, "native")).map((name) => /^(.*)-kravbilag\.pdf$/.exec(name)?.[1]).filter(Boolean))];
  assert.ok(names.length >= 8, `${names}`);
  let files = 0;
  const memory = [];
  for (const name of names) {
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.click("#open")]);
    await chooser.setFiles(path.join(examples, `${name}.toml`));
    await page.waitForFunction((name) => document.title.includes(name), /^title = "(.*)"/m.exec(fs.readFileSync(path.join(examples, `${name}.toml`), "utf8"))[1]);
    await page.click("#to-dokumenter");
    await page.waitForSelector("#give-kravbilag-pdf");
    for (const [kind, format] of [["kravbilag", "pdf"], ["svarskema", "pdf"], ["svarskema", "xlsx"], ["kravbilag", "docx"], ["svarskema", "docx"], ["kravbilag", "md"], ["tjekliste", "pdf"]]) {
      const native = path.join(out, "native", `${name}-${kind}.${format}`);
      if (!fs.existsSync(native)) continue;
      const { bytes } = await given(page, () => page.click(`#give-${kind}-${format}`));
      assert.ok(bytes.equals(fs.readFileSync(native)), `${name}-${kind}.${format} is the native program's`);
      files++;
    }
    memory.push(await page.evaluate(() => Number(document.documentElement.dataset.pressMemory)));
  }
  figures["kravbilag.pdf, later (ms)"] = Math.round(median(await page.evaluate(() => performance.getEntriesByName("bilag-kravbilag-pdf").map((one) => one.duration).slice(1))));
  figures[`memory of the press after ${files} documents (MB)`] = Math.round(memory.at(-1) / 1e6);
  await closed(page, addresses.file);
  say(`${files} files of ${names.length} examples: the native program's bytes`);
}

/** Light and dark, narrow and wide, printed: nothing is cut off, and axe has nothing to say. */
async function looks() {
  for (const [width, colorScheme] of [[320, "light"], [320, "dark"], [1280, "dark"], [2560, "light"]]) {
    const page = await opened(addresses.file, { viewport: { width, height: 900 }, colorScheme, reducedMotion: "reduce", until: "warm" });
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.click("#open")]);
    await chooser.setFiles(path.join(examples, "omsorg.toml"));
    await page.waitForFunction(() => document.title.includes("Fælles omsorgssystem"));
    for (const step of ["udbuddet", "pakker", "oplysninger", "krav", "gennemse", "dokumenter", "svar"]) {
      await page.click(`#to-${step}`);
      await settled(page);
      await checked(page, `${step}, ${width} px, ${colorScheme}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(wide <= 0, `${step} is ${wide} px too wide at ${width} px`);
      if (process.env.SHOTS) await page.screenshot({ path: path.join(process.env.SHOTS, `${step}-${width}-${colorScheme}.png`), fullPage: width < 2000 });
    }
    for (const tab of ["laes", "side", "tekst"]) {
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

/** What strangers send and what people mistype: it is said, nothing runs, and nothing is lost. */
async function hostile() {
  const page = await opened(addresses.file);
  const text = `edition = "2024-01"\n[tender]\ntitle = "</script><img src=x onerror=alert(1)>"\nbuyer = "<b>B</b>"\n[packages]\nI-14 = ["SF1606"]\n[[requirement]]\nid = "E1"\ntype = "K"\ntitle = "<svg onload=alert(2)>"\ntext = "[klik](javascript:alert(3)) <script>alert(4)</script>"\n`;
  await page.click("#tab-tekst");
  await page.fill("#source", text);
  await settled(page);
  for (const step of ["udbuddet", "oplysninger", "krav", "gennemse", "dokumenter"]) { await page.click(`#to-${step}`); await settled(page); }
  for (const tab of ["overblik", "laes", "side"]) { await page.click(`#tab-${tab}`); await settled(page); }
  assert.equal(await page.$$eval("main img:not(.paper), aside img:not(.paper), b, [onload], [onerror], a[href^='javascript']", (found) => found.length), 0);
  const begun = Date.now();
  await page.click("#tab-tekst");
  await page.evaluate((written) => {
    const source = document.getElementById("source");
    source.focus();
    source.value = written;
    source.dispatchEvent(new Event("input", { bubbles: true }));
  }, `${text}${Array.from({ length: 20_000 }, (_, at) => `fejl-${at} = 1`).join("\n")}\n`);
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
  const marks = { "bilag-engine": [], "bilag-press": [], "bilag-warm": [] };
  for (let at = 0; at < 3; at++) {
    const page = await opened(addresses.file);
    for (const name of Object.keys(marks)) marks[name].push(await page.evaluate((name) => performance.getEntriesByName(name)[0].startTime, name));
    if (at === 2) {
      const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.click("#open")]);
      await chooser.setFiles(path.join(examples, "omsorg.toml"));
      await page.waitForFunction(() => document.title.includes("Fælles omsorgssystem"));
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
  figures["able to ask (ms)"] = Math.round(median(marks["bilag-engine"]));
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

figures["the file (MB)"] = (fs.statSync(file).size / 1e6).toFixed(1);
const all = { times, byKeyboardFromFile: () => byKeyboard(addresses.file, "file"), byKeyboardFromServer: () => byKeyboard(addresses.server, "server"), sameBytes, looks, hostile, without };
const wanted = process.env.ONLY?.split(",") ?? Object.keys(all);
let failed = 0;
for (const [name, test] of Object.entries(all)) {
  if (!wanted.includes(name)) continue;
  try { await test(); } catch (error) { failed++; console.error(`FAILED ${name}: ${error.message.slice(0, 1500)}\n${error.stack.split("\n").slice(1, 4).join("\n")}`); }
}
await browser.close();
server.close();
for (const [name, figure] of Object.entries(figures)) say(`  ${name}: ${figure}`);
process.exit(failed ? 1 : 0);
