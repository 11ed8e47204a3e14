// Style sheets held to the declared browsers: at-rules, selectors, properties, values.
//
// A declaration may be newer where one before it in its rule is known to all (an older browser leaves the newer one out), unless it
// has var(): then it is dropped only when it is used, and the fallback with it. A rule may be newer within an @supports that asks for it.
import { collector, data, lacking } from "./support.mjs";
import { require } from "./tools.mjs";

const { properties, selectors, types, "at-rules": atRules } = data.css;

/** The functions of values, wherever in the data's tree of types they are. */
const functions = new Map();
(function collect(node) {
  for (const [name, entry] of Object.entries(node)) {
    if (name === "__compat" || typeof entry !== "object") continue;
    if (entry.__compat && !functions.has(name)) functions.set(name, entry);
    collect(entry);
  }
})(types);

/** The entry of a unit of lengths. */
const unitEntry = (unit) => types.length[unit] ?? (/^[sld]v(?:w|h|i|b|min|max)$/.test(unit) ? types.length[`viewport_percentage_units_${{ s: "small", l: "large", d: "dynamic" }[unit[0]]}`] : undefined);

const PLAIN = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|url\([^)]*\)|\[[^\]]*\]/g;
/** A text without what is quoted, linked or about attributes. */
const bare = (text) => text.replace(PLAIN, (one) => (one.startsWith("[") ? "" : '""'));

