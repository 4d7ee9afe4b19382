// The checklist's page as a reader meets it. Each check says what it protects.
import { readFileSync, readdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const folder = process.argv[2];
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const page_of = (name) => "file://" + join(folder, name, "tjekliste.html");
let passed = 0;
let failed = 0;
const check = (what, holds, seen = "") => {
  if (holds) passed += 1;
  else {
    failed += 1;
    console.error(`FAILED ${what}${seen === "" ? "" : ": " + JSON.stringify(seen)}`);
  }
};

const context = await chromium.launchPersistentContext(mkdtempSync(join(tmpdir(), "bilag-web-")), {
  executablePath: process.env.CHROMIUM,
  headless: true,
  viewport: { width: 1280, height: 900 },
  args: [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
  ],
});
const open = async (name) => {
  const page = await context.newPage();
  page.asked = [];
  page.complaints = [];
  page.on("request", (request) => page.asked.push(request.url()));
  page.on("console", (message) => { if (message.type() === "error") page.complaints.push(message.text()); });
  page.on("pageerror", (error) => page.complaints.push(String(error)));
  await page.goto(page_of(name));
  return page;
};

for (const name of ["alle", "en", "fjendtlig"]) {
  const page = await open(name);
  check(`${name}: no error in the console`, page.complaints.length === 0, page.complaints);
  const outside = page.asked.filter((url) => url !== page_of(name) && !url.startsWith("data:"));
  check(`${name}: nothing else is fetched`, outside.length === 0, outside);
  check(`${name}: no text runs as script`, (await page.evaluate("window.ramt")) === undefined);
  check(`${name}: the page is Danish and has a title`, await page.evaluate(() => document.documentElement.lang === "da" && document.title.length > 0));
  const doubles = await page.evaluate(() => {
    const ids = [...document.querySelectorAll("[id]")].map((it) => it.id);
    return ids.filter((id, at) => ids.indexOf(id) !== at);
  });
  check(`${name}: every id once`, doubles.length === 0, doubles);
  // From the narrowest telephone to the widest screen; 640 px is a common screen at 200 % zoom. By day and by night.
  // The page's own policy allows no foreign script; the debugger may.
  await page.evaluate(axe);
  for (const [width, colorScheme] of [[2560, "light"], [1280, "light"], [1280, "dark"], [640, "light"], [360, "light"], [320, "light"], [320, "dark"]]) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    const found = await page.evaluate(async () => {
      const result = await axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
      return { violations: result.violations.map((it) => [it.id, it.nodes.slice(0, 3).map((node) => node.html)]), passes: result.passes.length };
    });
    check(`${name}: axe finds nothing at ${width} px, ${colorScheme}`, found.violations.length === 0 && found.passes > 10, found);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    check(`${name}: the page does not scroll sideways at ${width} px`, wide <= 0, wide);
    const ground = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor.match(/\d+/g).slice(0, 3).map(Number));
    const dark = ground.every((part) => part < 80);
    check(`${name}: the ground is ${colorScheme}`, dark === (colorScheme === "dark"), ground);
  }
  const face = await page.evaluate(async () => { await document.fonts.ready; return [...document.fonts].filter((it) => it.status === "loaded").length; });
  check(`${name}: the page brings its own face`, face > 0, face);
  await page.close();
}

