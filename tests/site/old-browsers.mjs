// Built sites in the browsers that offices have (browsers.json), in the current ones, and without scripts: every kind of page at
// two widths is whole, calm and usable; the search, large text, sealed notices, paper and the preview work.
//
//   node old-browsers.mjs PROGRAM SEALED-FOLDER FOLDER… [--only NAME] [--pictures FOLDER]
//
// SEALED-FOLDER was made by sealed.mjs; each FOLDER is a built site.
import { readFileSync } from "node:fs";
import path from "node:path";
import { launch, NAMES } from "./drivers.mjs";
import { layout, marks, reading, skipLink } from "./measures.mjs";
import { checkPreview } from "./old-preview.mjs";
import { pagesOf, plain } from "./print.mjs";
import { sealedSite } from "./sealed.mjs";
import { serve } from "./serve.mjs";
import { files, report } from "./tools.mjs";

const WIDTHS = [1200, 360];

/** Pages of a site, two of each kind, the shortest and the longest; with or without those that were `sealed`, which stay as they were on that day. */
export function kindsOf(root, { sealed = false } = {}) {
  const kinds = new Map();
  for (const file of files(root).filter((name) => name.endsWith(".html"))) {
    const html = readFileSync(path.join(root, file), "utf8");
    const kind = /<body class="kind-([a-z-]+)/.exec(html)?.[1];
    if (kind && (sealed || !html.includes('<aside class="seal"'))) kinds.set(kind, [...(kinds.get(kind) ?? []), { kind, file, length: html.length }]);
  }
  return [...kinds.values()].flatMap((all) => {
    all.sort((a, b) => a.length - b.length);
    return all.length === 1 ? all : [all[0], all[all.length - 1]];
  });
}

/** Where a page is read. That of missing pages answers in the place of any other. */
const addressOf = (server, file) => server.address + (file === "404.html" ? "no/such/page/" : file).replace(/(^|\/)index\.html$/, "$1").split("/").map(encodeURIComponent).join("/");

/** All kinds of pages of a site at both widths, with and without scripts. */
async function checkPages(browser, name, root, findings, { sealed, pictures }) {
  const pages = kindsOf(root, { sealed });
  const [server, plainServer] = [await serve(root, "/"), await serve(root, "/", { scripts: false })];
  let checked = 0;
  for (const scripts of [true, false]) {
    const page = await browser.page({ width: WIDTHS[0], scripts });
    for (const width of scripts ? WIDTHS : WIDTHS.slice(1)) {
      await page.resize(width);
      for (const { kind, file } of pages) {
        const label = `${browser.name}: ${name}/${file} at ${width} px${scripts ? "" : " without scripts"}`;
        const note = (words) => findings.push(`${label}: ${words}`);
        await page.goto(addressOf(scripts ? server : plainServer, file));
        for (const words of [...(await page.evaluate(layout)), ...(await page.evaluate(marks)), ...(await page.evaluate(skipLink))]) note(words);
        const text = await page.evaluate(reading);
        if (text.length < 10) note(`shows but “${text}”`);
        for (const error of page.errors()) if (scripts) note(`script error: ${error}`);
        if (pictures && scripts) await page.picture(path.join(pictures, `${name}-${kind}-${file.length}-${width}-${browser.name}.png`));
        checked += 1;
      }
    }
    await page.close();
  }
  await Promise.all([server.close(), plainServer.close()]);
  return checked;
}

/** The box that leads to the search: from the head, from the page for missing pages, from a sealed page. */
async function checkBox(browser, label, server, file, words, findings) {
  const page = await browser.page({ width: WIDTHS[0] });
  await page.goto(addressOf(server, file));
  // A sealed page asks first where the search is.
  await page.until(() => { const form = document.querySelector(".find"); return form && form.action.startsWith(location.origin); });
  const sent = await page.evaluate((words) => {
    const form = document.querySelector(".find");
    if (!form || form.getClientRects().length === 0) return false;
    form.elements.q.value = words;
    form.querySelector("button").click();
    return true;
  }, words);
  if (!sent) findings.push(`${label}: no box`);
  else if (!(await page.until(() => document.querySelectorAll("#_results > li > a").length > 0))) findings.push(`${label}: its box finds nothing`);
  await page.close();
}

/** The search finds what is typed, and what it finds leads to a page. */
async function checkSearch(browser, name, root, findings) {
  const label = `${browser.name}: search of ${name}`;
  const server = await serve(root, "/");
  const page = await browser.page({ width: WIDTHS[0] });
  await page.goto(`${server.address}search/`);
  await page.type("_q", "计划");
  const found = await page.until(() => {
    const links = [...document.querySelectorAll("#_results > li > a")];
    return links.length > 0 && links.slice(0, 5).map((link) => link.href);
  });
  if (!found) findings.push(`${label}: finds nothing: ${await page.evaluate(() => document.getElementById("_found").textContent)} ${page.errors().join(" ")}`);
  else for (const url of found) if (!(await fetch(url)).ok) findings.push(`${label}: leads to ${url}, which is not there`);
  for (const words of await page.evaluate(layout)) findings.push(`${label}: ${words}`);
  for (const error of page.errors()) findings.push(`${label}: script error: ${error}`);
  await page.close();
  for (const file of ["index.html", "404.html"]) await checkBox(browser, `${label}: ${file}`, server, file, "计划", findings);
  await server.close();
}

