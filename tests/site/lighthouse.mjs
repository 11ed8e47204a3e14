// Lighthouse, in the browser that the other checks use: 100 in all four categories, on a phone and on a desktop.
import { pathToFileURL } from "node:url";
import { require } from "./tools.mjs";

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
/** A busy machine can slow one load; a page that is slow by itself is slow every time. */
const TRIES = 8;
/** Milliseconds between two tries: whatever kept the machine busy may be over then. */
const PAUSE = 3000;

/** Lighthouse slows the processor down to that of a phone by a factor meant for a machine of about this benchmark index. */
const REFERENCE = 1500;

/** The same phone on a slower machine: a processor that is half as fast is slowed down half as much. */
const slowdown = (factor, index) => Math.max(1, factor * Math.min(1, index / REFERENCE));

/** Pictures of the page and its way back are no part of a score, and take as long as the rest. */
const UNSCORED = { disableFullPageScreenshot: true, skipAudits: ["bf-cache", "final-screenshot", "full-page-screenshot", "screenshot-thumbnails"] };

const SHAPES = {
  phone: { throttling: { rttMs: 150, throughputKbps: 1.6 * 1024, cpuSlowdownMultiplier: 4 } },
  desktop: {
    formFactor: "desktop",
    screenEmulation: { mobile: false, width: 1350, height: 940, deviceScaleFactor: 1, disabled: false },
    throttling: { rttMs: 40, throughputKbps: 10 * 1024, cpuSlowdownMultiplier: 1 },
  },
};

/** What Lighthouse finds wrong with the pages at `urls`; how many runs that took. */
export async function checkLighthouse(port, urls, findings) {
  const { default: lighthouse } = await import(pathToFileURL(require.resolve("lighthouse")).href);
  let runs = 0;
  for (const url of urls) {
    for (const [shape, settings] of Object.entries(SHAPES)) {
      let low = [];
      let { throttling } = settings;
      for (let attempt = 0; attempt < TRIES; attempt += 1) {
        if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, PAUSE));
        const { lhr } = await lighthouse(url, { port, logLevel: "error", output: [], onlyCategories: CATEGORIES, ...UNSCORED, ...settings, throttling });
        runs += 1;
        throttling = { ...throttling, cpuSlowdownMultiplier: slowdown(settings.throttling.cpuSlowdownMultiplier, lhr.environment.benchmarkIndex) };
        low = scores(lhr);
        if (low.length === 0 || !low.every((words) => words.startsWith("performance"))) break;
      }
      for (const words of low) findings.push(`Lighthouse, ${shape}, ${url}: ${words}`);
    }
  }
  return runs;
}

/** The categories below 100, each with the audits that cost it points. */
function scores(lhr) {
  if (lhr.runtimeError) return [`did not run: ${lhr.runtimeError.message}`];
  return CATEGORIES.filter((id) => lhr.categories[id].score !== 1).map((id) => {
    const { score, auditRefs } = lhr.categories[id];
    const costly = auditRefs.filter((ref) => ref.weight > 0 && lhr.audits[ref.id].score !== null && lhr.audits[ref.id].score < 1);
    return `${id} ${Math.round(score * 100)}: ${costly.map((ref) => `${ref.id} ${lhr.audits[ref.id].displayValue ?? ""}`.trim()).join(", ")}`;
  });
}
