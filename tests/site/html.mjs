// The Nu HTML checker over every page and style sheet of built sites: errors and warnings both count. A fragment is checked
// where it is meant to stand: in a page of a portal, which has its own head and title.
//
//   node html.mjs [--fragments] FOLDER…      with --fragments each folder must hold some
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { files, here, report, tools } from "./tools.mjs";

const FRAGMENT = "fragment.html";

/** A page of a portal with `fragment` in it. */
function portalPage(fragment) {
  const lang = /<div class="planpress-fragment[^>]* lang="([^"]*)"/.exec(fragment)?.[1] ?? "";
  return `<!DOCTYPE html>\n<html lang="${lang}"><head><meta charset="utf-8"><title>x</title></head><body><h1>x</h1>\n${fragment}</body></html>\n`;
}

/** All that the checker says about the sites in `roots`, but for what html-filter.txt lets pass. */
export function checkHtml(...roots) {
  const work = mkdtempSync(path.join(os.tmpdir(), "planpress-html-"));
  try {
    return check(roots, work);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function check(roots, work) {
  const jar = path.join(tools, "node_modules/vnu-jar/build/dist/vnu.jar");
  const filter = path.join(here, "html-filter.txt");
  const given = ["-jar", jar, "--format", "json", "--exit-zero-always", "--also-check-css", "--also-check-svg", "--filterfile", filter];
  const pages = roots.flatMap((root) => files(root).filter((file) => /\.(?:html|css|svg)$/.test(file)).map((file) => path.join(root, file)));
  if (pages.length === 0) return { checked: 0, findings: [] };
  // What is checked, and the file that it was made of.
  const origin = new Map();
  for (const page of pages) {
    if (path.basename(page) !== FRAGMENT) continue;
    const whole = path.join(work, String(origin.size), FRAGMENT);
    mkdirSync(path.dirname(whole));
    writeFileSync(whole, portalPage(readFileSync(page, "utf8")));
    origin.set(whole, page);
  }
  const plain = pages.filter((page) => path.basename(page) !== FRAGMENT);
  const ran = spawnSync("java", [...given, ...plain, ...origin.keys()], { encoding: "utf8", maxBuffer: 1 << 28 });
  let messages;
  try {
    messages = JSON.parse(ran.stderr).messages;
  } catch {
    return { checked: pages.length, findings: [`the checker did not answer: ${ran.error ?? ran.stderr.slice(0, 2000)}`] };
  }
  const findings = messages.map((m) => {
    const named = decodeURIComponent((m.url ?? "").replace(/^file:/, ""));
    const url = origin.get(named) ?? named;
    const file = roots.length > 1 ? url : path.relative(roots[0], url);
    return `${file}:${m.lastLine ?? 0}:${m.firstColumn ?? m.lastColumn ?? 0}: ${m.subType ?? m.type}: ${m.message}`;
  });
  return { checked: pages.length, findings };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const given = process.argv.slice(2);
  const roots = given.filter((one) => one !== "--fragments").map((root) => path.resolve(root));
  const { checked, findings } = checkHtml(...roots);
  for (const root of given.includes("--fragments") ? roots : []) {
    if (!files(root).some((file) => path.basename(file) === FRAGMENT)) findings.push(`${root}: no fragments`);
  }
  report("HTML checker", checked, findings);
}
