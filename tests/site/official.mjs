// Plans printed as official documents: where the parts stand, by GB/T 9704-2012.

const POINTS = 72 / 25.4;
const AREA = { left: 28 * POINTS, right: (210 - 26) * POINTS, top: (297 - 37) * POINTS, bottom: 35 * POINTS };
const LINE = 28.9;
const SIZE = 15.75;
/** How far a place may be off: a character's edge is not the edge of its ink. */
const NEAR = 1 * POINTS;

/** The parts of an official document that the page shows; nothing where it is none. What it must not show is in `marks`. */
export const officialOf = (page) => page.evaluate(() => {
  const text = (selector) => document.querySelector(selector)?.innerText;
  const shown = (selector) => (document.querySelector(selector)?.getClientRects().length ?? 0) > 0;
  if (!document.body.classList.contains("official")) {
    return { marks: [".signature", ".imprint", ".imprint-room"].filter(shown) };
  }
  return {
    head: text(".issuer"),
    number: text(".document-number"),
    title: text("h1"),
    addressee: text(".addressee"),
    attachments: text(".attachments > p"),
    issuer: text(".signature > :first-child"),
    date: text(".signature time"),
    imprint: document.querySelectorAll(".imprint > p").length,
    chinese: document.documentElement.lang.startsWith("zh"),
    marks: [],
  };
});

/** The rows of texts of a page, from the top. */
function rowsOf({ texts }, plain) {
  const rows = [];
  for (const text of texts.filter((one) => one.y > AREA.bottom - 1)) {
    const row = rows.find((one) => Math.abs(one.y - text.y) < 2);
    if (row) row.texts.push(text);
    else rows.push({ y: text.y, size: text.size, texts: [text] });
  }
  rows.sort((a, b) => b.y - a.y);
  return rows.map(({ y, size, texts }) => {
    texts.sort((a, b) => a.x - b.x);
    const last = texts.at(-1);
    return {
      text: plain(texts.map((one) => one.text).join("")),
      left: texts[0].x,
      right: last.x + last.width,
      size,
      // A character of Han stands 0.12 of its size below the line that it is written on.
      top: y + 0.88 * size,
      bottom: y - 0.12 * size,
      y,
    };
  });
}

/** All that is wrong with the pages of an official document. */
export function checkOfficial(pages, official, plain, note) {
  for (const mark of official.marks) note(`is no official document and shows ${mark}`);
  if (!official.head) return;
  const near = (what, is, wanted, off = NEAR) => {
    if (!(Math.abs(is - wanted) <= off)) note(`${what} is at ${(is / POINTS).toFixed(1)} mm, not at ${(wanted / POINTS).toFixed(1)} mm`);
  };
  const centred = (what, row) => near(`the middle of ${what}`, (row.left + row.right) / 2, (AREA.left + AREA.right) / 2);
  const first = rowsOf(pages[0], plain);
  // The rows that hold a text, wherever it wraps.
  const find = (rows, text) => {
    const wanted = plain(text ?? "");
    const start = rows.findIndex((row) => row.text !== "" && wanted.startsWith(row.text));
    let end = start;
    for (let seen = ""; start >= 0 && end < rows.length && seen.length < wanted.length; end += 1) seen += rows[end].text;
    return start < 0 ? undefined : rows.slice(start, end);
  };
  const parts = ["head", "number", "title"].map((part) => find(first, official[part]));
  if (parts.some((rows) => !rows)) return note("has no red head on its first page");
  const [head, number, title] = parts;
  const half = (LINE - SIZE) / 2;
  near("the upper edge of the head", AREA.top - head[0].top, 35 * POINTS);
  for (const row of head) centred("the head", row);
  near("the gap between head and number", head.at(-1).bottom - number[0].top, 2 * LINE + half);
  centred("the number", number[0]);
  const rule = pages[0].fills.find(({ colour, right, left }) => /^#(?:e6|d|f)/.test(colour) && right - left > 150 * POINTS);
  if (!rule) return note("has no red rule");
  near("the red rule below the number", number[0].bottom - rule.top, 4 * POINTS, POINTS / 2);
  near("the red rule's left end", rule.left, AREA.left, POINTS / 4);
  near("the red rule's right end", rule.right, AREA.right, POINTS / 4);
  near("the gap between rule and title", rule.bottom - title[0].top, 2 * LINE + half, official.chinese ? NEAR : 2 * NEAR);
  for (const row of title) centred("the title", row);
  if (official.addressee) {
    const rows = find(first, official.addressee);
    if (!rows) return note("has its addressee not on the first page");
    if (official.chinese && !official.addressee.endsWith("：")) note("has no colon behind its addressee");
    near("the gap between title and addressee", title.at(-1).bottom - rows[0].top, LINE + 2 * half, official.chinese ? NEAR : 4 * NEAR);
    for (const row of rows) near("the addressee's left edge", row.left, AREA.left);
  }
  checkEnd(pages, official, plain, find, near, note);
}

/** Attachments, issuer and date, and the foot of the last page. */
function checkEnd(pages, official, plain, find, near, note) {
  const all = pages.map((page) => rowsOf(page, plain));
  const last = all.at(-1);
  const date = last.findLast((row) => row.text === plain(official.date));
  const issuer = date && last[last.indexOf(date) - 1];
  if (!issuer || issuer.text !== plain(official.issuer)) return note("has issuer and date not together on the last page");
  if (last.indexOf(issuer) === 0) note("has nothing of its text on the page with issuer and date");
  const size = date.size;
  // A name that is too long to stand centred there reaches to the margin instead.
  if (issuer.right - issuer.left <= date.right - date.left + 8 * size) near("the date's right end", AREA.right - date.right, 4 * size);
  else near("the issuer's right end", issuer.right, AREA.right);
  near("the issuer's middle over the date's", (issuer.left + issuer.right) / 2, (date.left + date.right) / 2);
  const before = last[last.indexOf(issuer) - 1];
  // Two lines are left for a seal, whose upper edge comes within a line of the text.
  if (before && before.bottom - issuer.top < 2 * LINE) note("leaves no room for a seal above issuer and date");
  if (official.attachments) {
    const row = all.flat().find((one) => one.text.startsWith(plain(official.attachments)));
    if (!row) note("has no attachments");
    else if (official.chinese) near("the attachments' left edge", row.left, AREA.left + 2 * SIZE);
  }
  if (official.imprint > 0) {
    const rules = pages.at(-1).fills.filter(({ left, right, top, bottom, colour }) => colour === "#000000" && right - left > 155 * POINTS && top - bottom < 2).sort((a, b) => b.top - a.top);
    if (rules.length < official.imprint + 1) return note(`has ${rules.length} rules around its foot`);
    const own = rules.slice(-official.imprint - 1);
    for (const [index, rule] of own.entries()) {
      near("a rule's left end", rule.left, AREA.left, POINTS / 4);
      near("a rule's right end", rule.right, AREA.right, POINTS / 4);
      const thick = index === 0 || index === own.length - 1;
      near("a rule's thickness", rule.top - rule.bottom, (thick ? 0.35 : 0.25) * POINTS, 0.05 * POINTS);
    }
    near("the last rule", own.at(-1).bottom, AREA.bottom, POINTS / 4);
    const inside = last.filter((row) => row.y < own[0].top && row.y > AREA.bottom);
    if (official.chinese && inside.some((row) => Math.abs(row.size - 14) > 0.1)) note("has a foot of another size than 14 pt");
    if (last.some((row) => row.bottom < own[0].top && row.top > own[0].top)) note("has text across its foot");
  }
}
