// Plans on paper: the pages that the browser prints are those of an official document (GB/T 9704), with all that the screen says.
import { readFileSync } from "node:fs";
import path from "node:path";
import { open } from "./looks.mjs";
import { checkOfficial, officialOf } from "./official.mjs";
import { tools } from "./tools.mjs";

const POINTS = 72 / 25.4;
const PAGE = [210 * POINTS, 297 * POINTS];
const MARGIN = { left: 28 * POINTS, right: 26 * POINTS, bottom: 35 * POINTS };
/** The width of the type area in CSS pixels. */
const AREA = Math.round((156 / 25.4) * 96);
/** Characters a line, lines a page, and the size of a character. */
const GRID = { characters: 28, lines: 22, size: 15.75 };

/** Fonts share one glyph between a character and the radical that looks like it, and a PDF names but one of the two. */
const RADICALS = new Map("⺠民⺟母⺩王⻁虎⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻨麦⻩黄⻬齐⻮齿⻰龙".match(/../gu).map((pair) => [...pair]));

/** Without blanks and what only joins words: how a text wraps is not its text. */
export const plain = (text) => [...text.normalize("NFKC").replace(/[\s\u2060\u200b]+/gu, "").replaceAll("―", "—").replaceAll("‒", "–").replaceAll("〜", "~")].map((c) => RADICALS.get(c) ?? c).join("");

/** What is filled on a page: boxes with their colours, in points from the bottom left. */
function fills({ fnArray, argsArray }, OPS) {
  const names = new Map(Object.entries(OPS).map(([name, number]) => [number, name]));
  const within = (m, n) => [m[0] * n[0] + m[2] * n[1], m[1] * n[0] + m[3] * n[1], m[0] * n[2] + m[2] * n[3], m[1] * n[2] + m[3] * n[3], m[0] * n[4] + m[2] * n[5] + m[4], m[1] * n[4] + m[3] * n[5] + m[5]];
  const found = [];
  const stack = [];
  let now = { at: [1, 0, 0, 1, 0, 0], colour: "#000000" };
  for (const [index, fn] of fnArray.entries()) {
    const args = argsArray[index];
    if (fn === OPS.save) stack.push(now);
    else if (fn === OPS.restore) now = stack.pop();
    else if (fn === OPS.transform) now = { ...now, at: within(now.at, args) };
    else if (names.get(fn).startsWith("setFill") && typeof args[0] === "string") now = { ...now, colour: args[0] };
    else if (fn === OPS.constructPath && args[2] && /fill/i.test(names.get(args[0]))) {
      const [a, b, c, d, e, f] = now.at;
      const [x0, y0, x1, y1] = args[2];
      const [left, right] = [a * x0 + c * y0 + e, a * x1 + c * y1 + e].sort((one, other) => one - other);
      const [bottom, top] = [b * x0 + d * y0 + f, b * x1 + d * y1 + f].sort((one, other) => one - other);
      found.push({ left, right, bottom, top, colour: now.colour });
    }
  }
  return found;
}

/** The pages of a PDF: their size, their texts and what is filled, with places, in points from the bottom left. */
export async function pagesOf(bytes) {
  const { getDocument, OPS } = await import(path.join(tools, "node_modules/pdfjs-dist/legacy/build/pdf.mjs"));
  const fonts = path.join(tools, "node_modules/pdfjs-dist/standard_fonts/");
  const document = await getDocument({ data: new Uint8Array(bytes), standardFontDataUrl: fonts, verbosity: 0 }).promise;
  const pages = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent({ disableNormalization: false });
    const texts = items.filter((item) => item.str.trim() !== "")
      .map((item) => ({ text: item.str, x: item.transform[4], y: item.transform[5], size: item.transform[3], width: item.width }));
    pages.push({ size: page.view.slice(2), texts, fills: fills(await page.getOperatorList(), OPS) });
  }
  await document.destroy();
  return pages;
}

/** What must be on paper: the texts of blocks, and for each table its head and its rows. */
const wantedOf = (page) => page.evaluate(() => {
  // What only screen readers hear is on no paper.
  for (const element of document.querySelectorAll(".visually-hidden")) element.remove();
  const shown = (element) => element.getClientRects().length > 0 && getComputedStyle(element).visibility !== "hidden";
  const own = (element) => element.innerText;
  const blocks = [...document.querySelectorAll("main :is(h1, h2, h3, h4, h5, h6, p, li, dt, dd, th, td)")];
  const leaves = blocks.filter((element) => shown(element) && !element.querySelector("a.external, h1,h2,h3,h4,h5,h6,p,li,dt,dd,th,td,small"));
  const tables = [...document.querySelectorAll("main table")].filter(shown).map((table) => ({
    head: [...table.querySelectorAll("thead th")].map(own),
    rows: [...table.querySelectorAll("tbody tr:not(.group, .detail)")].map(own),
  }));
  return {
    leaves: leaves.map(own),
    tables,
    // What must not be the last thing on a page, and what must not be split over two lines.
    heads: [...document.querySelectorAll("main :is(h1, h2, h3, h4, h5, h6, caption, .tasks-title)")].filter(shown).map(own),
    whole: [
      ...[...document.querySelectorAll("main .nobr")].filter(shown).map(own),
      // In Chinese tables of figures: the number and its unit. English units are words, for which columns are too narrow.
      ...[...document.querySelectorAll("main .number-part:lang(zh) + .tail")].filter(shown).map((tail) => tail.previousElementSibling.innerText.trim().split(/\s/).at(-1) + tail.innerText),
    ],
    folded: [...document.querySelectorAll("details")].filter((one) => shown(one) && one.querySelector(":scope > :not(summary)")).map((one) => one.textContent.trim()),
  };
});

