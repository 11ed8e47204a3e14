// How pages are read: with the keyboard alone, enlarged, on narrow screens, in large text, without motion, without scripts.
import { gzipSync } from "node:zlib";
import { accessibility, open, overflow } from "./looks.mjs";

/** Bytes that a page may take to load with all that it needs, compressed. */
const WEIGHT = 60_000;
const LARGE = "planpress-large";

/** Ways of enlarging, as the widths that are left: 400 % and 200 % of a screen of 1280 × 1024, and the narrowest phone. */
const SIZES = { "400 %": [320, 256], "200 %": [640, 512], "320 px": [320, 640] };

/** What is focused now: enough to tell it from others, to see it and to hear it. */
const focused = (page) => page.evaluate(() => {
  const element = document.activeElement;
  if (!element || element === document.body) return undefined;
  const box = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  const all = [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex]")];
  return {
    at: all.indexOf(element),
    name: (element.getAttribute("aria-label") || element.labels?.[0]?.textContent || element.textContent || "").trim(),
    what: `<${element.tagName.toLowerCase()} class="${element.className}"> ${element.textContent.trim().slice(0, 30)}`,
    seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    skip: element.classList.contains("skip"),
  };
});

/** Walks through a page with the Tab key: everything once, in the order of the page, in sight and with a mark of the focus. */
export async function checkKeyboard(page, label, findings) {
  const note = (words) => findings.push(`${label} by keyboard: ${words}`);
  const wanted = await page.evaluate(() => [...document.querySelectorAll("a[href], button, input:not([disabled]), select, summary, [tabindex='0']")].filter((element) => element.checkVisibility({ visibilityProperty: true })).length);
  await page.evaluate(() => { document.activeElement?.blur(); scrollTo(0, 0); getSelection()?.removeAllRanges(); });
  let last = -1;
  let count = 0;
  for (; count <= wanted; count += 1) {
    await page.keyboard.press("Tab");
    const now = await focused(page);
    if (!now || (count > 0 && now.at <= last)) break;
    if (count === 0 && !now.skip && (await page.locator(".skip").count()) > 0) note(`begins with ${now.what}, not with the skip link`);
    if (!now.seen) note(`${now.what} is focused out of sight`);
    if (!now.outlined) note(`${now.what} shows no focus`);
    if (!now.name) note(`${now.what} has no name`);
    last = now.at;
  }
  if (count !== wanted) note(`reaches ${count} of ${wanted} things`);
}

/** The skip link leads past the head: the next Tab is in the main part. */
async function checkSkip(page, url, label, findings) {
  await page.goto(url);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForURL(/#_main$/, { timeout: 30_000 }).catch(() => findings.push(`${label}: the first Tab does not reach the skip link`));
  await page.keyboard.press("Tab");
  const inside = await page.evaluate(() => document.activeElement === document.body || Boolean(document.activeElement?.closest("main, main ~ *")));
  if (!inside) findings.push(`${label}: the skip link does not lead past the head`);
}

/** Targets are at least 24 × 24 px, or stand in a line of text, or have that much room (WCAG 2.2, 2.5.8). */
const smallTargets = (page) => page.evaluate(() => {
  const inline = (element) => getComputedStyle(element).display === "inline";
  const targets = [...document.querySelectorAll("a[href], button, input:not([disabled]), select, summary")].filter((element) => element.checkVisibility() && !element.classList.contains("skip"));
  const box = (element) => (element.labels?.[0] ?? element).getBoundingClientRect();
  const centre = ({ left, top, width, height }) => [left + width / 2, top + height / 2];
  return targets.filter((element) => !inline(element)).filter((element) => {
    const own = box(element);
    if (own.width >= 24 && own.height >= 24) return false;
    const [x, y] = centre(own);
    return targets.some((other) => {
      if (other === element || inline(other)) return false;
      const [a, b] = centre(box(other));
      return Math.hypot(a - x, b - y) < 24;
    });
  }).map((element) => `<${element.tagName.toLowerCase()} class="${element.className}"> ${element.textContent.trim().slice(0, 30)}`);
});

/** Text that is cut off by its box, where no ellipsis says so. */
const cutText = (page) => page.evaluate(() => [...document.querySelectorAll("main :is(p, li, dt, dd, th, td, h1, h2, h3, span, b)")]
  .filter((element) => element.checkVisibility() && !element.closest(".visually-hidden, thead, caption"))
  .filter((element) => ["hidden", "clip"].includes(getComputedStyle(element).overflowX) && element.scrollWidth > element.clientWidth + 1)
  .map((element) => element.textContent.trim().slice(0, 30)));

/** How far the page has moved under the reader since it was opened. */
const moved = (page) => page.evaluate(() => new Promise((resolve) => {
  let sum = 0;
  const watch = new PerformanceObserver((list) => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value; });
  watch.observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
}));

