// The page in Firefox: firefox.mjs PAGE OUT. From an empty start to a kravbilag, whose bytes are the native program's.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import puppeteer from "puppeteer-core";

const [file, out] = process.argv.slice(2);
const browser = await puppeteer.launch({ browser: "firefox", executablePath: process.env.FIREFOX, headless: true });
const page = await browser.newPage();
await page.setViewport({ width: 1280, height: 900 });
const wrong = [];
page.on("console", (message) => { if (message.type() === "error") wrong.push(message.text()); });
const pressed = fs.readFileSync(file).includes(Buffer.from('id="press-script"', "utf16le"));
const settled = async () => {
  await new Promise((done) => setTimeout(done, 700));
  await page.waitForFunction(() => document.documentElement.dataset.underWay === "0", { timeout: 60_000 });
};
await page.goto(`file://${file}`);
await page.waitForFunction((until) => document.documentElement.dataset.ready === until, { timeout: 60_000 }, pressed ? "warm" : "engine");
const marks = await page.evaluate(() => ["bilag-asks", "bilag-engine", "bilag-press"].map((name) => Math.round(performance.getEntriesByName(name)[0]?.startTime)));
await page.type("#f-tender-title", "Post i borgerservice");
await page.type("#f-tender-buyer", "Solbjerg Kommune");
await settled();
await page.click("#to-pakker");
await page.click("#p-I-14");
await settled();
if (pressed) {
  await page.click("#tab-side");
  await page.waitForSelector("#picture img", { timeout: 30_000 });
}
const [button, name] = pressed ? ["#give-kravbilag-pdf", "post-i-borgerservice-kravbilag.pdf"] : ["#give-svarskema-xlsx", "post-i-borgerservice-svarskema.xlsx"];
await page.click("#to-dokumenter");
await page.waitForSelector(button);
// What is given as a download stays in the page here, to be read.
await page.evaluate(() => {
  const make = URL.createObjectURL;
  URL.createObjectURL = (blob) => {
    blob.arrayBuffer().then((buffer) => { window.given = [...new Uint8Array(buffer)]; });
    return make.call(URL, blob);
  };
});
await page.click(button);
await page.waitForFunction(() => window.given, { timeout: 60_000 });
const bytes = Buffer.from(await page.evaluate(() => window.given));
await page.click("#tab-tekst");
const folder = path.join(out, "firefox");
fs.mkdirSync(folder);
fs.writeFileSync(path.join(folder, "post-i-borgerservice.toml"), await page.$eval("#source", (source) => source.value));
execFileSync(process.env.BILAG, ["build", path.join(folder, "post-i-borgerservice.toml"), "-o", folder], { stdio: "ignore" });
assert.ok(bytes.equals(fs.readFileSync(path.join(folder, name))), `${name} is the native program's`);
assert.deepEqual(wrong, []);
await browser.close();
console.log(`Firefox: able to ask after ${marks[0]} ms, engine ready after ${marks[1]} ms, press after ${marks[2]} ms; ${name} has the native program's bytes`);