/** The lines of a page's type area: its texts by their baselines. */
function lines(texts) {
  const rows = new Map();
  for (const text of texts.filter((one) => one.y > MARGIN.bottom)) {
    const at = [...rows.keys()].find((y) => Math.abs(y - text.y) < 2) ?? text.y;
    rows.set(at, (rows.get(at) ?? []).concat(text));
  }
  return [...rows.values()].map((row) => row.sort((a, b) => a.x - b.x));
}

/** All that is wrong with the paper of the page at `url`; `grid` says whether it holds pages of nothing but running Chinese text, `prepare` changes the page. */
export async function checkPrint(page, url, label, findings, { grid = false, prepare } = {}) {
  const note = (words) => findings.push(`${label} on paper: ${words}`);
  await page.emulateMedia({ media: "print", colorScheme: "light", forcedColors: "none" });
  await open(page, url, label, findings);
  await prepare?.(page);
  const wanted = await wantedOf(page);
  const official = await officialOf(page);
  // What is too wide for the type area makes the browser shrink the whole document.
  await page.setViewportSize({ width: AREA, height: 900 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  if (wide > AREA + 1) note(`is ${wide} px wide in a type area of ${AREA} px`);
  const bytes = await page.pdf({ preferCSSPageSize: true });
  await page.emulateMedia({ media: "screen" });
  const pages = await pagesOf(bytes);

  let all = "";
  const own = [];
  for (const [index, { size, texts }] of pages.entries()) {
    const number = index + 1;
    if (Math.abs(size[0] - PAGE[0]) > 1 || Math.abs(size[1] - PAGE[1]) > 1) note(`page ${number} is ${size.map((side) => (side / POINTS).toFixed(1)).join(" × ")} mm`);
    const below = texts.filter((text) => text.y <= MARGIN.bottom);
    const foot = plain(below.map((text) => text.text).join(""));
    if (foot !== `—${number}—`) note(`page ${number} has for its number ${JSON.stringify(foot)}`);
    const middle = below.length > 0 ? (below[0].x + below.at(-1).x + below.at(-1).width) / 2 : 0;
    if ((number % 2 === 1) !== (middle > size[0] / 2)) note(`the number of page ${number} is on the wrong side`);
    const body = texts.filter((text) => text.y > MARGIN.bottom);
    if (body.length === 0) note(`page ${number} is empty`);
    for (const text of body) {
      if (text.x < MARGIN.left - 1 || text.x + text.width > size[0] - MARGIN.right + GRID.size) note(`page ${number} cuts off ${JSON.stringify(text.text)}`);
    }
    own.push(plain(body.map((text) => text.text).join("")));
    all += own.at(-1);
  }
  // What a style sheet puts between the lines of a cell is no part of them.
  for (const text of wanted.leaves.flatMap((one) => one.split("\n"))) if (!all.includes(plain(text))) note(`misses ${JSON.stringify(text.slice(0, 60))}`);
  for (const { head, rows } of wanted.tables) {
    const heading = plain(head.join(""));
    for (const text of own) {
      // A row's words may stand in the text by chance; two rows one after the other do not. A single row stays with its head,
      // or a page ends with that.
      const parts = rows.slice(1).map((row, at) => rows[at] + row);
      if (parts.some((part) => text.includes(plain(part))) && !text.includes(heading)) note(`a page of the table “${head.join(" ")}” does not repeat its head`);
    }
  }
  const heads = [...wanted.heads, ...wanted.tables.map(({ head }) => head.join(""))].map(plain).filter((head) => head.length > 1);
  // Where other words on the page end alike, the end of a page does not tell which they are.
  const others = wanted.leaves.map(plain).filter((text) => !heads.includes(text));
  for (const [index, text] of own.slice(0, -1).entries()) {
    const head = heads.find((one) => text.endsWith(one));
    if (head && !others.some((one) => one.endsWith(head))) note(`page ${index + 1} ends with the head ${JSON.stringify(head)}`);
  }
  const rows = pages.flatMap(({ texts }) => lines(texts)).map((row) => plain(row.map((text) => text.text).join("")));
  for (const figure of new Set(wanted.whole.map(plain))) {
    const times = (text) => text.split(figure).length - 1;
    const asked = wanted.whole.filter((one) => plain(one) === figure).length;
    if (rows.reduce((sum, row) => sum + times(row), 0) < asked) note(`splits ${JSON.stringify(figure)} over two lines`);
  }
  for (const text of wanted.folded) note(`folds away ${JSON.stringify(text.slice(0, 40))}`);
  if (official) checkOfficial(pages, official, plain, note);
  const hidden = await page.evaluate(() => document.querySelector(".skip")?.textContent);
  if (hidden && all.includes(plain(hidden))) note("shows what is for screens");
  if (grid) checkGrid(pages, note);
  return pages.length;
}

function checkGrid(pages, note) {
  let fullest = 0;
  let longest = 0;
  for (const { texts } of pages) {
    const rows = lines(texts);
    const running = (row) => row.every((text) => Math.abs(text.size - GRID.size) < 0.1);
    if (rows.every(running)) fullest = Math.max(fullest, rows.length);
    for (const row of rows.filter(running)) {
      const text = plain(row.map((one) => one.text).join(""));
      // Wide commas and brackets are narrow ones in a plain text.
      if (/^[\p{Script=Han},。、;:“”()《》—]+$/u.test(text)) longest = Math.max(longest, [...text].length);
    }
  }
  if (fullest !== GRID.lines) note(`a full page has ${fullest} lines, not ${GRID.lines}`);
  if (longest !== GRID.characters) note(`a full line has ${longest} characters, not ${GRID.characters}`);
}
