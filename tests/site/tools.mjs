// Where the packages of package-lock.json are: ./test installs them outside the source tree.
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { readdirSync } from "node:fs";
import path from "node:path";

const root = fileURLToPath(new URL("../../", import.meta.url));
export const here = fileURLToPath(new URL("./", import.meta.url));
export const tools = path.join(process.env.PLANPRESS_TOOLS ?? path.join(root, ".tools"), "node");
export const require = createRequire(path.join(tools, "package.json"));

/** Every file below `folder`, as paths with forward slashes relative to it, sorted. */
export function files(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name)).split(path.sep).join("/"))
    .sort();
}

/** Prints findings and ends the program accordingly. */
export function report(what, checked, findings) {
  for (const finding of findings.slice(0, 100)) console.error(`  ${finding}`);
  if (findings.length > 100) console.error(`  … and ${findings.length - 100} more`);
  console.log(`${what}: ${checked} checked, ${findings.length} findings`);
  if (checked === 0) console.error(`  ${what}: nothing to check`);
  if (findings.length > 0 || checked === 0) process.exitCode = 1;
}
