// Scripts held to the declared browsers: syntax, globals, members, selectors that they ask for.
//
// Types are not known. A member counts as missing where a browser has it in nothing that is called so: of `list.at(-1)` it is
// enough that neither arrays nor strings had `at`. Names that the script itself gives are its own.
import { collector, data, lacking } from "./support.mjs";
import { newerSelectors } from "./support-css.mjs";
import { require } from "./tools.mjs";

const { builtins, classes, operators, statements, grammar, functions, regular_expressions: patterns } = data.javascript;
const { api } = data;

/** For each name of a member the entries of all that have it. */
function members(tree) {
  const all = new Map();
  for (const owner of Object.values(tree)) {
    for (const [name, entry] of Object.entries(owner)) {
      if (name === "__compat" || !entry.__compat) continue;
      const plain = name.replace(/_static$/, "");
      all.set(plain, [...(all.get(plain) ?? []), entry]);
    }
  }
  return all;
}
const [builtinMembers, apiMembers] = [members(builtins), members(api)];
/** Fields of what the scripts are given as data. */
const DATA = new Set(["path", "separator", "build"]);
const ASKS = new Set(["querySelector", "querySelectorAll", "matches", "closest"]);

/** Walks a tree of syntax; `inside` tells whether a node is in a function. */
function walk(node, visit, parent, inside = false) {
  visit(node, parent, inside);
  const within = inside || /Function/.test(node.type);
  for (const [key, value] of Object.entries(node)) {
    if (key === "type") continue;
    for (const child of [value].flat()) if (child && typeof child.type === "string") walk(child, visit, node, within);
  }
}

/** The feature that a node's syntax is, as `[what it is called, entry]`. */
function syntax(node, parent, inside) {
  const of = (name, entry) => [[name, entry]];
  switch (node.type) {
    case "PropertyDefinition": return node.key.type === "PrivateIdentifier" ? of("a private field", classes.private_class_fields) : of("a field of a class", classes.public_class_fields);
    case "MethodDefinition": return node.key.type === "PrivateIdentifier" ? of("a private method", classes.private_class_methods) : [];
    case "StaticBlock": return of("static {}", classes.static.initialization_blocks ?? classes.static);
    case "AssignmentExpression": {
      const name = { "??=": "nullish_coalescing_assignment", "||=": "logical_or_assignment", "&&=": "logical_and_assignment" }[node.operator];
      return name ? of(node.operator, operators[name]) : [];
    }
    case "LogicalExpression": return node.operator === "??" ? of("??", operators.nullish_coalescing) : [];
    case "ChainExpression": return of("?.", operators.optional_chaining);
    case "AwaitExpression": return inside ? [] : of("await outside of functions", operators.await.top_level);
    case "ImportExpression": return of("import()", operators.import);
    case "CatchClause": return node.param ? [] : of("catch without a name", statements.try_catch.optional_catch_binding);
    case "BinaryExpression": return node.left.type === "PrivateIdentifier" ? of("#name in", classes.private_class_fields_in) : [];
    case "ForOfStatement": return node.await ? of("for await", statements.for_await_of) : [];
    case "SpreadElement": return parent?.type === "ObjectExpression" ? of("... in an object", operators.spread.spread_in_object_literals) : [];
    case "VariableDeclaration": return /using/.test(node.kind) ? of("using", statements.using) : [];
    case "Literal":
      if (node.bigint) return of("a big integer", builtins.BigInt);
      if (node.regex) return pattern(node.regex);
      return typeof node.value === "number" && node.raw.includes("_") ? of("digits in groups", grammar.numeric_separators) : [];
    default: return node.async && node.generator ? of("async function*", functions.async_generator_function ?? operators.async_generator_function) : [];
  }
}

