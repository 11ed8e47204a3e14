// A built site in a real browser: pages of each kind, served at / and at /a/b/ under a strict policy, and from disk.
//
//   node browser.mjs FOLDER [OFFLINE-FOLDER [SEALED-FOLDER [SHOWCASE-FOLDER…]]]
//
// The second folder is the copy that opens from disk, the third what sealed.mjs has made, the others are sites that show the
// theme's extremes: how they read, print and load. All in the same browser.
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { checkLighthouse } from "./lighthouse.mjs";
import { accessibility, FORCED, inspect, open, recoloured, SCHEMES, WIDTHS, withBrowser } from "./looks.mjs";
import { checkPrint } from "./print.mjs";
import { checkFollowing, checkLarge, checkReading } from "./reading.mjs";
import { sealedSite } from "./sealed.mjs";
import { checkSealed } from "./sealed-browser.mjs";
import { files, report } from "./tools.mjs";
import { serve } from "./serve.mjs";
import { tags } from "./tags.mjs";

/** Of each kind of page (the class of its body) the first and the longest, which between them hold what can go wrong. */
export function sample(root) {
  const kinds = new Map();
  for (const file of files(root)) {
    if (!file.endsWith(".html") || file === "404.html") continue;
    const html = readFileSync(path.join(root, file), "utf8");
    const list = tags(html);
    if (list.some((tag) => tag.attributes.get("http-equiv")?.toLowerCase() === "refresh")) continue;
    const kind = list.find((tag) => tag.name === "body")?.attributes.get("class") ?? "";
    const known = kinds.get(kind);
    const size = statSync(path.join(root, file)).size;
    if (!known) kinds.set(kind, { first: file, longest: file, size });
    else if (size > known.size) Object.assign(known, { longest: file, size });
  }
  return [...new Set([...kinds.values()].flatMap((kind) => [kind.first, kind.longest]))];
}

function encode(file) {
  return file.split("/").map(encodeURIComponent).join("/");
}

/** A page's address below `base`, as a reader reaches it. */
export function address(base, file) {
  return base + encode(file).replace(/(^|\/)index\.html$/, "$1");
}

/** All that the browser finds wrong with the site in `root`, and, where there is one, with its copy for disks in `offline`. */
export async function checkBrowser(page, axe, root, offline) {
  const findings = [];
  const chosen = sample(root);
  let checked = 0;
  const top = await serve(root, "/");
  for (const file of chosen) {
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      const [first, ...others] = SCHEMES;
      await page.emulateMedia({ colorScheme: first });
      if (!(await inspect(page, axe, address(top.address, file), `${file} at ${width} px, ${first}`, findings))) continue;
      for (const colorScheme of others) {
        await page.emulateMedia({ colorScheme });
        await recoloured(page, axe, `${file} at ${width} px, ${colorScheme}`, findings);
      }
      checked += SCHEMES.length;
    }
  }
  await page.setViewportSize({ width: WIDTHS.at(-1), height: 900 });
  for (const file of chosen) {
    await page.emulateMedia({ colorScheme: "dark", forcedColors: "active" });
    checked += Number(await inspect(page, axe, address(top.address, file), `${file} in forced colours`, findings, FORCED));
  }
  await page.emulateMedia({ colorScheme: "light", forcedColors: "none" });
  await top.close();

  const below = await serve(root, "/a/b/");
  for (const file of chosen) {
    await open(page, address(below.address, file), `/a/b/${file}`, findings);
    checked += 1;
  }
  if (files(root).includes("404.html")) {
    const label = "the 404 page at a deep address";
    const status = await open(page, `${below.address}no/such/page`, label, findings);
    if (status !== 404) findings.push(`${label}: status ${status}`);
    await accessibility(page, axe, label, findings);
    checked += 1;
  }
  await below.close();

  for (const file of offline ? chosen : []) {
    const label = `from disk, built for servers: ${file}`;
    await open(page, pathToFileURL(path.resolve(root, file)).href, label, findings);
    // Every link to a folder has to lead to the folder's page.
    const folders = await page.evaluate(() => [...document.links].map((link) => link.href).filter((href) => /^file:.*\/(#.*)?$/.test(href)));
    for (const href of folders) findings.push(`${label}: leads to a folder: ${href}`);
    checked += 1;
  }
  for (const file of offline ? sample(offline) : []) {
    await open(page, pathToFileURL(path.resolve(offline, file)).href, `from disk: ${file}`, findings);
    checked += 1;
  }
  return { checked, findings };
}

/** Where a page is in the showcase: the plan that has everything, its longest section, the plan's contents to follow. */
const PLAN = "bureau/2026/";

/** All that is wrong with how the showcase in `root` reads, prints and loads; `port` is the browser's, for Lighthouse. */
export async function checkShowcase(page, axe, port, root) {
  const server = await serve(root, "/");
  const findings = [];
  let checked = 0;
  // What stands in a frame has no head to be skipped.
  const longest = sample(root).filter((file) => !file.endsWith("/embed/index.html"));
  for (const file of longest) {
    await checkReading(page, address(server.address, file), file, findings);
    checked += 1;
  }
  const section = `${PLAN}firms/`;
  const chinese = files(root).includes(`${PLAN}platforms/index.html`);
  // Below its series where the site has several.
  const indicator = ["bureau/indicators/tech-firms/", "indicators/tech-firms/"].find((one) => files(root).includes(`${one}index.html`));
  for (const one of [PLAN, section, `${PLAN}indicators/`, indicator]) {
    await checkPrint(page, server.address + one, one, findings, { grid: chinese && one === PLAN });
    checked += 1;
  }
  if (chinese) {
    await checkLarge(page, axe, server.address + section, server.address + PLAN, findings);
    await checkFollowing(page, server.address + PLAN, findings);
    checked += 2 + (await checkLighthouse(port, ["", PLAN, section, `${PLAN}indicators/`, indicator].map((one) => server.address + one), findings));
  }
  await server.close();
  return { checked, findings };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [root, offline, sealed, ...showcases] = process.argv.slice(2);
  await withBrowser(async (page, axe, port) => {
    const { checked, findings } = await checkBrowser(page, axe, path.resolve(root), offline);
    report("browser", checked, findings);
    if (sealed) {
      const { checked, findings } = await checkSealed(page, axe, sealedSite(path.resolve(sealed)));
      report("sealed plans in the browser", checked, findings);
    }
    for (const showcase of showcases) {
      const looked = await checkBrowser(page, axe, path.resolve(showcase));
      report(`showcase ${path.basename(showcase)}`, looked.checked, looked.findings);
      const { checked, findings } = await checkShowcase(page, axe, port, path.resolve(showcase));
      report(`showcase ${path.basename(showcase)}: reading, paper, weight`, checked, findings);
    }
  });
}
