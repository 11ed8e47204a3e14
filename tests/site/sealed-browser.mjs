// Sealed plans in a real browser: a bag opened from disk, the notice that a newer plan is there, and what must stay as it was.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { files } from "./tools.mjs";
import { serve } from "./serve.mjs";
import { inspect, open, recoloured, SCHEMES, WIDTHS } from "./looks.mjs";

/** Runs `task` with the page's scripts switched off; what the checks themselves ask still works. */
async function withoutScripts(page, task) {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setScriptExecutionDisabled", { value: true });
  try {
    return await task();
  } finally {
    await session.send("Emulation.setScriptExecutionDisabled", { value: false });
    await session.detach();
  }
}

/** The text of a page, without what it says of scripts and disks: that is there to differ. */
const said = (page) => page.evaluate(() => {
  for (const note of document.querySelectorAll("noscript, .disk-note")) note.remove();
  return document.body.innerText;
});

/** How screen readers would describe the links of a page: the descriptions of those that have one. */
async function described(page) {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  await session.detach();
  return nodes.filter((node) => node.role?.value === "link" && node.description?.value).length;
}

/** All that is wrong with a bag's pages when they are opened from disk; `base` is the public address of their site. */
export async function checkBag(page, bag, base, findings) {
  const pages = files(bag).filter((file) => file.endsWith(".html"));
  const ids = new Map();
  for (const file of pages) {
    const label = `${file} from the bag`;
    if ((await open(page, pathToFileURL(path.join(bag, file)).href, label, findings)) === undefined) continue;
    const seen = await page.evaluate(() => ({
      margin: getComputedStyle(document.body).margin,
      ids: [...document.querySelectorAll("[id]")].map((element) => element.id),
      links: [...document.links].map((link) => ({
        to: link.href,
        marked: link.classList.contains("outside") && !/↗/.test(getComputedStyle(link, "::after").content),
        title: link.title,
        shown: link.getClientRects().length > 0,
      })),
    }));
    seen.text = await said(page);
    if (seen.margin !== "0px") findings.push(`${label}: the style sheet is not applied`);
    ids.set(file, seen);
    // What is not shown at this width is not read either.
    const marked = seen.links.filter((link) => link.marked && link.title && link.shown);
    if ((await described(page)) < marked.length) findings.push(`${label}: marked links without a description for screen readers`);
    const still = await withoutScripts(page, async () => {
      await page.reload();
      return said(page);
    });
    if (still !== seen.text) findings.push(`${label}: says something else without scripts`);
  }
  for (const [file, { links }] of ids) {
    for (const { to, marked, title } of links) {
      const label = `${file} from the bag: ${to}`;
      if (to.startsWith("file:")) {
        const [place, anchor] = to.split("#");
        const target = path.relative(bag, fileURLToPath(place));
        if (target.startsWith("..")) findings.push(`${label} leads out of the bag`);
        else if (!existsSync(path.join(bag, target)) || place.endsWith("/")) findings.push(`${label} is no page of the bag`);
        else if (anchor && !ids.get(target)?.ids.includes(decodeURIComponent(anchor))) findings.push(`${label} has no such anchor at its end`);
      } else if (to.startsWith(base)) {
        // Its title says so; an arrow belongs to links out of the site alone.
        if (!marked || !title) findings.push(`${label} leads to the live site and is not told as gov tells it`);
      }
    }
  }
  return pages.length;
}

/** The place of the notice in which a newer plan is named. */
const notice = (page) => page.evaluate(() => {
  const place = document.querySelector(".seal-newer");
  const link = place?.querySelector("a");
  return place && {
    text: place.textContent,
    newer: place.classList.contains("is-newer"),
    role: place.getAttribute("role"),
    link: link?.href,
    marked: link?.classList.contains("outside") && Boolean(link.title),
    height: document.querySelector(".seal").getBoundingClientRect().height,
  };
});

/** Opens a sealed page and waits until it has read archive.json and done with it. */
async function settled(page, url) {
  const asked = page.waitForResponse((response) => response.url().endsWith("/archive.json"), { timeout: 30_000 });
  await page.goto(url);
  await (await asked).finished();
  // A second answer comes after the first was dealt with.
  await page.evaluate((root) => fetch(`${root}archive.json`).then((answer) => answer.text()).then(() => new Promise(requestAnimationFrame)),
    await page.evaluate(() => document.querySelector(".seal-newer").dataset.root));
}

const NOTICE_WIDTHS = [1280, 768, 480, 360, 320];
const EVIL = "<img src=x onerror=alert(1)>";
/** Answers in which archive.json does not speak of a newer plan of `plan`: how it is, and what the server says. */
const SILENT = [
  ["archive.json is not there", { status: 404, body: "no" }],
  ["archive.json is no JSON", { status: 200, body: "<!DOCTYPE html>" }],
  ["archive.json does not know the plan", { status: 200, body: '{"plans": {}}' }],
  ["archive.json names no newer plan", { status: 200, body: '{"plans": {"city/2019": {"notice": null}}}' }],
];

