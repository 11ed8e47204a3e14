// What the declared browsers know, from the compatibility data of MDN.
import { readFileSync } from "node:fs";
import path from "node:path";
import { here, require } from "./tools.mjs";

const declared = JSON.parse(readFileSync(path.join(here, "browsers.json"), "utf8"));
export const data = require("@mdn/browser-compat-data");
/** The declared browsers, each `{ name, version, who, look }`. */
export const browsers = declared.browsers;
/** What may be newer everywhere: names with what is lost where it is not known. */
export const additions = Object.keys(declared.additions).filter((name) => name !== "//");

const number = (version) => Number.parseFloat(String(version).replace("≤", ""));

/** Whether a browser knows a feature under its own name, by an entry of the data. */
function knows({ name, version }, entry) {
  const support = entry?.__compat?.support[name];
  if (support === undefined) return true;
  return [support].flat().some((one) => {
    if (one.prefix || one.alternative_name || one.flags || !one.version_added || one.version_added === "preview") return false;
    return number(one.version_added) <= version && !(one.version_removed && number(one.version_removed) <= version);
  });
}

/** The declared browsers that do not know a feature, `chrome 86` and so on. */
export function lacking(entry) {
  return browsers.filter((browser) => !knows(browser, entry)).map(({ name, version }) => `${name} ${version}`);
}

/** A collector of findings of one file. What is in `additions` is no finding, and is noted in `used`. */
export function collector(file, used) {
  const findings = [];
  const note = (line, feature, missing) => findings.push(`${file}:${line}: ${feature} is not in ${missing.join(", ")}`);
  return {
    findings,
    note,
    /** Notes a feature that some browser lacks, but for those that are `excused`, unless one of the `names` is a declared addition. */
    newer(line, feature, entry, names = [], excused = new Set()) {
      const missing = lacking(entry).filter((browser) => !excused.has(browser));
      if (missing.length === 0) return false;
      const addition = names.find((name) => additions.includes(name));
      if (addition) used.add(addition);
      else note(line, feature, missing);
      return true;
    },
  };
}
