// The site checks themselves: a good site passes, and each fault that they are there for is found.
import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { checkBrowser } from "./browser.mjs";
import { withBrowser } from "./looks.mjs";
import { checkBag } from "./sealed-browser.mjs";
import { checkPrint } from "./print.mjs";
import { checkReading } from "./reading.mjs";
import { serve } from "./serve.mjs";
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

test("the HTML checker takes a fragment for what stands in a page, and finds its faults", () => {
  const fragment = (inside) => ({ "fragment.html": `<link rel="stylesheet" href="https://plan.example/fragment.css">\n<div class="planpress-fragment kind-plan" id="_main" lang="zh-Hans">${inside}</div>\n` });
  assert.deepEqual(checkHtml(spoilt(same, fragment("<h2>目标</h2><p>全年培育企业十二家，完成技术合同登记。</p>"))).findings, []);
  const { findings } = checkHtml(spoilt(same, fragment('<h2 id="_main">目标</h2><p><div></p>')));
  assert.ok(findings.length >= 2, findings.join("\n"));
  for (const finding of findings) assert.match(finding, /^fragment\.html:/);
});

test("the browser passes the good site", async () => {
  const { checked, findings } = await withBrowser((page, axe) => checkBrowser(page, axe, good));
  assert.deepEqual(findings, []);
  // Three kinds of page at two widths in two schemes and in forced colours, three below a folder, and the 404 page.
  assert.equal(checked, 3 * 5 + 3 + 1);
});

test("the browser finds what only it can see", async () => {
  const style = "body{background:#fff;color:#ccc}pre{width:900px}";
  const change = (page) => into('<pre>wide</pre><p style="color:red">x</p><img src="gone.png" alt="">')(page);
  const { findings } = await withBrowser((page, axe) => checkBrowser(page, axe, spoilt(change, { "style.css": style })));
  const all = findings.join("\n");
  assert.match(all, /at 320 px, light: axe color-contrast/);
  assert.match(all, /at 1280 px, dark: axe color-contrast/);
  assert.match(all, /at 320 px, light: scrolls sideways/);
  assert.doesNotMatch(all, /at 1280 px, light: scrolls sideways/);
  assert.match(all, /Content Security Policy/);
  assert.match(all, /404 for .*gone\.png/);
});

const READING_FAULTS = [
  ["a focus that is not seen", same, { "style.css": ":focus{outline:none}" }, /shows no focus/],
  ["an order of its own", into('<a tabindex="3" href="plan/">x</a>'), {}, /by keyboard: (?:reaches|begins)/],
  ["text that is cut off", into('<p class="cut">这一句太长，盒子太窄，后面的字看不见。</p>'), { "style.css": ".cut{width:3em;overflow:hidden;white-space:nowrap}" }, /cuts off/],
  ["targets that are too small", into('<a class="t" href="plan/">a</a><a class="t" href="plan/">b</a>'), { "style.css": ".t{display:inline-block;width:9px;height:9px;overflow:hidden}" }, /small target/],
  ["a page that is too heavy", same, { "style.css": `/*${Array.from({ length: 30_000 }, (_, at) => (at * 7919 % 100_003).toString(36)).join("")}*/` }, /weighs/],
  ["a page that scrolls sideways when enlarged", into('<pre class="w">x</pre>'), { "style.css": ".w{width:500px}" }, /at 400 %: scrolls sideways/],
];
test("reading: each fault is found, and none where there is none", async () => {
  await withBrowser(async (page) => {
    const found = async (root) => {
      const findings = [];
      const server = await serve(root, "/");
      await checkReading(page, server.address, "home", findings);
      await server.close();
      return findings;
    };
    const before = await found(good);
    for (const [what, change, more, wanted] of READING_FAULTS) {
      assert.ok(!before.some((finding) => wanted.test(finding)), `${what} is in the good site: ${before.join(", ")}`);
      const findings = await found(spoilt(change, more));
      assert.ok(findings.some((finding) => wanted.test(finding)), `${what}: ${findings.join(", ")}`);
    }
  });
});

