// The check of style sheets and scripts finds what a declared browser lacks, and lets alone what has a fallback.
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkSheet } from "./support-css.mjs";
import { checkScript } from "./support-js.mjs";

const sheet = (text) => checkSheet("a.css", text, new Set());
const script = (text) => checkScript("a.js", text, new Set());

const SHEETS = [
  ["a {\n  margin-inline: auto;\n}", /^a\.css:2: margin-inline is not in chrome 86$/],
  ["a { padding-block: 1px; }", /padding-block/],
  ["a { inset: 0; }", /inset/],
  ["a { aspect-ratio: 1; }", /aspect-ratio is not in chrome 86/],
  [":is(a, b) { color: red; }", /:is\(\) is not in chrome 86/],
  [":where(a) { color: red; }", /:where/],
  ["a:has(b) { color: red; }", /:has\(\) is not in chrome 86, chrome 92, firefox 115/],
  ["a:not(b, .c) { color: red; }", /:not\(\) of a list/],
  ["a { & b { color: red; } }", /nesting/],
  ["a { color: color-mix(in oklab, red, blue); }", /color-mix\(\) is not in chrome 86, chrome 92, chrome 109/],
  ["a { --x: color-mix(in oklab, red, blue); }", /color-mix/],
  ["a { height: 100dvh; }", /dvh/],
  ["a { rotate: 45deg; }", /rotate/],
  ["a { text-decoration: underline 1px; }", /thickness/],
  ['a { content: "x" / ""; }', /content/],
  ["a { display: flex; align-items: end; }", /flexible box/],
  ["a { grid-template-rows: subgrid; }", /subgrid/],
  ["@media (width > 30rem) { a { color: red; } }", /@media \(width/],
  ["@layer a { b { color: red; } }", /@layer/],
  ["@container (width > 1px) { b { color: red; } }", /@container/],
  ["a { colour: red; }", /any list of properties/],
  // A fallback that is dropped with the newer one: var() is looked at too late.
  ["a { color: red; color: color-mix(in oklab, var(--x), blue); }", /color-mix/],
  ["@supports selector(:focus-visible) { a { content-visibility: visible; } }", /content-visibility is not in firefox 115/],
  // An @supports that asks for something else, or for the contrary.
  ["@supports (display: grid) { a:has(b) { color: red; } }", /:has/],
  ["@supports not selector(:has(a)) { a:has(b) { color: red; } }", /:has/],
];
for (const [text, wanted] of SHEETS) {
  test(`a style sheet with ${text.replace(/\s+/g, " ")}`, () => assert.match(sheet(text).join("\n"), wanted));
}

const GOOD_SHEETS = [
  "a { margin-left: auto; margin-right: auto; margin-inline-start: 1px; }",
  "a { color: red; color: color-mix(in oklab, red, blue); }",
  'a { content: "x"; content: "x" / ""; }',
  "@supports selector(:has(a)) { a:has(b) { color: red; } }",
  "@supports (color: color-mix(in oklab, red, blue)) { a { color: color-mix(in oklab, var(--x), blue); } }",
  "@supports selector(::details-content) { a { content-visibility: visible; } }",
  "a { height: 100vh; height: 100dvh; }",
  "h1 { text-wrap: balance; }",
  "a:focus-visible { display: flex; gap: 1px; align-items: flex-end; }",
  '{% if x %}a{% endif %} { color: {{ params.color }}; }',
  'a[title=":has(b)"] { content: "inset: 0"; }',
];
for (const text of GOOD_SHEETS) test(`a style sheet may have ${text}`, () => assert.deepEqual(sheet(text), []));

const SCRIPTS = [
  ["const a = [1];\na.at(-1);", /^a\.js:2: \.at is not in chrome 86$/],
  ["[1].findLastIndex((x) => x);", /findLastIndex is not in chrome 86, chrome 92/],
  ["structuredClone({});", /structuredClone/],
  ["Object.hasOwn({}, 'a');", /hasOwn/],
  ["class A { static { } }", /static/],
  ["new Intl.Segmenter('zh');", /Segmenter/],
  ["[2, 1].toSorted();", /toSorted/],
  ["document.querySelector('a:has(b)');", /:has\(\) in querySelector/],
  ["/a/v;", /the flag v/],
  ["const x = await 1;", /await outside/],
];
for (const [text, wanted] of SCRIPTS) test(`a script with ${text.replace(/\s+/g, " ")}`, () => assert.match(script(text).join("\n"), wanted));

const GOOD_SCRIPTS = [
  "const a = { at: (x) => x }; a.at(1);",
  "let a; a ??= document.querySelector('a:not(b)')?.textContent ?? 1_000;",
  "document.body.replaceChildren();",
  "a.b = (x) => x.find?.(1);",
];
for (const text of GOOD_SCRIPTS) test(`a script may have ${text}`, () => assert.deepEqual(script(text), []));
