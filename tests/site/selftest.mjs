// The site checks themselves: a good site passes, and each fault that they are there for is found.
import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { checkBrowser } from "./browser.mjs";
import { checkHtml } from "./html.mjs";
import { checkStatic } from "./static.mjs";
import { here } from "./tools.mjs";

const good = path.join(here, "fixtures/good");
const place = mkdtempSync(path.join(os.tmpdir(), "planpress-site-"));
after(() => rmSync(place, { recursive: true, force: true }));

let count = 0;
/** A copy of the good site with `change` made to its home page. */
function spoilt(change, more = {}) {
  const root = path.join(place, String((count += 1)));
  mkdirSync(root);
  cpSync(good, root, { recursive: true });
  const home = path.join(root, "index.html");
  const before = readFileSync(home, "utf8");
  const html = change(before);
  writeFileSync(home, html);
  for (const [file, text] of Object.entries(more)) writeFileSync(path.join(root, file), text);
  assert.ok(html !== before || Object.keys(more).length > 0, "the change changed nothing");
  return root;
}
const into = (html) => (page) => page.replace("</main>", `${html}</main>`);
const head = (html) => (page) => page.replace("</head>", `${html}</head>`);
const same = (page) => page;

test("a good site passes the static checks", () => {
  const { checked, findings } = checkStatic(good);
  assert.deepEqual(findings, []);
  assert.equal(checked, 4);
});

const FAULTS = [
  ["a dead link", into('<a href="nowhere/">x</a>'), {}, /nowhere\/ leads nowhere/],
  ["a dead anchor", into('<a href="plan/#nothing">x</a>'), {}, /no such anchor/],
  ["a dead anchor in the page itself", into('<a href="#nothing">x</a>'), {}, /no such anchor/],
  ["a link out of the site", into('<a href="../">x</a>'), {}, /leaves the site/],
  ["a folder without its slash", into('<a href="plan">x</a>'), {}, /last slash/],
  ["a link from the root", into('<a href="/plan/">x</a>'), {}, /absolute link/],
  ["a link with the site's own host", into('<a href="https://plan.example/plan/">x</a>'), {}, /absolute link/],
  ["a picture from elsewhere", into('<img alt="" src="https://elsewhere.example/x.png">'), {}, /requests https/],
  ["a picture without a scheme", into('<img alt="" src="//elsewhere.example/x.png">'), {}, /requests \/\//],
  ["one picture of a set from elsewhere", into('<img alt="" srcset="https://elsewhere.example/x.png 2x">'), {}, /requests https/],
  ["a missing picture", into('<img alt="" src="x.png">'), {}, /leads nowhere/],
  ["a style sheet from elsewhere", head('<link rel="stylesheet" href="https://elsewhere.example/x.css">'), {}, /requests https/],
  ["an inline script", into("<script>1</script>"), {}, /inline <script>/],
  ["an inline style sheet", head("<style>p{}</style>"), {}, /inline <style>/],
  ["a style attribute", into('<p style="color:red">x</p>'), {}, /style attribute/],
  ["a handler", into('<p onclick="x()">x</p>'), {}, /onclick handler/],
  ["a script address", into('<a href="javascript:x()">x</a>'), {}, /script address/],
  ["an absolute redirect", head('<meta http-equiv="refresh" content="0; url=/plan/">'), {}, /refresh to \/plan\/ is absolute/],
  ["a base in an ordinary page", head('<base href="plan/">'), {}, /only 404.html/],
  ["a font from elsewhere", same, { "style.css": "@font-face{src:url(https://elsewhere.example/f.woff2)}" }, /not part of the site/],
  ["a missing picture in a style sheet", same, { "style.css": "body{background:url('x.png')}" }, /leads nowhere/],
  ["eval", same, { "x.js": "eval('1')" }, /eval/],
  ["a sitemap of pages that are not there", same, { "sitemap.xml": "<loc>https://plan.example/gone/</loc>" }, /leads nowhere/],
];
for (const [what, change, more, wanted] of FAULTS) {
  test(`finds ${what}`, () => {
    const { findings } = checkStatic(spoilt(change, more));
    assert.equal(findings.length, 1, findings.join("\n"));
    assert.match(findings[0], wanted);
  });
}

test("from disk, a link to a folder is a fault", () => {
  const { findings } = checkStatic(good, { offline: true });
  assert.ok(findings.length > 0);
  for (const finding of findings) assert.match(finding, /does not name a file/);
});

test("a comment hides no fault and is none", () => {
  const { findings } = checkStatic(spoilt(into('<!-- <a href="nowhere/"> --><a title="a > b" href="gone/">x</a>')));
  assert.equal(findings.length, 1);
  assert.match(findings[0], /gone\/ leads nowhere/);
});

test("the HTML checker passes the good site and counts errors and warnings", () => {
  assert.deepEqual(checkHtml(good).findings, []);
  const { findings } = checkHtml(spoilt(into('<p><div></p><section><p>x</p></section>')));
  assert.ok(findings.some((finding) => finding.includes("error")), findings.join("\n"));
  assert.ok(findings.some((finding) => finding.includes("warning")), findings.join("\n"));
});

test("the browser passes the good site", async () => {
  const { checked, findings } = await checkBrowser(good);
  assert.deepEqual(findings, []);
  // Three kinds of page at two widths in two schemes, three below a folder, and the 404 page.
  assert.equal(checked, 3 * 4 + 3 + 1);
});

test("the browser finds what only it can see", async () => {
  const style = "body{background:#fff;color:#ccc}pre{width:900px}";
  const change = (page) => into('<pre>wide</pre><p style="color:red">x</p><img src="gone.png" alt="">')(page);
  const { findings } = await checkBrowser(spoilt(change, { "style.css": style }));
  const all = findings.join("\n");
  assert.match(all, /color-contrast/);
  assert.match(all, /at 320 px, light: scrolls sideways/);
  assert.doesNotMatch(all, /at 1280 px, light: scrolls sideways/);
  assert.match(all, /Content Security Policy/);
  assert.match(all, /404 for .*gone\.png/);
});