{
  const page = await open("alle");
  const focused = () => page.evaluate(() => {
    const it = document.activeElement;
    return { tag: it.tagName, id: it.id, href: it.getAttribute("href"), kind: it.type ?? "" };
  });
  await page.keyboard.press("Tab");
  check("the skip link comes first", (await focused()).href === "#indhold", await focused());
  const shown = await page.evaluate(() => document.activeElement.getBoundingClientRect().top >= 0);
  check("the skip link is seen when it has the focus", shown);
  await page.keyboard.press("Enter");
  check("the skip link leads to the content", (await focused()).id === "indhold", await focused());
  // From there every field in the order in which it is read.
  // Of answers that exclude one another the keyboard stops at one: the chosen one, else the first; the arrows lead to the others.
  const expected = await page.evaluate(() => {
    const all = [...document.querySelectorAll("main input, main textarea")];
    const group = (it) => all.filter((other) => other.type === "radio" && other.name === it.name);
    const stop = (it) => it.type !== "radio" || it === (group(it).find((other) => other.checked) ?? group(it)[0]);
    return all.filter(stop).map((it) => it.id);
  });
  const met = [];
  for (let step = 0; met.length < expected.length && step < expected.length + 50; step += 1) {
    await page.keyboard.press("Tab");
    const now = await focused();
    if (now.tag === "INPUT" || now.tag === "TEXTAREA") met.push(now.id);
  }
  check("tab goes through every field in reading order", JSON.stringify(met) === JSON.stringify(expected), { met: met.length, expected: expected.length });

  const first = expected[0];
  await page.locator(`[id="${first}"]`).focus();
  const before = await page.locator(`[id="${first}"]`).isChecked();
  await page.keyboard.press("Space");
  check("space ticks a box", (await page.locator(`[id="${first}"]`).isChecked()) !== before);
  const count = await page.locator("[data-count]").first().textContent();
  check("the contents count what is ticked", count.startsWith("1 "), count);
  const notes = page.locator("textarea").first();
  await notes.fill("Æblegrød & <b>noter</b>\nlinje 2");
  await page.reload();
  check("a tick is remembered", (await page.locator(`[id="${first}"]`).isChecked()) !== before);
  check("a note is remembered", (await notes.inputValue()) === "Æblegrød & <b>noter</b>\nlinje 2", await notes.inputValue());

  // One answer to each question, each another than the first.
  const answers = await page.evaluate(() => {
    const questions = new Map([...document.querySelectorAll("input[type=radio]")].map((it) => [it.name, []]));
    document.querySelectorAll("input[type=radio]").forEach((it) => questions.get(it.name).push(it.id));
    return [...questions.values()].map((ids, at) => ids[1 + (at % (ids.length - 1))]).sort();
  });
  for (const id of answers) await page.locator(`[id="${id}"]`).check();

  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#save").click()]);
  const saved = readFileSync(await download.path(), "utf8");
  check("the saved page has the tick", new RegExp(`<input[^>]*id="${first.replaceAll(".", "\\.")}"[^>]*`).exec(saved)?.[0].includes("checked") !== before);
  const answered = [...saved.matchAll(/<input[^>]*type="radio"[^>]*>/g)].map(([it]) => it).filter((it) => / checked/.test(it));
  const given = answered.map((it) => /id="([^"]*)"/.exec(it)[1]).sort();
  check("the saved page has just the answers that were given", JSON.stringify(given) === JSON.stringify(answers), given);
  check("the saved page has the note", saved.includes("Æblegrød &amp; &lt;b&gt;noter&lt;/b&gt;\nlinje 2"));

  const other = await open("fjendtlig");
  const theirs = await other.evaluate(() => [...document.querySelectorAll("textarea")].every((it) => it.value === ""));
  check("another profile remembers its own", theirs);
  const chosen = await other.locator("[id='I-02.valg.SF1525']").isChecked();
  check("a profile's choices are ticked from the start", chosen);
  const keys = await page.evaluate(() => Object.keys(localStorage).sort());
  check("memory is kept by edition and profile", keys.includes("bilag:tjekliste:2024-01"), keys);
  await other.close();

  page.once("dialog", (dialog) => dialog.dismiss());
  await page.locator("#clear").click();
  check("clearing asks first", (await notes.inputValue()) !== "");
  page.once("dialog", (dialog) => dialog.accept());
  await page.locator("#clear").click();
  await page.reload();
  check("clearing clears", (await notes.inputValue()) === "" && (await page.locator(`[id="${first}"]`).isChecked()) === before);

  await page.emulateMedia({ media: "print" });
  const hidden = await page.evaluate(() => getComputedStyle(document.querySelector("nav")).display === "none");
  check("contents and buttons are not printed", hidden);
  const breaks = await page.evaluate(() => [...document.querySelectorAll(".package")].every((it) => getComputedStyle(it).breakBefore === "page"));
  check("every package begins a page on paper", breaks);
  // A4 less its margins, in the pixels of print: nothing may stand to the right of it.
  await page.setViewportSize({ width: Math.floor((165 / 25.4) * 96), height: 900 });
  const cut = await page.evaluate(() => {
    const edge = document.documentElement.clientWidth + 1;
    const seen = (it) => { const box = it.getBoundingClientRect(); return box.width > 0 && box.right > edge; };
    return [...document.querySelectorAll("main *")].filter(seen).map((it) => it.outerHTML.slice(0, 80));
  });
  check("nothing is cut off on paper", cut.length === 0, cut.slice(0, 5));
  const ids = await page.evaluate(() => {
    const table = document.querySelector("main table");
    const text = table?.innerText ?? "";
    return Array.from({ length: 15 }, (_, at) => `I-${String(at + 1).padStart(2, "0")}`).filter((id) => !text.includes(id));
  });
  check("the overview names every package on paper", ids.length === 0, ids);
  const small = await page.evaluate(() => Math.min(...[...document.querySelectorAll("main table td, main table th")].map((it) => parseFloat(getComputedStyle(it).fontSize))) * 0.75);
  check("the overview is not under 7.5 pt on paper", small >= 7.5, small);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  const pages = (pdf.toString("latin1").match(/\/Type\s*\/Page\b/g) ?? []).length;
  check("the printed pages are as many as the packages and a few", pages >= 16 && pages <= 50, pages);
  await page.close();
}