function pattern({ pattern: text, flags }) {
  const found = [];
  if (/\(\?<[=!]/.test(text)) found.push(["a look behind", patterns.lookbehind_assertion]);
  if (/\(\?<[^=!]/.test(text)) found.push(["a named group", patterns.named_capturing_group]);
  if (/\\p\{/i.test(text)) found.push(["\\p{}", patterns.unicode_character_class_escape]);
  if (/\(\?[a-z-]+:/.test(text)) found.push(["flags within a pattern", patterns.modifier]);
  const names = { d: "hasIndices", s: "dotAll", v: "unicodeSets", y: "sticky" };
  for (const flag of flags) if (names[flag]) found.push([`the flag ${flag}`, builtins.RegExp[names[flag]]]);
  return found;
}

/** The names that a script gives: its variables, and the members of its own objects. */
function given(tree) {
  const variables = new Set();
  const own = new Set();
  const name = (target) => {
    if (!target) return;
    if (target.type === "Identifier") variables.add(target.name);
    else for (const part of target.elements ?? target.properties ?? [target.left ?? target.argument ?? target.value]) if (part && part !== target) name(part.type === "Property" ? part.value : part);
  };
  walk(tree, (node) => {
    if (node.type === "VariableDeclarator") name(node.id);
    if (/Function/.test(node.type)) for (const param of [node.id, ...node.params]) name(param);
    if (node.type === "ClassDeclaration") name(node.id);
    if (node.type === "CatchClause") name(node.param);
    if (["Property", "MethodDefinition", "PropertyDefinition"].includes(node.type) && node.key.name) own.add(node.key.name);
    if (node.type === "AssignmentExpression" && node.left.object?.type === "ThisExpression") own.add(node.left.property.name);
  });
  return { variables, own };
}

/** The entries that a member may be: those of the object where that is a global, else all that are called so. */
function entriesOf(object, name, variables) {
  if (object.type === "Identifier" && !variables.has(object.name)) {
    const owner = builtins[object.name] ?? api[object.name];
    const entry = owner?.[name] ?? owner?.[`${name}_static`];
    if (owner && entry) return [entry];
  }
  return builtinMembers.get(name) ?? apiMembers.get(name) ?? [];
}

/** What is in a script and not in a declared browser. */
export function checkScript(file, source, used) {
  const out = collector(file, used);
  const tree = require("acorn").parse(source, { ecmaVersion: "latest", sourceType: "script", allowAwaitOutsideFunction: true, locations: true });
  const { variables, own } = given(tree);
  walk(tree, (node, parent, inside) => {
    const line = node.loc.start.line;
    for (const [feature, entry] of syntax(node, parent, inside)) out.newer(line, feature, entry, [feature]);
    if (node.type === "MemberExpression" && !node.computed && node.property.type === "Identifier") {
      const name = node.property.name;
      // `x.name?.()` asks first.
      if (own.has(name) || DATA.has(name) || (parent?.type === "CallExpression" && parent.optional)) return;
      const entries = entriesOf(node.object, name, variables);
      if (entries.length > 0 && entries.every((entry) => lacking(entry).length > 0)) out.newer(node.property.loc.start.line, `.${name}`, entries[0], [`.${name}`]);
    }
    if (node.type === "Identifier" && isFree(node, parent, variables)) {
      const entry = builtins[node.name] ?? api[node.name] ?? api.Window[node.name];
      if (entry?.__compat) out.newer(line, node.name, entry, [node.name]);
    }
    if (node.type === "CallExpression" && ASKS.has(node.callee.property?.name)) {
      for (const text of [node.arguments[0]?.value, ...(node.arguments[0]?.quasis ?? []).map((part) => part.value.cooked)]) {
        if (typeof text !== "string") continue;
        for (const [name, entry] of newerSelectors(text)) out.newer(line, `${name} in ${node.callee.property.name}()`, entry);
      }
    }
  });
  return out.findings;
}

function isFree(node, parent, variables) {
  if (variables.has(node.name)) return false;
  if (parent?.type === "MemberExpression") return parent.object === node || parent.computed;
  if (["Property", "MethodDefinition", "PropertyDefinition"].includes(parent?.type)) return parent.value === node;
  return !(parent?.type === "UnaryExpression" && parent.operator === "typeof");
}