/** Large text grows, is kept from page to page, and takes no room that it has not. */
async function checkLarge(browser, name, root, findings) {
  const server = await serve(root, "/");
  const page = await browser.page({ width: WIDTHS[0] });
  const note = (words) => findings.push(`${browser.name}: large text of ${name}: ${words}`);
  const size = () => parseFloat(getComputedStyle(document.documentElement).fontSize);
  const plan = kindsOf(root).find(({ kind }) => kind === "plan");
  await page.goto(server.address);
  const before = await page.evaluate(size);
  await page.evaluate(() => document.getElementById("_large").click());
  for (const width of WIDTHS) {
    await page.resize(width);
    await page.goto(addressOf(server, plan.file));
    if ((await page.evaluate(size)) < before * 1.2) note(`is not large on the next page, at ${width} px`);
    for (const words of await page.evaluate(layout)) note(`${words}, at ${width} px`);
  }
  await page.evaluate(() => document.getElementById("_large").click());
  if ((await page.evaluate(size)) !== before) note("does not end");
  await page.close();

  // Without scripts the switch works, or there is none.
  const other = await serve(root, "/", { scripts: false });
  const without = await browser.page({ width: WIDTHS[0], scripts: false });
  await without.goto(other.address);
  if (await without.evaluate(() => document.getElementById("_large").getClientRects().length > 0)) {
    await without.evaluate(() => document.getElementById("_large").click());
    if ((await without.evaluate(size)) < before * 1.2) note("has a switch that does nothing without scripts");
  }
  await without.close();
  await Promise.all([server.close(), other.close()]);
}

/** On paper is all of a plan's text, in order. */
async function checkPaper(browser, name, root, findings) {
  const server = await serve(root, "/");
  const page = await browser.page({ width: WIDTHS[0] });
  const plan = kindsOf(root).filter(({ kind }) => kind === "plan").pop();
  await page.goto(addressOf(server, plan.file));
  const wanted = await page.evaluate(() => [...document.querySelectorAll("main h1, main h2, main .prose p, main td, main th[scope=row]")]
    .filter((one) => !one.querySelector("small, p, .visually-hidden, sup, .footnote-back") && !one.closest(".screen, .group, .detail")).map((one) => one.innerText));
  const pages = await pagesOf(await page.pdf());
  // Firefox names not all characters of its fonts: of its paper the figures and words of letters are compared.
  const form = (text) => (browser.name.startsWith("firefox") ? plain(text).replace(/[^0-9a-z]/gi, "") : plain(text).replace(/[∼〜～]/g, "~").replace(/\[\d+\]/g, ""));
  const all = pages.map(({ texts }) => form(texts.map((one) => one.text).join("")).replace(/—\d+—/g, "")).join("");
  const note = (words) => findings.push(`${browser.name}: paper of ${name}/${plan.file}: ${words}`);
  if (wanted.length < 3) note("has hardly any text to look for");
  for (const text of wanted) for (const end of [form(text).slice(0, 10), form(text).slice(-10)]) if (!all.includes(end)) note(`misses “${end}” of “${text}”`);
  for (const [at, { texts, size }] of pages.entries()) {
    if (texts.length === 0) note(`page ${at + 1} is empty`);
    for (const one of texts) if (one.x < 20 || one.x + one.width > size[0] - 10) note(`page ${at + 1} cuts off “${one.text}”`);
  }
  await page.close();
  await server.close();
}

/** A sealed page tells of a newer plan, and is whole without the script that does. */
async function checkSealed(browser, folder, findings) {
  const made = sealedSite(folder);
  const server = await serve(made.public, "/");
  const page = await browser.page({ width: WIDTHS[1] });
  await page.goto(`${server.address}${made.section}`);
  const told = await page.until(() => document.querySelector(".seal-newer.is-newer")?.textContent);
  if (!told?.includes(made.newer)) findings.push(`${browser.name}: a sealed page tells nothing of the newer plan: ${told}`);
  for (const words of await page.evaluate(layout)) findings.push(`${browser.name}: sealed page: ${words}`);
  await page.close();
  await checkBox(browser, `${browser.name}: sealed page`, server, `${made.section}index.html`, "计划", findings);
  await server.close();
}

const given = process.argv.slice(2);
const option = (name) => { const at = given.indexOf(name); return at < 0 ? undefined : given.splice(at, 2)[1]; };
const [only, pictures] = [option("--only"), option("--pictures")];
const [program, sealed, ...roots] = given;
const findings = [];
let checked = 0;
for (const name of NAMES.filter((one) => !only || one === only)) {
  const [before, start] = [findings.length, Date.now()];
  const browser = await launch(name);
  for (const root of roots) checked += await checkPages(browser, path.basename(root), root, findings, { pictures });
  const made = sealedSite(sealed);
  for (const [site, root] of [["sealed", made.public], ["bag", made.amended]]) checked += await checkPages(browser, site, root, findings, { sealed: true, pictures });
  for (const root of roots) {
    const site = path.basename(root);
    await checkSearch(browser, site, root, findings);
    await checkLarge(browser, site, root, findings);
    await checkPaper(browser, site, root, findings);
  }
  await checkSealed(browser, sealed, findings);
  await checkPreview(browser, path.resolve(program), findings);
  await browser.close();
  console.log(`  ${browser.name} (${browser.version}): ${findings.length - before} findings, ${Math.round((Date.now() - start) / 1000)} s`);
}
report("pages in the browsers of offices", checked, findings);
