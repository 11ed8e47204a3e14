// The browsers that pages are looked at in, each driven by what can: Chromium by its own protocol, Firefox by WebDriver BiDi.
// What is asked of them is the little that all of them answer.
import { execFileSync } from "node:child_process";
import path from "node:path";
import { browsers } from "./support.mjs";
import { require, tools } from "./tools.mjs";

const FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run"];
const installed = (name) => execFileSync("sh", ["-c", `command -v ${name}`], { encoding: "utf8" }).trim();

/** The names of all browsers: the old ones that are declared, the current ones that the system has. */
export const NAMES = [...browsers.filter((one) => one.look).map((one) => one.look), "chromium", "firefox-esr"];

/** Starts a browser: `{ name, version, page, close }`. `page({ width, scripts })` opens an empty one. */
export async function launch(name) {
  return name === "firefox-esr" ? firefox(name) : chromium(name);
}

async function chromium(name) {
  const executablePath = name === "chromium" ? installed(name) : path.join(tools, "../browsers", name, "chromium");
  const browser = await require("playwright-core").chromium.launch({ executablePath, headless: true, args: FLAGS });
  return {
    name,
    version: browser.version(),
    async page({ width, scripts = true }) {
      const context = await browser.newContext({ viewport: { width, height: 900 }, javaScriptEnabled: scripts });
      const page = await context.newPage();
      return {
        ...shared(page),
        resize: (to) => page.setViewportSize({ width: to, height: 900 }),
        /** The whole page: what lies below the window is not drawn by old ones, so the window grows for it, as far as they can draw. */
        async picture(file) {
          const before = page.viewportSize();
          await page.setViewportSize({ width: before.width, height: Math.min(8_000, await page.evaluate(() => document.documentElement.scrollHeight)) });
          await page.screenshot({ path: file });
          await page.setViewportSize(before);
        },
        close: () => context.close(),
      };
    },
    close: () => browser.close(),
  };
}

async function firefox(name) {
  const browser = await require("puppeteer-core").launch({ browser: "firefox", executablePath: installed(name), headless: true });
  return {
    name,
    version: (await browser.version()).replace(/^\D*/, ""),
    /** `scripts` is for the server to say: this driver has no switch for it. */
    async page({ width }) {
      const context = await browser.createBrowserContext();
      const page = await context.newPage();
      await page.setViewport({ width, height: 900 });
      return {
        ...shared(page),
        resize: (to) => page.setViewport({ width: to, height: 900 }),
        picture: (file) => page.screenshot({ path: file, fullPage: true }),
        close: () => context.close(),
      };
    },
    close: () => browser.close(),
  };
}

/** What both drivers call by the same names. */
function shared(page) {
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  return {
    /** The scripts' errors since this was last asked. */
    errors: () => errors.splice(0),
    goto: (url) => page.goto(url, { waitUntil: "load", timeout: 30_000 }),
    evaluate: (task, given) => page.evaluate(task, given),
    /** Waits until a task in the page answers with something; what it answers, or undefined when that takes too long. */
    async until(task, given) {
      for (let left = 100; left > 0; left -= 1) {
        const answer = await page.evaluate(task, given).catch(() => undefined);
        if (answer) return answer;
        await new Promise((done) => setTimeout(done, 100));
      }
      return undefined;
    },
    async type(id, text) {
      await page.evaluate((id) => { const field = document.getElementById(id); field.value = ""; field.focus(); }, id);
      await page.keyboard.type(text);
    },
    press: (key) => page.keyboard.press(key),
    pdf: () => page.pdf({ preferCSSPageSize: true, format: "A4" }),
  };
}
