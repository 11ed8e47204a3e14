// Plans on paper: the pages that the browser prints are those of an official document (GB/T 9704), with all that the screen says.
import { readFileSync } from "node:fs";
import path from "node:path";
import { open } from "./looks.mjs";
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
export const plain = (text) => [...text.normalize("NFKC").replace(/[\s\u2060\u200b]+/gu, "").replaceAll("―", "—")].map((c) => RADICALS.get(c) ?? c).join("");

/** The pages of a PDF: their size and their texts with places, in points from the bottom left. */
export async function pagesOf(bytes) {
  const { getDocument } = await import(path.join(tools, "node_modules/pdfjs-dist/legacy/build/pdf.mjs"));
  const fonts = path.join(tools, "node_modules/pdfjs-dist/standard_fonts/");
  const document = await getDocument({ data: new Uint8Array(bytes), standardFontDataUrl: fonts, verbosity: 0 }).promise;
  const pages = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent({ disableNormalization: false });
    const texts = items.filter((item) => item.str.trim() !== "")
      .map((item) => ({ text: item.str, x: item.transform[4], y: item.transform[5], size: item.transform[3], width: item.width }));
    pages.push({ size: page.view.slice(2), texts });
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
  const leaves = blocks.filter((element) => shown(element) && !element.querySelector("h1,h2,h3,h4,h5,h6,p,li,dt,dd,th,td,small"));
  const tables = [...document.querySelectorAll("main table")].filter(shown).map((table) => ({
    head: [...table.querySelectorAll("thead th")].map(own),
    rows: [...table.querySelectorAll("tbody tr:not(.group, .detail)")].map(own),
  }));
  return { leaves: leaves.map(own), tables };
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

/** All that is wrong with the paper of the page at `url`; `grid` says whether it holds pages of nothing but running Chinese text. */
export async function checkPrint(page, url, label, findings, { grid = false } = {}) {
  const note = (words) => findings.push(`${label} on paper: ${words}`);
  await page.emulateMedia({ media: "print", colorScheme: "light", forcedColors: "none" });
  await open(page, url, label, findings);
  const wanted = await wantedOf(page);
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
  for (const text of wanted.leaves) if (!all.includes(plain(text))) note(`misses ${JSON.stringify(text.slice(0, 60))}`);
  for (const { head, rows } of wanted.tables) {
    const heading = plain(head.join(""));
    for (const text of own) {
      if (rows.some((row) => text.includes(plain(row))) && !text.includes(heading)) note(`a page of the table “${head.join(" ")}” does not repeat its head`);
    }
  }
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
