// `planpress serve` in a real browser: an open page follows the files, keeps the reader's place, shows what is wrong and
// stops showing it; and nothing of that is in a built site.
//
//   node preview.mjs PROGRAM
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { files, report, require } from "./tools.mjs";

const FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const program = path.resolve(process.argv[2]);
const work = mkdtempSync(path.join(os.tmpdir(), "planpress-preview-"));
const root = path.join(work, "site");
const findings = [];
let checked = 0;

function write(file, text) {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}

const paragraphs = (from, to) => Array.from({ length: to - from }, (_, at) => `第${from + at}段。${"正文很长。".repeat(40)}`).join("\n\n");
const section = (title, mark) => `---\ntitle: ${title}\n---\n## 目标\n\n${paragraphs(0, 12)}\n\n## 措施\n\n标记：${mark}。\n\n${paragraphs(12, 30)}\n`;
const BROKEN = "---\ntitle: \"<img src=x onerror=alert(1)>\nlead: [\n---\n正文。\n";

/** A theme over the built-in one, with a style sheet of its own and something to open. */
function site() {
  write("site.yaml", "title: 站点\ntheme: own\n");
  write("content/_index.md", "---\ntitle: 首页\n---\n欢迎。\n");
  write("content/2016/_index.md", "---\nkind: plan\ntitle: 2016年计划\nyear: 2016\nstatus: draft\n---\n前言。\n");
  write("content/2016/01-one.md", section("一", "初稿"));
  write("themes/own/theme.yaml", "name: own\nversion: 1\nextends: gov\n");
  write("themes/own/static/own.css", "body { --own: first; }\n@media print { body { --paper: yes; } }\n");
  write("themes/own/templates/section.html", `{% extends "base.html" %}
{% block head %}<link rel="stylesheet" href="{{ page.root }}{{ assets["own.css"] }}">{% endblock head %}
{% block content %}<main id="_main"><h1 id="_title">{{ page.title }}</h1>
<details id="more"><summary>更多</summary><p>内容</p></details><details><summary>其他</summary><p>内容</p></details>
<label>查找 <input name="find"></label>{{ body | default(value=page.body) | safe }}</main>{% endblock content %}
`);
}

function start(...more) {
  const child = spawn(program, ["serve", "--root", root, "--lang", "en", ...more], { stdio: ["ignore", "ignore", "pipe"] });
  return new Promise((resolve, reject) => {
    let said = "";
    const late = setTimeout(() => reject(new Error(`no address: ${said}`)), 20_000);
    child.on("exit", () => reject(new Error(`ended: ${said}`)));
    child.stderr.on("data", (bytes) => {
      said += bytes;
      const address = /^(http:\S+)/.exec(said)?.[1];
      if (address) {
        clearTimeout(late);
        resolve({ address, port: new URL(address).port, log: () => said, end: () => new Promise((done) => { child.removeAllListeners("exit"); child.on("exit", done); child.kill("SIGINT"); }) });
      }
    });
  });
}

async function step(name, check) {
  try {
    await check();
    checked += 1;
  } catch (error) {
    findings.push(`${name}: ${error.message}`);
  }
}

