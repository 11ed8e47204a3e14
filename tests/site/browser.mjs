// A built site in a real browser: pages of each kind, served at / and at /a/b/ under a strict policy, and from disk.
//
//   node browser.mjs FOLDER [OFFLINE-FOLDER]     the second folder is the copy that opens from disk
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { execFileSync } from "node:child_process";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { files, report, require } from "./tools.mjs";
import { serve } from "./serve.mjs";
import { tags } from "./tags.mjs";

const WIDTHS = [1280, 320];
const SCHEMES = ["light", "dark"];
const FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** Of each kind of page (the class of its body) the first and the longest, which between them hold what can go wrong. */
export function sample(root) {
  const kinds = new Map();
  for (const file of files(root)) {
    if (!file.endsWith(".html") || file === "404.html") continue;
    const html = readFileSync(path.join(root, file), "utf8");
    const list = tags(html);
    if (list.some((tag) => tag.attributes.get("http-equiv")?.toLowerCase() === "refresh")) continue;
    const kind = list.find((tag) => tag.name === "body")?.attributes.get("class") ?? "";
    const known = kinds.get(kind);
    const size = statSync(path.join(root, file)).size;
    if (!known) kinds.set(kind, { first: file, longest: file, size });
    else if (size > known.size) Object.assign(known, { longest: file, size });
  }
  return [...new Set([...kinds.values()].flatMap((kind) => [kind.first, kind.longest]))];
}

function encode(file) {
  return file.split("/").map(encodeURIComponent).join("/");
}

/** A page's address below `base`, as a reader reaches it. */
function address(base, file) {
  return base + encode(file).replace(/(^|\/)index\.html$/, "$1");
}

/** Opens `url` and notes what the browser complains of while it loads. */
async function open(page, url, label, findings) {
  const origin = url.startsWith("file:") ? "file://" : new URL(url).origin;
  const note = (words) => findings.push(`${label}: ${words}`);
  const listeners = {
    console: (message) => { if (["error", "warning"].includes(message.type()) && !/status of 404/.test(message.text())) note(`console: ${message.text()}`); },
    pageerror: (error) => note(`script error: ${error.message}`),
    // A request that is cut short because the last page was left is no failure; a missing file has a status of its own.
    requestfailed: (request) => request.failure()?.errorText !== "net::ERR_ABORTED" && note(`failed request: ${request.url()} ${request.failure()?.errorText ?? ""}`),
    request: (request) => { if (!request.url().startsWith(origin) && !request.url().startsWith("data:")) note(`request to someone else: ${request.url()}`); },
    response: (response) => { if (response.status() >= 400 && response.url() !== url) note(`${response.status()} for ${response.url()}`); },
  };
  for (const [event, listener] of Object.entries(listeners)) page.on(event, listener);
  try {
    const response = await page.goto(url, { waitUntil: "load", timeout: 30_000 });
    return response?.status();
  } catch (error) {
    note(`does not open: ${error.message.split("\n")[0]}`);
    return undefined;
  } finally {
    for (const [event, listener] of Object.entries(listeners)) page.off(event, listener);
  }
}

async function overflow(page, label, findings) {
  const wide = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return undefined;
    const culprit = [...document.querySelectorAll("body *")].find((e) => e.getBoundingClientRect().right > width + 1);
    return `${document.documentElement.scrollWidth} px wide in ${width} px${culprit ? `: <${culprit.tagName.toLowerCase()} class="${culprit.className}">` : ""}`;
  });
  if (wide) findings.push(`${label}: scrolls sideways, ${wide}`);
}

async function accessibility(page, axe, label, findings) {
  await page.evaluate(axe);
  const violations = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }).then((r) =>
    r.violations.map((v) => `${v.id} (${v.impact}): ${v.help}: ${v.nodes.map((n) => n.target.join(" ")).slice(0, 3).join(", ")}`)));
  for (const violation of violations) findings.push(`${label}: axe ${violation}`);
}

/** All that the browser finds wrong with the site in `root`, and, where there is one, with its copy for disks in `offline`. */
export async function checkBrowser(root, offline) {
  const { chromium } = require("playwright-core");
  const axe = require("axe-core").source;
  const executablePath = execFileSync("sh", ["-c", "command -v chromium"], { encoding: "utf8" }).trim();
  const profile = mkdtempSync(path.join(os.tmpdir(), "planpress-browser-"));
  const context = await chromium.launchPersistentContext(profile, { executablePath, headless: true, args: FLAGS });
  const findings = [];
  const chosen = sample(root);
  let checked = 0;
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    const top = await serve(root, "/");
    for (const file of chosen) {
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        for (const colorScheme of SCHEMES) {
          await page.emulateMedia({ colorScheme });
          const label = `${file} at ${width} px, ${colorScheme}`;
          if ((await open(page, address(top.address, file), label, findings)) === undefined) continue;
          await overflow(page, label, findings);
          await accessibility(page, axe, label, findings);
          checked += 1;
        }
      }
    }
    await top.close();

    const below = await serve(root, "/a/b/");
    for (const file of chosen) {
      await open(page, address(below.address, file), `/a/b/${file}`, findings);
      checked += 1;
    }
    if (files(root).includes("404.html")) {
      const label = "the 404 page at a deep address";
      const status = await open(page, `${below.address}no/such/page`, label, findings);
      if (status !== 404) findings.push(`${label}: status ${status}`);
      await accessibility(page, axe, label, findings);
      checked += 1;
    }
    await below.close();

    for (const file of offline ? chosen : []) {
      const label = `from disk, built for servers: ${file}`;
      await open(page, pathToFileURL(path.resolve(root, file)).href, label, findings);
      // Every link to a folder has to lead to the folder's page.
      const folders = await page.evaluate(() => [...document.links].map((link) => link.href).filter((href) => /^file:.*\/(#.*)?$/.test(href)));
      for (const href of folders) findings.push(`${label}: leads to a folder: ${href}`);
      checked += 1;
    }
    for (const file of offline ? sample(offline) : []) {
      await open(page, pathToFileURL(path.resolve(offline, file)).href, `from disk: ${file}`, findings);
      checked += 1;
    }
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
  return { checked, findings };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { checked, findings } = await checkBrowser(path.resolve(process.argv[2]), process.argv[3]);
  report("browser", checked, findings);
}