/** Everything that a page loads, compressed as servers send it. */
async function weigh(page) {
  const urls = await page.evaluate(() => [location.href, ...performance.getEntriesByType("resource").map((entry) => entry.name)]);
  let bytes = 0;
  for (const url of new Set(urls)) bytes += gzipSync(await (await page.request.get(url)).body(), { level: 6 }).length;
  return bytes;
}

/** Looks at the page at `url` in every size, by keyboard, and weighs it. */
export async function checkReading(page, url, label, findings) {
  await page.emulateMedia({ media: "screen", colorScheme: "light", forcedColors: "none", reducedMotion: "no-preference" });
  for (const [how, [width, height]] of Object.entries(SIZES)) {
    await page.setViewportSize({ width, height });
    await open(page, url, `${label} at ${how}`, findings);
    await overflow(page, `${label} at ${how}`, findings);
    for (const text of await cutText(page)) findings.push(`${label} at ${how}: cuts off ${JSON.stringify(text)}`);
    for (const target of await smallTargets(page)) findings.push(`${label} at ${how}: ${target} is a small target`);
  }
  await checkKeyboard(page, `${label} at 320 px`, findings);
  await page.setViewportSize({ width: 1280, height: 900 });
  await open(page, url, label, findings);
  const shift = await moved(page);
  if (shift > 0) findings.push(`${label}: moves by ${shift} while it loads`);
  await checkKeyboard(page, label, findings);
  await checkSkip(page, url, label, findings);
  const weight = await weigh(page);
  if (weight > WEIGHT) findings.push(`${label}: weighs ${weight} bytes, more than ${WEIGHT}`);
  return weight;
}

const look = (page) => page.evaluate(() => {
  const style = getComputedStyle(document.documentElement);
  return { size: parseFloat(style.fontSize), ink: style.getPropertyValue("--ink").trim(), box: document.getElementById("_large").checked };
});

/** Large text: by keyboard, remembered on the next page, without effect on paper; without a script on its page at least. */
export async function checkLarge(page, axe, url, next, findings) {
  const note = (words) => findings.push(`large text: ${words}`);
  await page.emulateMedia({ media: "screen", colorScheme: "light", forcedColors: "none" });
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(url);
  const before = await look(page);
  await page.focus("#_large");
  await page.keyboard.press("Space");
  const on = await look(page);
  if (on.size < before.size * 1.2 || on.ink === before.ink) note("the switch changes neither size nor colour");
  for (const [width, colorScheme] of [[1280, "light"], [1280, "dark"], [1024, "light"], [320, "light"], [320, "dark"]]) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    for (const address of [url, next]) {
      const label = `large text, ${address}, ${width} px, ${colorScheme}`;
      await open(page, address, label, findings);
      const now = await look(page);
      if (!now.box || now.size !== on.size) note(`is not remembered at ${address}`);
      await overflow(page, label, findings);
      await accessibility(page, axe, label, findings, { "color-contrast-enhanced": { enabled: true } });
    }
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: "light", media: "print" });
  const paper = await look(page);
  if (paper.size !== before.size) note("reaches paper");
  await page.emulateMedia({ media: "screen" });
  await page.focus("#_large");
  await page.keyboard.press("Space");
  await page.goto(url);
  if ((await look(page)).box || (await page.evaluate((key) => localStorage.getItem(key), LARGE)) !== null) note("cannot be switched off");

  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setScriptExecutionDisabled", { value: true });
  await page.goto(url);
  await page.locator("#_large").check();
  if ((await look(page)).size !== on.size) note("does not work without scripts");
  if (!(await page.evaluate(() => [...document.querySelectorAll("footer p")].some((p) => p.checkVisibility() && p.closest("noscript"))))) note("does not say what it cannot do without scripts");
  await session.send("Emulation.setScriptExecutionDisabled", { value: false });
  await session.detach();
}

/** The contents follow the reader: they stay in sight and mark the part that is read. */
export async function checkFollowing(page, url, findings) {
  await page.setViewportSize({ width: 1280, height: 700 });
  await page.emulateMedia({ media: "screen", reducedMotion: "reduce" });
  await page.goto(url);
  const motion = await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior !== "auto" || document.getAnimations().length > 0);
  if (motion) findings.push(`${url}: moves for those who want no motion`);
  const links = await page.locator('.contents-side a[href^="#"]').count();
  if (links < 2) findings.push(`${url}: has no contents to follow`);
  await page.locator('.contents-side a[href^="#"]').nth(links - 2).click();
  await page.waitForFunction(() => document.querySelector(".contents-side [aria-current=location]"), undefined, { timeout: 30_000 }).catch(() => {});
  const inSight = await page.evaluate(() => {
    const box = document.querySelector(".contents-side [aria-current=location]")?.getBoundingClientRect();
    return Boolean(box && box.top >= 0 && box.bottom <= innerHeight);
  });
  if (!inSight) findings.push(`${url}: the contents do not mark, in sight, the part that is read`);
  await page.emulateMedia({ reducedMotion: "no-preference" });
}
