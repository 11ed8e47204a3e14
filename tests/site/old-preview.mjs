// The preview's part in a browser: the page follows an edit, an error lies over it, and goes with it.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";

const GOOD = "---\nkind: plan\ntitle: 2016年计划\nyear: 2016\nstatus: draft\n---\n前言：初稿。\n";
const BROKEN = "---\nkind: plan\ntitle: [\n---\n前言。\n";

/** Starts the preview of `root`; its address and what ends it. */
function start(program, root) {
  const child = spawn(program, ["serve", "--root", root, "--port", "0", "--lang", "en"], { stdio: ["ignore", "ignore", "pipe"] });
  return new Promise((resolve, reject) => {
    let said = "";
    child.on("exit", () => reject(new Error(`the preview ended: ${said}`)));
    child.stderr.on("data", (bytes) => {
      said += bytes;
      const address = /^(http:\S+)/m.exec(said)?.[1];
      if (address) resolve({ address, end: () => new Promise((done) => { child.removeAllListeners("exit"); child.on("exit", done); child.kill("SIGINT"); }) });
    });
  });
}

/** Edits a site under an open page of the browser. */
export async function checkPreview(browser, program, findings) {
  const root = mkdtempSync(path.join(os.tmpdir(), "planpress-old-"));
  const write = (file, text) => { mkdirSync(path.dirname(path.join(root, file)), { recursive: true }); writeFileSync(path.join(root, file), text); };
  write("site.yaml", "title: 站点\n");
  write("content/_index.md", "---\ntitle: 首页\n---\n欢迎。\n");
  write("content/2016/_index.md", GOOD);
  const preview = await start(program, root);
  const page = await browser.page({ width: 1000 });
  const note = (words) => findings.push(`${browser.name}: preview: ${words}`);
  const inTree = (selector) => document.querySelector("planpress-preview")?.shadowRoot.querySelector(selector)?.textContent;
  try {
    await page.goto(`${preview.address.replace(/\/?$/, "/")}2016/`);
    if (!(await page.until(inTree, ".bar .state"))) note("has no bar");
    write("content/2016/_index.md", GOOD.replace("初稿", "第二稿"));
    if (!(await page.until(() => document.querySelector("main").textContent.includes("第二稿")))) note("does not follow an edit");
    write("content/2016/_index.md", BROKEN);
    const told = await page.until(inTree, ".findings.errors");
    if (!told?.includes("content/2016/_index.md:3")) note(`tells no error but “${told}”`);
    const seen = await page.evaluate(() => {
      const box = document.querySelector("planpress-preview").shadowRoot.querySelector(".findings")?.getBoundingClientRect();
      return box && box.width > 300 && box.left >= 0 && box.bottom <= innerHeight;
    });
    if (!seen) note("its errors are not in sight");
    write("content/2016/_index.md", GOOD.replace("初稿", "第三稿"));
    if (!(await page.until(() => document.querySelector("main").textContent.includes("第三稿")))) note("does not go on after an error");
    if (await page.evaluate(inTree, ".findings")) note("keeps an error that is mended");
    for (const error of page.errors()) note(`script error: ${error}`);
  } finally {
    await page.close();
    await preview.end();
    rmSync(root, { recursive: true, force: true });
  }
}
