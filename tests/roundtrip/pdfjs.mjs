// Fills a form in with pdf.js in Chromium: pdfjs.mjs FORM JOBS.json, which lists { filled, values }.
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const [form, jobs] = process.argv.slice(2);
const here = path.dirname(fileURLToPath(import.meta.url));
const build = path.join(here, "node_modules/pdfjs-dist/build");
const served = {
  "/": [path.join(here, "pdfjs.html"), "text/html"],
  "/pdf.mjs": [path.join(build, "pdf.mjs"), "text/javascript"],
  "/pdf.worker.mjs": [path.join(build, "pdf.worker.mjs"), "text/javascript"],
};
const server = http.createServer((request, response) => {
  const found = served[request.url];
  if (!found) return response.writeHead(404).end();
  response.setHeader("Content-Type", `${found[1]}; charset=utf-8`);
  fs.createReadStream(found[0]).pipe(response);
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
const bytes = fs.readFileSync(form).toString("base64");
let page;
for (const [at, { filled, values }] of JSON.parse(fs.readFileSync(jobs, "utf8")).entries()) {
  // A page that has filled many forms in is as heavy as they are.
  if (at % 100 === 0) {
    await page?.close();
    page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    await page.waitForFunction(() => document.documentElement.dataset.ready === "yes", undefined, { timeout: 60_000 });
  }
  const saved = await page.evaluate(([form, values]) => window.fill(form, values), [bytes, values]);
  fs.writeFileSync(filled, Buffer.from(saved, "base64"));
}
await browser.close();
server.close();
