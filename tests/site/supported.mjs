// The theme's and the preview's style sheets and scripts hold to the declared browsers (browsers.json).
//
//   node supported.mjs [FOLDER…]
//
// Without folders those of the repository are read as they are written.
import { readFileSync } from "node:fs";
import path from "node:path";
import { additions } from "./support.mjs";
import { checkSheet } from "./support-css.mjs";
import { checkScript } from "./support-js.mjs";
import { files, here, report } from "./tools.mjs";

const SOURCES = ["themes/gov/static", "src/preview/client"];

/** Checks the style sheets and scripts of folders, named relative to `root`. */
export function checkSupported(root, folders) {
  const used = new Set();
  const findings = [];
  let checked = 0;
  for (const folder of folders) {
    for (const name of files(path.join(root, folder))) {
      const check = /\.css(?:\.tera)?$/.test(name) ? checkSheet : /\.js(?:\.tera)?$/.test(name) ? checkScript : undefined;
      if (!check) continue;
      const file = path.join(folder, name);
      findings.push(...check(file, readFileSync(path.join(root, file), "utf8"), used));
      checked += 1;
    }
  }
  return { checked, findings, used };
}

if (process.argv[1] === path.join(here, "supported.mjs")) {
  const given = process.argv.slice(2);
  const { checked, findings, used } = checkSupported(given.length ? process.cwd() : path.join(here, "../.."), given.length ? given : SOURCES);
  // An addition that is no longer used would let one in that nobody has thought about.
  if (given.length === 0) for (const name of additions) if (!used.has(name)) findings.push(`browsers.json: ${name} is used nowhere, or every browser knows it`);
  report("support in declared browsers", checked, findings);
}
