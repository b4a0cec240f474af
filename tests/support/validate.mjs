// Validates many workbooks in one process: starting the validator takes far longer than a file.
//   node validate.mjs LIBRARY FILE... → a line of JSON for each file and version of Office.
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const [library, ...files] = process.argv.slice(2);
const { default: validate } = await import(pathToFileURL(library).href);
for (const file of files) {
  const content = new Uint8Array(await readFile(file));
  for (const version of ["Office2016", "Microsoft365"]) {
    const found = await validate(content, "xlsx", version);
    const faults = found.map((one) => [one.path?.partUri ?? "", one.description]);
    console.log(JSON.stringify({ file, version, faults }));
  }
}
process.exit(0); // its runtime would keep the process alive