async function checkNotice(page, made, top, findings) {
  const url = `${top}city/2019/`;
  const sealed = await withoutScripts(page, async () => {
    await page.goto(url);
    return notice(page);
  });
  if (!sealed || sealed.newer || sealed.text.includes(made.newer)) findings.push("without scripts the notice does not say what was sealed");

  for (const width of NOTICE_WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    const before = await withoutScripts(page, async () => { await page.goto(url); return notice(page); });
    await settled(page, url);
    const now = await notice(page);
    const label = `the notice of a newer plan at ${width} px`;
    if (!now.newer || !now.text.includes(made.newer)) findings.push(`${label} is not shown`);
    if (now.role !== "status" || before.role !== "status") findings.push(`${label} is not announced`);
    if (!now.marked) findings.push(`${label} is a link without the mark`);
    if (now.link !== `${top}city/2020/`) findings.push(`${label} leads to ${now.link}`);
    if (now.height !== before.height) findings.push(`${label} moves the page by ${now.height - before.height} px`);
  }
  for (const [how, answer] of SILENT) {
    await page.route("**/archive.json", (route) => route.fulfill(answer));
    await settled(page, url);
    const now = await notice(page);
    if (now.newer || now.text !== sealed.text) findings.push(`${how}: the notice says ${now.text}`);
    await page.unroute("**/archive.json");
  }
  const body = JSON.stringify({ plans: { "city/2019": { notice: { text: EVIL, path: "x/", title: EVIL } } } });
  await page.route("**/archive.json", (route) => route.fulfill({ status: 200, body }));
  await settled(page, url);
  if ((await notice(page)).text !== EVIL + EVIL) findings.push("what archive.json says is not shown as it stands");
  await page.unroute("**/archive.json");
  return 1 + NOTICE_WIDTHS.length + SILENT.length + 1;
}

/** On paper: a small line, and nothing of what only a screen can do. */
async function checkPaper(page, url, findings) {
  await page.emulateMedia({ media: "print" });
  await settled(page, url);
  const paper = await page.evaluate(() => ({
    mark: document.querySelector(".seal-mark")?.getClientRects().length,
    facts: document.querySelector(".seal-facts")?.getClientRects().length,
    rest: [".seal-now", ".seal-note"].filter((part) => document.querySelector(part)?.getClientRects().length > 0),
    arrows: [...document.links].filter((link) => /↗/.test(getComputedStyle(link, "::after").content)).length,
  }));
  await page.emulateMedia({ media: "screen" });
  if (!paper.mark || !paper.facts) findings.push("on paper the notice is missing");
  if (paper.rest.length > 0) findings.push(`on paper there is ${paper.rest.join(", ")}`);
  if (paper.arrows > 0) findings.push(`on paper ${paper.arrows} links have arrows`);
}

async function checkArchivePage(page, url, findings) {
  await page.setViewportSize({ width: 360, height: 800 });
  await page.goto(url);
  const digests = page.locator(".digest");
  for (let at = 0; at < (await digests.count()); at += 1) {
    await digests.nth(at).click();
    const chosen = await page.evaluate(() => getSelection().toString());
    if (!/^[0-9a-f]{64}$/.test(chosen)) findings.push(`a click on a digest chooses ${JSON.stringify(chosen)}`);
    const lines = await digests.nth(at).evaluate((code) => {
      const range = document.createRange();
      range.selectNodeContents(code);
      return new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size;
    });
    if (lines !== 2) findings.push(`a digest takes ${lines} lines at 360 px`);
  }
  if ((await digests.count()) < 3) findings.push(`${await digests.count()} digests on the archive's page`);
}

/** The picture of a whole page. */
async function picture(page, url, sealed) {
  if (sealed) await settled(page, url);
  else await page.goto(url);
  return page.screenshot({ fullPage: true });
}

async function checkLater(page, made, top, findings) {
  const later = await serve(made.later, "/");
  await page.setViewportSize({ width: 1280, height: 900 });
  for (const [address, sealed] of [["city/2019/", true], [made.section, true], ["city/2020/", false]]) {
    const same = (await picture(page, top + address, sealed)).equals(await picture(page, later.address + address, sealed));
    if (sealed && !same) findings.push(`${address}: looks different after the theme, title and numbering have changed`);
    if (!sealed && same) findings.push(`${address}: the change of theme, title and numbering shows nowhere`);
  }
  await later.close();
  return 3;
}

/** All that the browser finds wrong with the site that sealed.mjs has made. */
export async function checkSealed(page, axe, made) {
  const findings = [];
  let checked = 0;
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: "light" });
  for (const bag of made.bags) checked += await checkBag(page, bag, made.base, findings);

  const top = await serve(made.public, "/a/b/");
  const bagged = pathToFileURL(path.join(made.amended, "index.html")).href;
  const looked = [`${top.address}archive/`, `${top.address}city/2019/`, top.address + made.section, bagged];
  for (const url of looked) {
    for (const width of WIDTHS) {
      const [first, ...others] = SCHEMES;
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme: first });
      await inspect(page, axe, url, `${url} at ${width} px, ${first}`, findings);
      for (const colorScheme of others) {
        await page.emulateMedia({ colorScheme });
        await recoloured(page, axe, `${url} at ${width} px, ${colorScheme}`, findings);
      }
      checked += SCHEMES.length;
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  checked += await checkNotice(page, made, top.address, findings);
  await checkPaper(page, `${top.address}city/2019/`, findings);
  await checkArchivePage(page, `${top.address}archive/`, findings);
  checked += 2 + (await checkLater(page, made, top.address, findings));
  // The bag of the newest sealing is what is published, with its reason in sight.
  if (!readFileSync(path.join(made.public, "city/2019/index.html"), "utf8").includes(made.reason)) findings.push("the amendment's reason is not on the page");
  await top.close();
  return { checked, findings };
}
