// The search's script by itself: how it cuts texts, and what it finds in this repository's plans.
//
//   PLANPRESS_SITE=FOLDER PLANPRESS_YEARS=FOLDER PLANPRESS_COUNTY=FOLDER node --test search.test.mjs
//
// This repository's site, tests/fixtures/years and tests/fixtures/county, all built.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { open, PARTS, script } from "./index.mjs";

const here = import.meta.dirname;
const table = (name) => JSON.parse(readFileSync(path.join(here, name), "utf8"));
const { PLANPRESS_SITE: site, PLANPRESS_YEARS: years, PLANPRESS_COUNTY: county } = process.env;
const theme = script(...PARTS.map((part) => path.join(here, `../../themes/gov/static/search-${part}.js`)));
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

test("a number is looked for in all the ways to write it", () => {
  for (const { typed, ways } of table("numbers.json")) assert.deepEqual(own(theme.forms(typed)), ways, typed);
});

test("numbers that say the same are read the same, whatever they are", () => {
  for (const value of [...Array.from({ length: 1200 }, (_, at) => at + 10), 1999, 2000, 2010, 9999, 10_000, 10_001, 10_010, 20_200, 100_000, 110_000, 1_000_000, 12_345_678, 100_000_000, 120_000_500, 10 ** 11]) {
    for (const way of own(theme.forms(`${value}家`))) {
      // Each way leads back to the number, or has it.
      const back = own(theme.forms(way));
      assert.ok(back.includes(`${value}家`), `${value}: ${way} leads to ${back.join(" ")}`);
    }
  }
});

/** An index of made-up entries, as the program writes it. */
async function indexOf(groups) {
  const terms = new Map();
  const entries = groups.flatMap((group) => group.entries);
  const put = (term, entry, weight) => terms.set(term, new Map(terms.get(term)).set(entry, (terms.get(term)?.get(entry) ?? 0) | weight));
  entries.forEach(({ title, lines }, entry) => {
    for (const line of lines) for (const run of theme.runs(line)) for (const term of theme.terms(run)) put(term, entry, 0);
    for (const run of theme.runs(title)) for (const term of theme.terms(run)) put(term, entry, 4);
    put(`=${own(theme.runs(title)).flat().map((unit) => unit.text).join("")}`, entry, 4);
  });
  const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const digits = (number) => (number > 31 ? ALPHABET[(number & 31) | 32] + digits(number >> 5) : ALPHABET[number]);
  const postings = (all) => { let before = 0; return [...all].map(([entry, weight]) => { const text = digits((entry - before) * 8 + weight); before = entry; return text; }).join(""); };
  const names = [...terms.keys()].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  let first = 0;
  const files = {
    index: { version: "x", entries: entries.length, terms: [names[0]], texts: [0], groups: groups.map(({ year, entries: own }) => [["计划", year, false, first], (first += own.length)][0]) },
    terms: names.map((name) => `${name} ${postings(terms.get(name))}\n`).join(""),
    texts: entries.map(({ kind, title, path, lines }) => [kind, title, path, lines]),
  };
  const index = new theme.Index(async (kind) => files[kind]);
  await index.open("");
  return index;
}
const made = (title, path, lines = [], kind = 1) => ({ kind, title, path, lines });

test("names come before other fields, and of equals the newest year", async () => {
  const many = (year, count) => Array.from({ length: count }, (_, at) => made(`第${at}节`, `${year}/${at}/`, ["高新技术企业，高新技术企业，高新技术企业，高新技术企业"]));
  const index = await indexOf([
    { year: 2026, entries: [...many(2026, 90), made("培育高新技术企业", "2026/name/")] },
    { year: 2025, entries: [made("高新技术企业", "2025/exact/"), made("高新技术企业数", "2025/longer/")] },
    { year: 2024, entries: [made("高新技术企业", "2024/exact/"), ...many(2024, 5)] },
    { year: null, entries: [made("高新技术企业处", "units/office/", [], 3), made("关于", "about/", ["高新技术企业"], 4)] },
  ]);
  const found = await index.search("高新技术企业");
  while (found.open) await found.more();
  const paths = own(found.shown.map((entry) => entry.path));
  assert.deepEqual(paths.slice(0, 6), ["2025/exact/", "2024/exact/", "units/office/", "2026/name/", "2025/longer/", "2026/0/"]);
  assert.deepEqual(paths.slice(-2), ["2024/4/", "about/"]);
  assert.equal(paths.length, 101);
  const years = found.shown.slice(5).map((entry) => entry.year ?? 0);
  assert.deepEqual(own(years), own([...years].sort((a, b) => b - a)));
});

test("of several words, who has one in its name comes before who has none", async () => {
  const index = await indexOf([
    { year: 2026, entries: [made("第一节", "a/", ["高新技术企业81家"])] },
    { year: 2017, entries: [made("高新技术企业", "b/", ["目标值：81家"], 2)] },
  ]);
  assert.deepEqual(own((await index.search("高新技术企业 81家")).shown.map((entry) => entry.path)), ["b/", "a/"]);
});

test("a number that is typed in one way is found in all", async () => {
  const texts = ["1200家", "1,200家", "１２００家", "一千二百家", "1200 家", "2016年", "二〇一六年", "二○一六年", "50%", "50％", "百分之五十", "12家", "十二家", "3.5万元", "35000元", "三万五千元"];
  const index = await indexOf([{ year: 2026, entries: texts.map((text, at) => made("节", `${at}/`, [`共${text}。`])) }]);
  const find = async (typed) => own((await index.search(typed)).shown.map((entry) => texts[Number.parseInt(entry.path, 10)])).sort();
  for (const alike of [texts.slice(0, 5), texts.slice(5, 8), texts.slice(11, 13), texts.slice(13)]) for (const typed of alike) assert.deepEqual(await find(typed), [...alike].sort(), typed);
  for (const typed of ["50%", "50％", "百分之五十"]) assert.deepEqual(await find(typed), ["50%", "50％", "百分之五十"], typed);
});

test("every body is found by what several name alike", async () => {
  const { index } = await open(county);
  const found = await index.search("办公室");
  while (found.open) await found.more();
  const units = found.shown.filter((entry) => entry.title === "办公室");
  assert.ok(units.length > 2, own(units).map((entry) => entry.path).join());
  assert.equal(new Set(units.map((entry) => entry.body)).size, units.length);
  assert.deepEqual(own(found.shown.slice(0, units.length)), own(units));
});