{
  // A browser that keeps nothing still shows the list.
  const page = await context.newPage();
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", { get() { throw new Error("no"); } });
  });
  await page.goto(page_of("en"));
  const box = page.locator("main input").first();
  await box.check();
  check("without memory boxes can be ticked and the reader is told", (await box.isChecked()) && (await page.locator("#memory").textContent()).includes("Udskriv"));
  await page.close();
}

{
  // Every name of the catalog in its box of the figure: in our font, and in one that is much wider.
  const data = (file) => `data:font/ttf;base64,${readFileSync(join(folder, file)).toString("base64")}`;
  const faces = [["SourceSans3_400Regular.ttf", 400], ["SourceSans3_600SemiBold.ttf", 600]]
    .map(([file, weight]) => `@font-face{font-family:"Source Sans 3";font-weight:${weight};src:url(${data(file)})}`).join("");
  const figures = readdirSync(folder).filter((name) => name.endsWith(".svg"));
  check("there is a figure for each edition", figures.length >= 2, figures);
  for (const name of figures) {
    for (const [font, style] of [["our font", faces], ["a wide font", "svg g{font-family:monospace}"]]) {
      const page = await context.newPage();
      await page.setContent(`<!doctype html><style>${style}</style>${readFileSync(join(folder, name), "utf8")}`);
      const [shown, over] = await page.evaluate(async () => {
        await document.fonts.ready;
        const boxes = [...document.querySelectorAll("svg g")].filter((it) => it.querySelector(":scope > rect[rx]"));
        const texts = boxes.flatMap((box) => [...box.querySelectorAll("text")].map((text) => [box.querySelector("rect").getBBox(), text]));
        const outside = texts.filter(([rect, text]) => {
          const own = text.getBBox();
          return own.x < rect.x || own.x + own.width > rect.x + rect.width || own.y + own.height > rect.y + rect.height + 4;
        });
        return [texts.length, outside.map(([, text]) => text.textContent)];
      });
      check(`${name}: there are names`, shown > 30, shown);
      check(`${name} in ${font}: every name is inside its box`, over.length === 0, over);
      await page.close();
    }
  }
}

await context.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
