// The search of a built site without a browser: the script of the theme, with files of the index read from disk.
import { readFileSync } from "node:fs";
import path from "node:path";
import vm from "node:vm";

/** The scripts that find, in the order in which the page has them. */
export const PARTS = ["numbers", "text", "index"];

/** The scripts' own parts: `runs`, `terms`, `Index`, and `forms` of numbers. */
export function script(...files) {
  const context = vm.createContext({ URL });
  for (const one of files) vm.runInContext(readFileSync(one, "utf8"), context, { filename: one });
  return { ...context.planpressIndex, ...context.planpressNumbers, context };
}

/** The opened index of a built site, and how many files and bytes it has loaded. */
export async function open(site) {
  const assets = path.join(site, "assets");
  // Those that the page has: sealed plans brought the scripts of their day.
  const page = readFileSync(path.join(site, "search/index.html"), "utf8");
  const own = PARTS.map((part) => new RegExp(`assets/(search-${part}\\.[^"]*)"`).exec(page)?.[1]);
  if (own.includes(undefined)) throw new Error(`the search of ${site} lacks scripts: ${own}`);
  const { Index } = script(...own.map((name) => path.join(assets, name)));
  const loaded = { files: 0, bytes: 0 };
  const load = async (kind, number) => {
    const name = kind === "index" ? "index.js" : `${kind}-${number}.js`;
    const text = readFileSync(path.join(site, "search", name), "utf8");
    loaded.files += 1;
    loaded.bytes += Buffer.byteLength(text);
    let content;
    vm.runInNewContext(text, { planpressSearch: (...call) => ([, , content] = call) });
    return content;
  };
  const index = new Index(load);
  await index.open("");
  return { index, loaded };
}
