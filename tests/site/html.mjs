// The Nu HTML checker over every page and style sheet of built sites: errors and warnings both count.
//
//   node html.mjs FOLDER…
import { spawnSync } from "node:child_process";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { files, here, report, tools } from "./tools.mjs";

/** All that the checker says about the sites in `roots`, but for what html-filter.txt lets pass. */
export function checkHtml(...roots) {
  const jar = path.join(tools, "node_modules/vnu-jar/build/dist/vnu.jar");
  const filter = path.join(here, "html-filter.txt");
  const given = ["-jar", jar, "--format", "json", "--exit-zero-always", "--also-check-css", "--also-check-svg", "--filterfile", filter];
  const pages = roots.flatMap((root) => files(root).filter((file) => /\.(?:html|css|svg)$/.test(file)).map((file) => path.join(root, file)));
  if (pages.length === 0) return { checked: 0, findings: [] };
  const ran = spawnSync("java", [...given, ...pages], { encoding: "utf8", maxBuffer: 1 << 28 });
  let messages;
  try {
    messages = JSON.parse(ran.stderr).messages;
  } catch {
    return { checked: pages.length, findings: [`the checker did not answer: ${ran.error ?? ran.stderr.slice(0, 2000)}`] };
  }
  const findings = messages.map((m) => {
    const url = decodeURIComponent((m.url ?? "").replace(/^file:/, ""));
    const file = roots.length > 1 ? url : path.relative(roots[0], url);
    return `${file}:${m.lastLine ?? 0}:${m.firstColumn ?? m.lastColumn ?? 0}: ${m.subType ?? m.type}: ${m.message}`;
  });
  return { checked: pages.length, findings };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { checked, findings } = checkHtml(...process.argv.slice(2).map((root) => path.resolve(root)));
  report("HTML checker", checked, findings);
}