/** The template's own syntax gives way to a name; lines stay where they are. */
export function withoutTemplate(text) {
  const lines = (one) => one.replace(/[^\n]/g, "");
  return text.replace(/\{#[\s\S]*?#\}/g, lines).replace(/\{%[\s\S]*?%\}/g, lines).replace(/\{\{[\s\S]*?\}\}/g, (one) => `template${lines(one)}`);
}

/** Pseudo-classes and -elements of a selector that some browser lacks, as `[name, entry]`. */
export function newerSelectors(selector) {
  const text = bare(selector);
  const found = [];
  for (const [, name, open] of text.matchAll(/::?([a-z-]+)(\()?/g)) {
    const entry = selectors[open ? `${name}function` : name] ?? selectors[name];
    if (!entry) {
      if (!name.startsWith("-")) found.push([`:${name}`, undefined]);
    } else if (lacking(entry).length > 0) found.push([`:${name}${open ? "()" : ""}`, entry]);
  }
  if (/:not\([^()]*(?:\([^()]*\)[^()]*)*,/.test(text) && lacking(selectors.not.selector_list).length > 0) found.push([":not() of a list", selectors.not.selector_list]);
  if (/:nth-(?:last-)?child\([^)]*\bof\b/.test(text)) found.push([":nth-child() of a list", selectors["nth-child"].of_syntax]);
  return found;
}

/** What of a declaration is newer than some browser, as `[feature, entry, names of additions]`. */
function newerValues({ prop, value, parent }) {
  const known = properties[prop];
  const text = bare(value);
  const found = [];
  const is = (feature, entry, ...names) => { if (entry && lacking(entry).length > 0) found.push([feature, entry, [feature, ...names]]); };
  for (const [, name] of text.matchAll(/(?<![-\w])(-?[a-z][a-z0-9-]*)\(/g)) is(`${name}()`, known?.[name] ?? functions.get(name), prop);
  for (const [, unit] of text.matchAll(/(?<![\w.-])-?[\d.]+([a-z]+)/gi)) is(`the unit ${unit}`, unitEntry(unit));
  // Of a property that is not known no value is.
  if (!known || lacking(known).length > 0) return found;
  // Of the names of fonts each that is not known is passed over.
  if (!/^font(?:-family)?$/.test(prop)) for (const [, name] of text.matchAll(/(?<![-\w.#%])([a-z][a-z-]*)(?![-\w(%])/gi)) is(`${prop}: ${name}`, known[name], prop);
  if (prop === "content" && /\s\/\s/.test(text)) is("content: … / …", known.alt_text);
  if (prop === "text-decoration" && /(?<![\w-])[\d.]+(?:px|r?em)/.test(text)) is("a thickness in text-decoration", known.includes_thickness);
  if (/^(?:align-items|align-content|justify-content)$/.test(prop) && /(?<![\w-])(?:start|end)(?![\w-])/.test(text) && flexible(parent)) is(`${prop}: start or end in a flexible box`, properties["justify-content"].end);
  if (/^(?:row-|column-)?gap$/.test(prop) && flexible(parent)) is(`${prop} in a flexible box`, known.flex_context);
  return found;
}

const flexible = (rule) => rule.nodes.some((one) => one.prop === "display" && /flex/.test(one.value));

/** The browsers that do not read what stands in the @supports around a node, since they lack what it asks for. */
function guarded(node) {
  const excused = new Set();
  for (let at = node.parent; at; at = at.parent) {
    if (at.type !== "atrule" || at.name !== "supports" || /\b(?:not|or)\b/.test(at.params)) continue;
    const [, selector] = /\bselector\((.*)\)\s*$/s.exec(at.params) ?? [];
    const [, prop, value] = /^\s*\(\s*([\w-]+)\s*:(.*)\)\s*$/s.exec(at.params) ?? [];
    const asked = selector ? newerSelectors(selector) : prop ? [[prop, properties[prop]], ...newerValues({ prop, value, parent: { nodes: [] } })] : [];
    for (const [, entry] of asked) for (const browser of lacking(entry)) excused.add(browser);
  }
  return excused;
}

/** What is in a style sheet and not in a declared browser. */
export function checkSheet(file, source, used) {
  const out = collector(file, used);
  const root = require("postcss").parse(withoutTemplate(source), { from: file });
  const line = (node) => node.source.start.line;

  root.walkAtRules((rule) => {
    const { name, params } = rule;
    const text = bare(params);
    if (rule.parent.name === "page") out.newer(line(rule), `@${name} in @page`, atRules.page[`at_${name}`], ["@page margin boxes"]);
    else if (atRules[name]) out.newer(line(rule), `@${name}`, atRules[name]);
    else if (!/^-|^import$/.test(name)) out.note(line(rule), `@${name}`, ["any list of rules"]);
    if (name === "media") {
      for (const [, feature] of text.matchAll(/\(\s*(?:min-|max-)?([a-z-]+)/g)) out.newer(line(rule), `@media (${feature})`, atRules.media[feature], [`@media ${feature}`]);
      if (/[<>=]/.test(text)) out.newer(line(rule), "@media (width < …)", atRules.media.range_syntax);
    }
    if (name === "supports" && /\bselector\(/.test(text)) out.newer(line(rule), "@supports selector()", atRules.supports.selector);
  });

  root.walkRules((rule) => {
    if (rule.parent.type === "rule") out.newer(line(rule), "nesting", selectors.nesting);
    const excused = guarded(rule);
    for (const [name, entry] of newerSelectors(rule.selector)) {
      if (entry) out.newer(line(rule), name, entry, [], excused);
      else out.note(line(rule), name, ["any list of selectors"]);
    }
  });

  root.walkDecls((declaration) => {
    const { prop, value, parent } = declaration;
    const excused = guarded(declaration);
    if (!prop.startsWith("--") && !prop.startsWith("-")) {
      const known = parent.name === "page" && atRules.page[prop] ? atRules.page[prop] : properties[prop];
      if (!known) out.note(line(declaration), prop, ["any list of properties"]);
      else out.newer(line(declaration), prop, known, [prop], excused);
    }
    const newer = newerValues(declaration);
    if (newer.length === 0) return;
    const before = parent.nodes.slice(0, parent.index(declaration)).some((one) => one.prop === prop && newerValues(one).length === 0);
    if (before && !/var\(/.test(value)) return;
    for (const [feature, entry, names] of newer) out.newer(line(declaration), feature, entry, names, excused);
  });
  return out.findings;
}
