// The search's script by itself: how it cuts texts, and what it finds in this repository's plans.
//
//   PLANPRESS_SITE=FOLDER PLANPRESS_YEARS=FOLDER node --test search.test.mjs
//
// This repository's site, and tests/fixtures/years, both built.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { open, script } from "./index.mjs";

const here = import.meta.dirname;
const table = (name) => JSON.parse(readFileSync(path.join(here, name), "utf8"));
const { PLANPRESS_SITE: site, PLANPRESS_YEARS: years } = process.env;
const theme = script(path.join(here, "../../themes/gov/static/search-index.js"));
/** What another context made, as this one's. */
const own = (value) => JSON.parse(JSON.stringify(value));

test("texts are cut as the table says, which the program is held to as well", () => {
  for (const row of table("terms.json")) {
    const runs = theme.runs(row.text);
    assert.deepEqual(own(runs.map((run) => run.map((unit) => unit.text))), row.runs, row.text);
    const terms = [...new Set(own(runs).flatMap((run) => own(theme.terms(run))))];
    const bytes = (text) => Buffer.from(text);
    assert.deepEqual(terms.sort((a, b) => Buffer.compare(bytes(a), bytes(b))), row.terms, row.text);
  }
});

test("a unit knows where it stands in the text as it was written", () => {
  const text = "𠮷、２６０项，Ａb";
  const units = own(theme.runs(text)).flat();
  assert.deepEqual(units.map((unit) => text.slice(unit.start, unit.end)), ["𠮷", "２６０", "项", "Ａb"]);
});

test("the queries find what they are meant to, where it is meant to stand", async () => {
  const { index, loaded } = await open(site);
  const wrong = [];
  const queries = table("queries.json");
  assert.ok(queries.length >= 50);
  for (const [query, wanted, place, why] of queries) {
    const found = await index.search(query);
    const at = found.shown.findIndex((entry) => entry.path === wanted) + 1;
    const right = wanted === null ? found.near || found.shown.length === 0 : at > 0 && at <= place;
    if (!right) wrong.push(`${query} (${why}): ${wanted} at ${at}, first ${found.shown[0]?.path}`);
  }
  assert.deepEqual(wrong, []);
  // Each file once.
  assert.equal(loaded.files, 1 + index.meta.terms.length + index.meta.texts.length);
});

test("a year leaves out what is of other years, and what is of none", async () => {
  const { index } = await open(site);
  const all = await index.search("科技");
  const years = new Set(all.shown.map((entry) => entry.year));
  assert.ok(years.size > 2, [...years].join());
  for (const year of [2016, 2017, 2019]) {
    const found = await index.search("科技", year);
    assert.ok(found.shown.length > 0 && found.shown.every((entry) => entry.year === year), `${year}`);
  }
  assert.equal((await index.search("科技", 1999)).shown.length, 0);
});

test("a body leaves out what is of others, and what two name alike is two results", async () => {
  const { index } = await open(years);
  const bodies = index.meta.bodies;
  assert.ok(bodies.length === 2, own(bodies).join());
  const all = await index.search("高新技术企业");
  const indicators = all.shown.filter((entry) => entry.path.endsWith("/indicators/high-tech-firms/"));
  assert.deepEqual(new Set(indicators.map((entry) => entry.body)), new Set(own(bodies)));
  for (const body of own(bodies)) {
    const found = await index.search("高新技术企业", undefined, body);
    assert.ok(found.shown.length > 0 && found.shown.every((entry) => entry.body === body), body);
    const narrowed = await index.search("高新技术企业", 2018, body);
    assert.ok(narrowed.shown.every((entry) => entry.body === body && entry.year === 2018), body);
  }
});

test("every entry is found by its own title, and its title is marked", async () => {
  const { index } = await open(site);
  for (let number = 0; number < index.meta.entries; number += 1) {
    const entry = await index.entry(number);
    if (!theme.runs(entry.title).length) continue;
    const found = await index.search(entry.title);
    while (found.open) await found.more();
    assert.ok(found.shown.some((one) => one.path === entry.path), entry.title);
    assert.ok(found.marks(entry.title).length > 0, entry.title);
  }
});

test("an indicator of several years is one result, with the years that are looked at", async () => {
  const { index } = await open(years);
  const found = await index.search("高新技术企业");
  while (found.open) await found.more();
  const results = found.shown.filter((entry) => entry.path === "district/indicators/high-tech-firms/");
  assert.equal(results.length, 1);
  assert.ok(results[0].years.size > 2, [...results[0].years].join());
  const year = [...results[0].years].at(-1);
  const alone = (await index.search("高新技术企业", year)).shown.filter((entry) => entry.path === results[0].path);
  assert.deepEqual(own(alone.map((entry) => [...entry.years])), [[year]]);
});

test("the passage has what was looked for, wherever in an indicator it stands", async () => {
  const { index } = await open(site);
  const found = await index.search("看不出来");
  const entry = found.shown.find((one) => one.path === "district/indicators/pilot-firms/");
  assert.match(found.passage(entry), /12家以上.*看不出来/);
});

test("what cannot be searched for finds nothing, and does no harm", async () => {
  const { index } = await open(site);
  for (const query of ["", "   ", "，。", "zzzz", "\u0000", "𠮷", "<script>", "a".repeat(5000), "科".repeat(2000), "constructor", "__proto__"]) {
    const found = await index.search(query);
    assert.ok(Array.isArray(own(found.shown)), query);
  }
});
