// The search of a built site in a real browser: under a strict policy, from disk, by keyboard, without scripts.
//
//   node search.mjs FOLDER OFFLINE-FOLDER
//
// Both are this repository's site; the second is the copy that opens from disk. What is found for which words is held in
// tests/search/, without a browser.
import path from "node:path";
import { pathToFileURL } from "node:url";
import { accessibility, FORCED, open, overflow, SCHEMES, WIDTHS, withBrowser } from "./looks.mjs";
import { serve } from "./serve.mjs";
import { report } from "./tools.mjs";

const WORDS = "发明专利";
/** What leads to what is looked for without a search: this site has several bodies, each with its list of indicators. */
const EXPECTED = "district/indicators/";

const titles = (page) => page.locator("#_results > li > a").allTextContents();
const status = (page) => page.locator("#_found").textContent();

/** Waits until the page has answered, and says whether it did. */
async function answered(page, label, findings, wanted = /\S/) {
  try {
    await page.waitForFunction((source) => new RegExp(source).test(document.getElementById("_found").textContent), wanted.source, { timeout: 30_000 });
    return true;
  } catch {
    findings.push(`${label}: no answer but "${await status(page)}"`);
    return false;
  }
}

async function types(page, text) {
  await page.locator("#_q").fill(text);
}

/** Typing, choosing a year, going on with the keyboard, and the address that leads back. */
async function checkUse(page, address, findings) {
  const note = (words) => findings.push(`search: ${words}`);
  await open(page, `${address}search/`, "search", findings);
  if (!(await page.locator("#_browse").isVisible())) note("the lists are hidden before anything is looked for");
  await types(page, WORDS);
  if (!(await answered(page, "typing", findings))) return;
  if (await page.locator("#_browse").isVisible()) note("the lists stand below the results");
  const first = await titles(page);
  if (!first.some((title) => title.includes(WORDS))) note(`"${WORDS}" finds ${first.join(", ")}`);
  const marks = await page.locator("#_results mark").allTextContents();
  if (!marks.length || marks.some((mark) => mark !== WORDS)) note(`marks ${marks.join(", ")}`);
  const places = await page.locator(".result-where").allTextContents();
  if (places.some((place) => !/\d{4}年/.test(place))) note(`a result without its year: ${places.join(" | ")}`);

  await page.locator("#_year").selectOption("2017");
  await page.waitForFunction(() => [...document.querySelectorAll(".result-year")].every((year) => year.textContent === "2017年"), undefined, { timeout: 30_000 }).catch(() => note("the year 2017 leaves others in"));
  if ((await titles(page)).length === 0) note("nothing is found in 2017");
  if (!page.url().includes("year=2017")) note(`the address forgets what was looked for: ${page.url()}`);

  // Each body by itself.
  for (const body of (await page.locator("#_body option").allTextContents()).slice(1)) {
    await page.locator("#_body").selectOption(body);
    await page.waitForFunction((wanted) => [...document.querySelectorAll(".result-body")].every((own) => own.textContent === wanted), body, { timeout: 30_000 }).catch(() => note(`the body ${body} leaves others in`));
    if (new URL(page.url()).searchParams.get("body") !== body) note(`the address forgets the body: ${page.url()}`);
  }
  await page.locator("#_body").selectOption("");
  await page.waitForFunction(() => !location.search.includes("body="), undefined, { timeout: 30_000 }).catch(() => note("the address keeps a body that is not chosen"));
  await page.waitForFunction(() => document.querySelectorAll("#_results > li").length > 0, undefined, { timeout: 30_000 }).catch(() => note("all bodies find nothing"));

  // The address leads back to the same results.
  const [url, before] = [page.url(), await titles(page)];
  await open(page, url, "search by its address", findings);
  await answered(page, "search by its address", findings);
  if ((await titles(page)).join() !== before.join()) note("the same address finds something else");

  // Arrows lead into the results and back; Enter follows.
  await page.locator("#_year").selectOption("");
  await page.waitForFunction((count) => document.querySelectorAll("#_results > li").length > count, before.length, { timeout: 30_000 }).catch(() => note("all years find no more than one"));
  await page.locator("#_q").focus();
  const focused = () => page.evaluate(() => document.activeElement.textContent || document.activeElement.id);
  const all = await titles(page);
  for (const [key, wanted] of [["ArrowDown", all[0]], ["ArrowDown", all[1]], ["ArrowUp", all[0]], ["ArrowUp", "_q"], ["ArrowDown", all[0]], ["Escape", "_q"]]) {
    await page.keyboard.press(key);
    if ((await focused()) !== wanted) note(`${key} leads to "${await focused()}", not to "${wanted}"`);
  }
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => !url.pathname.includes("/search/"), { timeout: 30_000 }).catch(() => note("Enter does not follow a result"));

  // Every result leads to a page that is there.
  await open(page, url.replace(/&?year=2017/, ""), "search of all years", findings);
  await answered(page, "search of all years", findings);
  for (const href of await page.locator("#_results > li > a").evaluateAll((links) => links.map((link) => link.href))) {
    const response = await page.request.get(href);
    if (!response.ok()) note(`${href}: ${response.status()}`);
  }
}

