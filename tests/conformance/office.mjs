// Holds office files against Microsoft's Open XML SDK, all in one process: to start it takes longer than to read a file.
//
//   node office.mjs MODULES [FILE…]      the files, or where none is named those on the standard input, one a line
//
// A line for each: the file, a tab, and the faults as a list of JSON, which is empty where there are none.

import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline/promises";
import { pathToFileURL } from "node:url";

const [modules, ...named] = process.argv.slice(2);
const sdk = `${modules}/node_modules/@ooxml-tools/validate/dist/npm/index.js`;
const { default: validate, getFileFormatFromName } = await import(pathToFileURL(sdk));

async function faults(path) {
  try {
    const found = await validate(await readFile(path), getFileFormatFromName(path));
    return found.map((it) => `${it.path.partUri}${it.path.xpath}: ${it.description}`);
  } catch (fault) {
    // What cannot be opened at all
    return [String(fault.message ?? fault).split("\n")[0]];
  }
}

const listed = named.length > 0 ? named : createInterface({ input: process.stdin });
for await (const path of listed) {
  console.log(`${path}\t${JSON.stringify(await faults(path))}`);
}
process.exit(0);