const PAPER = '@page{size:A4;margin:37mm 26mm 35mm 28mm;@bottom-right{content:"— " counter(page) " —"}}@page:left{@bottom-right{content:none}@bottom-left{content:"— " counter(page) " —"}}.skip{display:none}';
const LONG = `<table><thead><tr><th>表头</th></tr></thead><tbody>${"<tr><td>这一行</td></tr>".repeat(80)}</tbody></table>`;
const PAPER_FAULTS = [
  ["paper of another size", PAPER.replace("A4", "A5"), "", /page 1 is 148/],
  ["no page numbers", PAPER.replaceAll('"— " counter(page) " —"', '""'), "", /has for its number/],
  ["a number on the wrong side", PAPER.replace(":left", ":right"), "", /on the wrong side/],
  ["text that is not printed", `${PAPER}.gone{visibility:hidden;height:0;overflow:hidden}@media screen{.gone{visibility:visible}}.late{position:absolute;left:-999px}`, '<p class="late">走失的字句</p>', /misses|cuts off/],
  ["a table whose head is not repeated", `${PAPER}thead{display:table-row-group}`, LONG, /does not repeat its head/],
  ["text that leaves the type area", `${PAPER}.far{margin-left:140mm;white-space:nowrap}`, '<p class="far">这一句伸到页边以外去了</p>', /px wide in a type area/],
  ["a heading at the foot of a page", `${PAPER}.after{break-before:page}`, '<h2>孤零零的标题</h2><p class="after">下文</p>', /ends with the head/],
  ["a figure on two lines", `${PAPER}.thin{width:4em}`, '<p class="thin">每年<span class="nobr">3000—5000家</span></p>', /splits/],
  ["what is folded away", PAPER, "<details open><summary>更多</summary><p>折叠的内容</p></details>", /folds away/],
  ["what is for screens", PAPER.replace(".skip{display:none}", ""), '<a class="skip" href="plan/">跳到正文</a>', /shows what is for screens/],
];
test("paper: a good page passes, and each fault is found", async () => {
  await withBrowser(async (page) => {
    const found = async (style, text) => {
      const findings = [];
      const server = await serve(spoilt(into(`${text}<p>正文</p>`), { "style.css": style }), "/");
      await checkPrint(page, server.address, "home", findings);
      await server.close();
      return findings;
    };
    assert.deepEqual(await found(PAPER, LONG), []);
    for (const [what, style, text, wanted] of PAPER_FAULTS) {
      const findings = await found(style, text);
      assert.ok(findings.some((finding) => wanted.test(finding)), `${what}: ${findings.join(", ")}`);
    }
  });
});

const LIVE = "https://plan.example/";
const OUT = `<a class="outside" title="归档之外" href="${LIVE}x/">别的计划</a>`;
const bagPage = (title, text) => `<!DOCTYPE html><html lang="zh-Hans"><head><meta charset="utf-8"><title>${title}</title><link rel="stylesheet" href="PLACE/style.css"></head><body><main id="_main"><h1>${title}</h1>${text}</main></body></html>`;
/** A small bag's pages, with `text` in the plan's. */
function bag(text, style = 'body{margin:0}') {
  const root = path.join(place, String((count += 1)));
  mkdirSync(path.join(root, "plan"), { recursive: true });
  writeFileSync(path.join(root, "style.css"), style);
  writeFileSync(path.join(root, "index.html"), bagPage("归档", '<a href="plan/index.html#_main">计划</a>').replace("PLACE", "."));
  writeFileSync(path.join(root, "plan/index.html"), bagPage("计划", text).replace("PLACE", ".."));
  return root;
}

const BAG_FAULTS = [
  ["an unmarked link to the live site", OUT.replace("outside", "inside"), undefined, /live site and is not told/],
  ["a link within the site with an arrow", OUT, 'body{margin:0}a.outside::after{content:"↗"}', /live site and is not told/],
  ["a link without a description", OUT.replace("title", "data-title"), undefined, /live site and is not told/],
  ["a link to a page that was not sealed", '<a href="../other/index.html">x</a>', undefined, /no page of the bag/],
  ["a link to a folder", '<a href="../plan/">x</a>', undefined, /no page of the bag/],
  ["a link out of the bag", '<a href="../../x.html">x</a>', undefined, /leads out of the bag/],
  ["a dead anchor", '<a href="../index.html#gone">x</a>', undefined, /no such anchor/],
  ["a missing picture", '<img alt="" src="gone.png">', undefined, /failed request/],
  ["a style sheet that does nothing", OUT, "a{color:red}", /style sheet is not applied/],
  ["a page that is empty without scripts", '<p id="t"></p><script>document.getElementById("t").textContent = "x";</script>', undefined, /without scripts/],
];
test("a bag from disk: a good one passes, and each fault is found", async () => {
  await withBrowser(async (page) => {
    const found = async (root) => {
      const findings = [];
      assert.equal(await checkBag(page, root, LIVE, findings), 2);
      return findings;
    };
    assert.deepEqual(await found(bag(OUT)), []);
    for (const [what, text, style, wanted] of BAG_FAULTS) {
      const findings = await found(bag(text, style));
      assert.ok(findings.some((finding) => wanted.test(finding)), `${what}: ${findings.join(", ")}`);
    }
  });
});

test("only a sealed page may name the site's pages by the whole address, and only in a marked link", () => {
  const out = '<a class="outside" href="https://plan.example/gone/">x</a>';
  const seal = '<aside class="seal">x</aside>';
  assert.deepEqual(checkStatic(spoilt(into(seal + out))).findings, []);
  assert.match(checkStatic(spoilt(into(out))).findings.join(), /absolute link/);
  assert.match(checkStatic(spoilt(into(seal + out.replace("outside", "x")))).findings.join(), /absolute link/);
});