/** What is not found, what is odd, and what an input method does. */
async function checkOdd(page, address, findings) {
  const note = (words) => findings.push(`search: ${words}`);
  await open(page, `${address}search/`, "search", findings);
  await types(page, "没有这样的词句啊");
  await answered(page, "nothing", findings, /没有找到/);
  if (!(await page.locator("#_browse").isVisible())) note("the lists are hidden though nothing is found");
  await types(page, "<img src=x onerror=alert(1)>&quot;");
  await answered(page, "markup", findings, /没有找到“<img/);
  if (await page.locator("main img").count()) note("what is typed becomes markup");
  await types(page, "发明专利授权数量目标");
  await answered(page, "nearest", findings, /最接近/);
  if ((await titles(page)).length === 0) note("nothing comes near");
  await types(page, "");
  await page.waitForFunction(() => document.getElementById("_found").textContent === "", undefined, { timeout: 30_000 }).catch(() => note("an empty field keeps its answer"));
  // Letters that an input method will turn into signs are not looked for.
  await page.locator("#_q").evaluate((field) => {
    field.value = "fa ming";
    field.dispatchEvent(new InputEvent("input", { isComposing: true }));
  });
  await page.waitForTimeout(400);
  if ((await status(page)) !== "") note("searches while an input method is composing");
  await page.locator("#_q").evaluate((field, words) => {
    field.value = words;
    field.dispatchEvent(new CompositionEvent("compositionend"));
  }, WORDS);
  await answered(page, "after composing", findings, /找到/);
}

/** How the results look and read in each way. */
async function checkLooks(page, axe, address, findings) {
  const url = `${address}search/?q=${encodeURIComponent("企业")}`;
  let checked = 0;
  const look = async (label, rules) => {
    await open(page, url, label, findings);
    await answered(page, label, findings);
    await overflow(page, label, findings);
    await accessibility(page, axe, label, findings, rules);
    checked += 1;
  };
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme });
      await look(`results at ${width} px, ${colorScheme}`, {});
    }
  }
  await page.emulateMedia({ colorScheme: "dark", forcedColors: "active" });
  await look("results in forced colours", FORCED);
  await page.emulateMedia({ colorScheme: "light", forcedColors: "none" });
  await page.setViewportSize({ width: 1280, height: 900 });
  return checked;
}

/** From disk: the index is loaded, and results lead to pages. */
async function checkDisk(page, root, label, findings) {
  const file = pathToFileURL(path.resolve(root, "search/index.html")).href;
  await open(page, `${file}?q=${encodeURIComponent(WORDS)}`, label, findings);
  if (!(await answered(page, label, findings, /找到/))) return;
  await page.locator("#_results > li > a").first().click();
  await page.waitForURL(/index\.html$/, { timeout: 30_000 }).catch(() => findings.push(`${label}: a result leads to ${page.url()}`));
  const heading = await page.locator("h1").first().textContent().catch(() => undefined);
  if (!heading) findings.push(`${label}: a result leads to no page`);
}

/** Without scripts there is no field to type in, and everything is in the lists. */
async function checkWithout(page, address, findings) {
  const context = await page.context().browser().newContext({ javaScriptEnabled: false });
  const plain = await context.newPage();
  await plain.goto(`${address}search/?q=x`);
  if (await plain.locator("#_search").isVisible()) findings.push("without scripts: shows a form that does nothing");
  if (!(await plain.getByText("不能搜索").isVisible())) findings.push("without scripts: does not say that it cannot search");
  if ((await plain.locator(`#_browse a[href$="${EXPECTED}"]`).count()) !== 1) findings.push("without scripts: the lists do not lead to an indicator");
  await context.close();
}

/** An index that does not come is told, and the lists are there. */
async function checkBroken(page, address, findings) {
  await page.route("**/search/terms-*.js*", (route) => route.abort());
  await page.goto(`${address}search/?q=${encodeURIComponent(WORDS)}`);
  await answered(page, "index that fails", findings, /没有读取成功/);
  if (!(await page.locator("#_browse").isVisible())) findings.push("index that fails: no lists");
  await page.unroute("**/search/terms-*.js*");
  // What failed once is asked for again.
  await page.locator("#_search button").click();
  await answered(page, "index that comes after all", findings, /找到/);
}

const [root, offline] = process.argv.slice(2);
await withBrowser(async (page, axe) => {
  const findings = [];
  let checked = 0;
  const run = async (check, ...values) => {
    checked += (await check(page, ...values, findings)) ?? 1;
  };
  for (const prefix of ["/", "/a/b/"]) {
    const server = await serve(root, prefix);
    await run(checkUse, server.address);
    if (prefix === "/") {
      await run(checkOdd, server.address);
      await run((page, address, findings) => checkLooks(page, axe, address, findings), server.address);
      await run(checkBroken, server.address);
      await run(checkWithout, server.address);
    }
    await server.close();
  }
  await run(checkDisk, root, "search from disk, built for servers");
  await run(checkDisk, offline, "search from disk");
  report("search", checked, findings);
});
