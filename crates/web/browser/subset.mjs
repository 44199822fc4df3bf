// Cuts out of a font what a text needs: node subset.mjs FONT.woff2 TEXT OUT.woff2

import { readFile, writeFile } from "node:fs/promises";
import subsetFont from "subset-font";

const [font, text, out] = process.argv.slice(2);
await writeFile(out, await subsetFont(await readFile(font), text, { targetFormat: "woff2" }));