const executablePath = execFileSync("sh", ["-c", "command -v chromium"], { encoding: "utf8" }).trim();
const { chromium } = require("playwright-core");
const axe = require("axe-core").source;
site();
let preview = await start("--port", "0");
const context = await chromium.launchPersistentContext(path.join(work, "profile"), { executablePath, headless: true, args: FLAGS, viewport: { width: 1000, height: 700 } });
try {
  const page = context.pages()[0] ?? (await context.newPage());
  const complaints = [];
  let loads = 0;
  // axe itself measures with inline styles, which the policy blocks.
  let examining = false;
  page.on("console", (message) => { if (!examining && ["error", "warning"].includes(message.type()) && !/ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_EMPTY_RESPONSE|status of 503/.test(message.text())) complaints.push(message.text()); });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("dialog", (dialog) => { complaints.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("load", () => { loads += 1; });
  const address = `${preview.address}2016/one/`;
  const text = (words) => page.waitForFunction((words) => document.body.textContent.includes(words), words, { timeout: 30_000 });
  const dialog = page.locator("planpress-preview [role=alertdialog]");
  const bar = page.locator("planpress-preview .bar");
  /** Whether it is still the document that was opened: what is put on it is gone after a load. */
  const same = () => page.evaluate(() => window.kept === true);
  const heading = () => page.evaluate(() => document.getElementById("措施").getBoundingClientRect().top);
  const accessible = async (label) => {
    examining = true;
    await page.evaluate(axe);
    const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }).then((r) => r.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).join(", ")}`)));
    examining = false;
    assert.deepEqual(found, [], label);
  };

  await page.goto(address);
  await bar.getByText("draft", { exact: true }).waitFor();
  await page.evaluate(() => { window.kept = true; });
  loads = 0;

  await step("an edit shows without a load, at the same place", async () => {
    await page.evaluate(() => {
      document.getElementById("more").open = true;
      document.getElementById("措施").scrollIntoView({ behavior: "instant" });
      document.querySelector("input[name=find]").value = "查";
      document.querySelector("input[name=find]").focus({ preventScroll: true });
    });
    const before = { scroll: await page.evaluate(() => window.scrollY), top: await heading() };
    write("content/2016/01-one.md", section("一改", "二稿"));
    await text("标记：二稿");
    assert.equal(await page.evaluate(() => window.scrollY), before.scroll);
    assert.equal(await heading(), before.top);
    assert.ok(await same(), "the document is another");
    assert.equal(loads, 0);
    assert.equal(await page.evaluate(() => document.getElementById("more").open), true);
    assert.equal(await page.evaluate(() => [...document.querySelectorAll("details")].at(-1).open), false);
    assert.equal(await page.evaluate(() => document.activeElement.name), "find");
    assert.equal(await page.evaluate(() => document.activeElement.value), "查");
    assert.match(await page.title(), /一改/);
  });

  await step("text that grows above moves nothing under the reader's eyes", async () => {
    const before = await heading();
    write("content/2016/01-one.md", section("一改", "三稿").replace("第0段", `${paragraphs(50, 55)}\n\n第0段`));
    await text("标记：三稿");
    assert.ok(Math.abs((await heading()) - before) < 2, `${before} became ${await heading()}`);
  });

  await step("the bar names file and line of the heading in view", async () => {
    const line = readFileSync(path.join(root, "content/2016/01-one.md"), "utf8").split("\n").indexOf("## 措施") + 1;
    await bar.getByText(`content/2016/01-one.md:${line}`, { exact: true }).waitFor({ timeout: 30_000 });
    await page.evaluate(() => window.scrollTo({ top: 0, behavior: "instant" }));
    await bar.getByText("content/2016/01-one.md:1", { exact: true }).waitFor({ timeout: 30_000 });
    await page.evaluate(() => document.getElementById("措施").scrollIntoView({ behavior: "instant" }));
  });

  await step("broken YAML lies over the last good page, as text", async () => {
    const before = await page.evaluate(() => window.scrollY);
    write("content/2016/01-one.md", BROKEN);
    await dialog.waitFor({ timeout: 30_000 });
    const shown = await dialog.innerText();
    assert.match(shown, /content\/2016\/01-one\.md:\d+:\d+/);
    assert.ok(shown.includes("<img src=x"), shown);
    assert.equal(await dialog.locator("img").count(), 0);
    assert.ok(await page.evaluate(() => document.body.textContent.includes("标记：三稿")));
    assert.equal(await page.evaluate(() => window.scrollY), before);
    await accessible("with findings");
  });

  await step("a second fault is listed beside the first", async () => {
    write("content/about.md", "---\ntitel: 关于\n---\n");
    await dialog.getByText("content/about.md", { exact: false }).first().waitFor({ timeout: 30_000 });
    assert.ok((await dialog.locator("li").count()) >= 2);
  });

  await step("errors stand before warnings, and are there again once the page's warnings are closed", async () => {
    write("content/2016/02-two.md", "---\ntitle: 二\n---\n![](none.png)\n");
    rmSync(path.join(root, "content/about.md"));
    write("content/2016/01-one.md", section("一", "三稿").replace("标记", "[坏](none.md) ![](a.png) 标记"));
    await dialog.getByText("dead-link").waitFor({ timeout: 30_000 });
    const severities = await dialog.locator("li").evaluateAll((all) => all.map((one) => one.className));
    assert.deepEqual(severities, [...severities].sort(), `${severities}`);
    assert.ok(severities.includes("warning"), `${severities}`);
    await bar.getByRole("button", { name: /1 warning/ }).click();
    await dialog.waitFor({ state: "detached" });
    await page.keyboard.press("Escape");
    await dialog.waitFor({ timeout: 30_000 });
    rmSync(path.join(root, "content/2016/02-two.md"));
    write("content/2016/01-one.md", BROKEN);
    await dialog.getByText("bad-yaml").waitFor({ timeout: 30_000 });
  });

  await step("of very many findings, some are shown and the rest are counted", async () => {
    write("content/many.md", `---\ntitle: 多\n---\n${Array.from({ length: 300 }, (_, at) => `[坏](none-${at}.md)`).join("\n\n")}\n`);
    await dialog.getByText(/and \d+ more/).waitFor({ timeout: 30_000 });
    assert.equal(await dialog.locator("li").count(), 201);
    rmSync(path.join(root, "content/many.md"));
    await dialog.getByText(/and \d+ more/).waitFor({ state: "detached", timeout: 30_000 });
  });

  await step("findings can be put aside and taken back", async () => {
    await dialog.getByRole("button", { name: "Hide" }).click();
    await dialog.waitFor({ state: "detached" });
    await bar.getByRole("button", { name: /Show/ }).click();
    await dialog.waitFor();
  });

  await step("mended, the findings go", async () => {
    write("content/2016/01-one.md", section("一", "改好了"));
    await dialog.waitFor({ state: "detached", timeout: 30_000 });
    await text("标记：改好了");
    assert.ok(await same());
    assert.equal(loads, 0);
  });

  await step("a style sheet is changed in place", async () => {
    const own = () => page.evaluate(() => getComputedStyle(document.body).getPropertyValue("--own").trim());
    assert.equal(await own(), "first");
    await page.evaluate(() => { document.getElementById("措施").dataset.kept = "yes"; });
    const before = await page.evaluate(() => window.scrollY);
    write("themes/own/static/own.css", "body { --own: second; }\n@media print { body { --paper: yes; } }\n");
    await page.waitForFunction(() => getComputedStyle(document.body).getPropertyValue("--own").trim() === "second", undefined, { timeout: 30_000 });
    assert.ok(await same());
    assert.equal(loads, 0);
    assert.equal(await page.evaluate(() => window.scrollY), before);
    await page.waitForFunction(() => document.querySelectorAll('link[href*="own."]').length === 1, undefined, { timeout: 30_000 });
    assert.equal(await page.evaluate(() => document.getElementById("措施").dataset.kept), "yes", "only the style sheet is another");
  });

  await step("a warning is counted and shown", async () => {
    write("content/2016/p.png", Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64"));
    write("content/2016/01-one.md", `${section("一", "有图")}\n![](p.png)\n`);
    await bar.getByRole("button", { name: "1 warning" }).click({ timeout: 30_000 });
    const list = page.locator("planpress-preview [role=dialog]");
    await list.getByText("missing-alt").waitFor();
    await page.keyboard.press("Escape");
    await list.waitFor({ state: "detached" });
    // The list follows the files, too.
    await bar.getByRole("button", { name: "1 warning" }).click();
    write("content/2016/01-one.md", `${section("一", "有图")}\n![](p.png)\n\n![](p.png)\n`);
    await list.locator("li").nth(1).waitFor({ timeout: 30_000 });
    write("content/2016/01-one.md", `${section("一", "有图")}\n![图](p.png)\n`);
    await list.waitFor({ state: "detached", timeout: 30_000 });
    write("content/2016/01-one.md", `${section("一", "有图")}\n![](p.png)\n`);
    await bar.getByRole("button", { name: "1 warning" }).waitFor({ timeout: 30_000 });
    await accessible("with the bar");
  });

  await step("phone width", async () => {
    await bar.getByRole("button", { name: "Phone width" }).click();
    const frame = page.frameLocator("planpress-preview iframe");
    await frame.locator("h1").waitFor({ timeout: 30_000 });
    const width = await frame.locator("html").evaluate((html) => html.clientWidth);
    assert.ok(width <= 390, `${width}`);
    assert.equal(await frame.locator("planpress-preview .bar").isVisible(), false);
    await bar.getByRole("button", { name: "Phone width" }).click();
    assert.equal(await page.locator("planpress-preview iframe").count(), 0);
  });

  await step("print preview", async () => {
    await bar.getByRole("link", { name: "Print preview" }).click();
    await page.waitForFunction(() => getComputedStyle(document.body).getPropertyValue("--paper").trim() === "yes", undefined, { timeout: 30_000 });
    await bar.getByRole("link", { name: "Back to screen" }).click();
    await page.waitForFunction(() => !location.search && getComputedStyle(document.body).getPropertyValue("--paper").trim() === "", undefined, { timeout: 30_000 });
    await page.goto(address);
  });

  await step("a page that missed a build catches up", async () => {
    await page.evaluate(() => { window.kept = true; });
    await preview.end();
    await bar.getByText("not answering").waitFor({ timeout: 30_000 });
    write("content/2016/01-one.md", section("一", "在断开时改的"));
    preview = await start("--port", preview.port);
    await text("在断开时改的");
    assert.ok(await same());
    await bar.getByText("draft", { exact: true }).waitFor({ timeout: 30_000 });
  });

  await step("a site broken from the start heals in the open page", async () => {
    await preview.end();
    write("content/2016/01-one.md", BROKEN);
    preview = await start("--port", preview.port);
    await page.goto(address);
    await dialog.waitFor({ timeout: 30_000 });
    await accessible("with nothing but findings");
    write("content/2016/01-one.md", section("一", "又好了"));
    await text("又好了");
    assert.equal(await dialog.count(), 0);
  });

  await step("nothing was complained of", () => assert.deepEqual(complaints, []));

  await step("a built site holds nothing of the preview", () => {
    const output = path.join(work, "public");
    execFileSync(program, ["build", "--drafts", "--root", root, "--output", output], { stdio: "ignore" });
    const all = files(output).filter((file) => file !== ".planpress-manifest");
    assert.ok(all.length > 5);
    for (const file of all) assert.ok(!/planpress-preview|\.planpress\/|preview\.js/.test(readFileSync(path.join(output, file), "latin1")), file);
  });
} finally {
  await context.close();
  await preview.end();
  rmSync(work, { recursive: true, force: true });
}
report("preview", checked, findings);
