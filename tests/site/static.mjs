// The rules for every file of a built site that need no browser: relative links that lead somewhere, no request to
// anyone else, no inline script or style.
//
//   node static.mjs FOLDER [--offline]     --offline: a link must name a file, since a disk serves no index.html
import { readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { files, report } from "./tools.mjs";
import { tags } from "./tags.mjs";

const ABSOLUTE = /^(?:[a-z][a-z0-9+.-]*:|\/)/i;
const REQUESTS = new Set(["src", "poster", "data", "srcset", "background", "manifest"]);
const LINKS = new Set(["href", "action", "formaction", "cite", "xlink:href", ...REQUESTS]);

/** Each attribute's addresses: one, or several in a `srcset`. */
function addresses(name, value) {
  if (name !== "srcset") return [value.trim()];
  return value.split(",").map((part) => part.trim().split(/\s+/)[0]).filter(Boolean);
}

/** All that is wrong with the site in `root`, as lines of text. */
export function checkStatic(root, { offline = false } = {}) {
  const findings = [];
  const all = new Set(files(root));
  const pages = new Map();
  for (const file of all) {
    if (file.endsWith(".html")) pages.set(file, tags(readFileSync(path.join(root, file), "utf8")));
  }
  const ids = new Map();
  for (const [file, list] of pages) ids.set(file, new Set(list.map((tag) => tag.attributes.get("id")).filter(Boolean)));
  const own = ownAddress(root, all);

  /** Follows a relative link; says what is wrong with it, if anything. */
  function follow(from, link, base) {
    const [beforeHash, hash] = split(link, "#");
    const [wanted] = split(beforeHash, "?");
    let target;
    try {
      target = wanted === "" ? (base === undefined ? from : "") : path.posix.normalize(path.posix.join(base ?? path.posix.dirname(from), decodeURIComponent(wanted)));
    } catch {
      return "is not properly percent-encoded";
    }
    if (target.startsWith("..")) return "leaves the site";
    let file = target === "." || target === "./" || target === "" ? "index.html" : target;
    if (file.endsWith("/")) file += "index.html";
    if (!all.has(file) && all.has(`${file}/index.html`)) return "names a folder without its last slash";
    if (!all.has(file)) return "leads nowhere";
    if (offline && !(wanted === "" || wanted.endsWith(path.posix.basename(file)))) return "does not name a file";
    if (hash && file.endsWith(".html") && !(ids.get(file)?.has(hash) || ids.get(file)?.has(safeDecode(hash)))) {
      return "has no such anchor at its end";
    }
    return undefined;
  }

  for (const [file, list] of pages) {
    const say = (tag, words) => findings.push(`${file}:${tag.line}: ${words}`);
    const base = list.find((tag) => tag.name === "base")?.attributes.get("href");
    if (base !== undefined && file !== "404.html") findings.push(`${file}: only 404.html may have a <base>`);
    const sealed = list.some((tag) => tag.attributes.get("class")?.split(" ").includes("seal"));
    for (const tag of list) {
      const { name, attributes } = tag;
      if (name === "base") continue;
      if (name === "style") say(tag, "inline <style>");
      if (name === "script" && !attributes.has("src") && attributes.get("type") !== "application/ld+json") say(tag, "inline <script>");
      // What only names a place: no browser fetches it.
      if (name === "link" && (attributes.get("rel") === "canonical" || (sealed && attributes.get("rel") === "alternate"))) continue;
      for (const [attribute, value] of attributes) {
        if (attribute === "style") say(tag, `style attribute on <${name}>`);
        if (/^on[a-z]/.test(attribute)) say(tag, `${attribute} handler on <${name}>`);
        if (!LINKS.has(attribute)) continue;
        const request = REQUESTS.has(attribute) || (name === "link" && attribute === "href") || attribute === "action";
        for (const link of addresses(attribute, value)) {
          if (/^\s*javascript:/i.test(link)) say(tag, `script address ${link}`);
          else if (ABSOLUTE.test(link)) {
            const inside = link.startsWith("/") ? !link.startsWith("//") : own !== undefined && link.startsWith(own);
            // A sealed page holds good wherever its bag is: what is not in the bag it names by the whole address, and says so.
            const outward = sealed && ["a", "form"].includes(name) && attributes.get("class")?.split(" ").includes("outside");
            if (inside && outward) continue;
            if (request) say(tag, `<${name}> requests ${link}`);
            else if (inside) say(tag, `absolute link into the site: ${link}`);
          } else {
            const wrong = follow(file, link, base === undefined ? undefined : "");
            if (wrong) say(tag, `${link} ${wrong}`);
          }
        }
      }
      if (name === "meta" && attributes.get("http-equiv")?.toLowerCase() === "refresh") {
        const to = /url\s*=\s*(.*)$/i.exec(attributes.get("content") ?? "")?.[1] ?? "";
        const wrong = ABSOLUTE.test(to) ? "is absolute" : follow(file, to, undefined);
        if (wrong) say(tag, `refresh to ${to} ${wrong}`);
      }
    }
  }
  for (const file of all) {
    if (file.endsWith(".css")) styleSheet(root, file, follow, findings);
    if (/\.m?js$/.test(file) && /\beval\s*\(|\bnew\s+Function\b|\bimport\s*\(\s*["']https?:/.test(readFileSync(path.join(root, file), "utf8"))) {
      findings.push(`${file}: eval, or code from elsewhere`);
    }
  }
  if (own !== undefined) findings.push(...feedsAndMaps(root, all, ids, own));
  return { checked: pages.size, findings };
}

function split(text, at) {
  const place = text.indexOf(at);
  return place < 0 ? [text, undefined] : [text.slice(0, place), text.slice(place + at.length)];
}

function safeDecode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The site's own absolute address, as its sitemap's first entry starts with it; undefined where there is none. */
function ownAddress(root, all) {
  const robots = all.has("robots.txt") ? readFileSync(path.join(root, "robots.txt"), "utf8") : "";
  return /^Sitemap:\s*(\S+\/)sitemap\.xml\s*$/im.exec(robots)?.[1];
}

function styleSheet(root, file, follow, findings) {
  const text = readFileSync(path.join(root, file), "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
  const links = [...text.matchAll(/url\(\s*(?:"([^"]*)"|'([^']*)'|([^)\s]*))\s*\)|@import\s+["']([^"']*)["']/g)];
  for (const link of links.map((m) => m[1] ?? m[2] ?? m[3] ?? m[4])) {
    if (link.startsWith("#")) continue;
    const wrong = ABSOLUTE.test(link) ? "is not part of the site" : follow(file, link, undefined);
    if (wrong) findings.push(`${file}: ${link} ${wrong}`);
  }
}

/** Every absolute address of this site that a feed or sitemap names must be a page of it. */
function feedsAndMaps(root, all, ids, own) {
  const findings = [];
  for (const file of all) {
    if (!file.endsWith(".xml")) continue;
    const text = readFileSync(path.join(root, file), "utf8");
    for (const [, loc, href] of text.matchAll(/<loc>([^<]*)<\/loc>|\bhref="([^"]*)"/g)) {
      const link = loc ?? href;
      if (!link.startsWith(own)) {
        findings.push(`${file}: ${link} is not below ${own}`);
        continue;
      }
      const [page, hash] = split(link.slice(own.length), "#");
      const target = safeDecode(page);
      const shown = target === "" || target.endsWith("/") ? `${target}index.html` : target;
      if (!all.has(shown)) findings.push(`${file}: ${link} leads nowhere`);
      else if (hash && !ids.get(shown)?.has(safeDecode(hash))) findings.push(`${file}: ${link} leads to an id that is not there`);
    }
  }
  return findings;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { checked, findings } = checkStatic(process.argv[2], { offline: process.argv.includes("--offline") });
  report("pages, links, requests", checked, findings);
}
