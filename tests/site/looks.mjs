// One page in a real browser: what it complains of, whether it scrolls sideways, what axe finds.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { require } from "./tools.mjs";

export const WIDTHS = [1280, 320];
export const SCHEMES = ["light", "dark"];
const FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--remote-debugging-port=0"];

/** Gives `task` a page of a browser that is started for it, axe's source, and the port where other tools reach the browser. */
export async function withBrowser(task) {
  const { chromium } = require("playwright-core");
  const executablePath = execFileSync("sh", ["-c", "command -v chromium"], { encoding: "utf8" }).trim();
  const profile = mkdtempSync(path.join(os.tmpdir(), "planpress-browser-"));
  const context = await chromium.launchPersistentContext(profile, { executablePath, headless: true, args: FLAGS });
  try {
    const port = Number(readFileSync(path.join(profile, "DevToolsActivePort"), "utf8").split("\n")[0]);
    return await task(context.pages()[0] ?? (await context.newPage()), require("axe-core").source, port);
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

/** Opens `url` and notes what the browser complains of while it loads. */
export async function open(page, url, label, findings) {
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

/** Whether a page scrolls sideways. */
export async function overflow(page, label, findings) {
  const wide = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return undefined;
    const culprit = [...document.querySelectorAll("body *")].find((e) => e.getBoundingClientRect().right > width + 1);
    return `${document.documentElement.scrollWidth} px wide in ${width} px${culprit ? `: <${culprit.tagName.toLowerCase()} class="${culprit.className}">` : ""}`;
  });
  if (wide) findings.push(`${label}: scrolls sideways, ${wide}`);
}

/** Axe's rules in forced colours: it measures the page's own colours, while the reader sees those of the system. */
export const FORCED = { "color-contrast": { enabled: false } };

/** What axe finds; `own` switches rules on or off besides. */
export async function accessibility(page, axe, label, findings, own = {}) {
  await runAxe(page, axe, label, findings, { rules: { "target-size": { enabled: true }, ...own } });
}

async function runAxe(page, axe, label, findings, options) {
  // Axe is large: a page that has it already does not get it again.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe);
  const violations = await page.evaluate((options) => globalThis.axe.run(document, { resultTypes: ["violations"], ...options }).then((r) =>
    r.violations.map((v) => `${v.id} (${v.impact}): ${v.help}: ${v.nodes.map((n) => n.target.join(" ")).slice(0, 3).join(", ")}`)), options);
  for (const violation of violations) findings.push(`${label}: axe ${violation}`);
}

/** Opens a page and looks at it in every way; whether it opened. */
export async function inspect(page, axe, url, label, findings, rules = {}) {
  if ((await open(page, url, label, findings)) === undefined) return false;
  await overflow(page, label, findings);
  await accessibility(page, axe, label, findings, rules);
  return true;
}

/** The rules that judge colours. All others find the same on an open page in whatever colours it stands. */
const COLOURS = { runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] } };

/** Looks at the open page again after its colours have changed. */
export async function recoloured(page, axe, label, findings) {
  await overflow(page, label, findings);
  await runAxe(page, axe, label, findings, COLOURS);
}
