// A reader of start tags, enough for pages that the HTML checker has found valid.

const TAG = /<!--[\s\S]*?-->|<([a-zA-Z][^\s/>]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/g;
const ATTRIBUTE = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g;
const NAMED = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" };

function decode(text) {
  return text.replace(/&(?:#x([0-9a-f]+)|#([0-9]+)|([a-z]+));/gi, (all, hex, decimal, name) => {
    if (hex) return String.fromCodePoint(parseInt(hex, 16));
    if (decimal) return String.fromCodePoint(parseInt(decimal, 10));
    return NAMED[name] ?? all;
  });
}

/** The start tags of `html`: name, attributes (a Map), line. */
export function tags(html) {
  const found = [];
  for (const match of html.matchAll(TAG)) {
    if (match[1] === undefined) continue;
    const attributes = new Map();
    for (const [, name, double, single, bare] of match[2].matchAll(ATTRIBUTE)) {
      attributes.set(name.toLowerCase(), decode(double ?? single ?? bare ?? ""));
    }
    found.push({ name: match[1].toLowerCase(), attributes, line: html.slice(0, match.index).split("\n").length });
  }
  return found;
}
