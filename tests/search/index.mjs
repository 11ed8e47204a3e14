// The search of a built site without a browser: the script of the theme, with files of the index read from disk.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import vm from "node:vm";

/** The script's own parts: `runs`, `terms`, `Index`. */
export function script(file) {
  const context = vm.createContext({ URL });
  vm.runInContext(readFileSync(file, "utf8"), context, { filename: file });
  return { ...context.planpressIndex, context };
}

/** The opened index of a built site, and how many files and bytes it has loaded. */
export async function open(site) {
  const assets = path.join(site, "assets");
  const own = readdirSync(assets).find((name) => /^search-index\..*js$/.test(name));
  if (!own) throw new Error(`${assets} has no search script`);
  const { Index } = script(path.join(assets, own));
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
