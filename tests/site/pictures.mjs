// Pictures of every kind of page, for people to look at: three widths, light and dark, forced colours, large text, and
// the printed pages. What to look for is in docs/design.md.
//
//   node pictures.mjs PLANPRESS OUT [WORD…]      only pictures whose names contain one of the words
//   node pictures.mjs PLANPRESS --docs           those that README and docs/ show, in their places
//
// The pages are those of this repository's site, of the sites in tests/fixtures that show the theme's extremes, of one with
// all that stands on pages across the years, and of one whose plans have just been sealed.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { address, sample } from "./browser.mjs";
import { withBrowser } from "./looks.mjs";
import { withPalette } from "./palette.mjs";
import { makeSealedSite } from "./sealed.mjs";
import { serve } from "./serve.mjs";
import { here } from "./tools.mjs";

const WIDTHS = [1440, 768, 360];

/** Builds the site in `source` of tests/fixtures; gives the folder that holds its pages. */
function build(planpress, source, folder) {
  execFileSync(planpress, ["build", "--root", path.join(here, "../fixtures", source), "--output", folder, "--drafts"], { stdio: "pipe" });
  return folder;
}

/** Plans that have just been sealed, and beside them in `bag/` a bag's own pages, as one finds them on a disk. */
function sealed(planpress, folder) {
  const made = makeSealedSite(planpress, folder);
  cpSync(made.amended, path.join(made.public, "bag"), { recursive: true });
  return made.public;
}

/** A page that leads on at once, made to stay. */
function stay(root, file) {
  const at = path.join(root, file);
  writeFileSync(at, readFileSync(at, "utf8").replace(/<meta http-equiv="refresh"[^>]*>/, ""));
  return root;
}

/** How each site is made, and its pages: the first and the longest of each kind, with `more` or, where `only` is given, these. */
const SITES = {
  own: { make: (planpress, folder) => build(planpress, "../..", folder) },
  showcase: {
    make: (planpress, folder) => build(planpress, "showcase", folder),
    more: ["bureau/2026/firms/index.html", "bureau/2026/empty/index.html", "bureau/2026/short/index.html", "office/2025/index.html", "office/index.html"],
  },
  english: { make: (planpress, folder) => build(planpress, "showcase-english", folder) },
  years: { make: (planpress, folder) => build(planpress, "years", folder) },
  sealed: { make: sealed, only: ["archive", "city/2019", "city/2019/excerpt", "district/2016", "district/2016/indicators", "bag"].map((one) => `${one}/index.html`) },
  // A page that leads on to another.
  moved: { make: (planpress, folder) => stay(build(planpress, "chinese", folder), "guanyu/index.html"), only: ["guanyu/index.html"] },
};

/**
 * The pictures of README and docs/, all of the worked example: a page, how wide, and what of it, from above what `from`
 * selects (else from the top) to below what `to` selects, or so many pixels.
 */
const DOCS = {
  "screenshot.png": { page: "index.html", width: 1200, to: ".current" },
  "pictures/plan.png": { page: "example/2026/platforms/index.html", width: 1200, height: 1500 },
  "pictures/indicator.png": { page: "example/indicators/tech-contracts/index.html", width: 1200, height: 1900 },
  "pictures/changes.png": { page: "example/2026/changes/index.html", width: 1200, height: 1500 },
  "pictures/sealed.png": { page: "example/2024/index.html", width: 1200, height: 1000 },
  "pictures/phone.png": { page: "example/2026/indicators/index.html", width: 360, from: "main table", height: 900 },
};

/** What of a page is wanted, in pixels of the page. */
async function part(page, { width, from, to, height }) {
  const edge = async (selector, side) => Math.round(await page.locator(selector).first().evaluate((one, name) => one.getBoundingClientRect()[name] + scrollY, side));
  const all = await page.evaluate(() => document.documentElement.scrollHeight);
  const y = from ? Math.max((await edge(from, "top")) - 24, 0) : 0;
  const bottom = to ? (await edge(to, "bottom")) + 24 : y + height;
  return { x: 0, y, width, height: Math.min(bottom, all) - y };
}

/** Makes the pictures that README and docs/ show. Nothing in them depends on the day or on the machine's settings, but for its fonts. */
async function picturesOfDocs(planpress) {
  const work = mkdtempSync(path.join(os.tmpdir(), "planpress-pictures-"));
  const root = SITES.own.make(path.resolve(planpress), path.join(work, "own"));
  const server = await serve(root, "/");
  await withBrowser(async (page) => {
    await page.emulateMedia({ colorScheme: "light", forcedColors: "none" });
    for (const [name, wanted] of Object.entries(DOCS)) {
      if (!existsSync(path.join(root, wanted.page))) throw new Error(`the site has no ${wanted.page}`);
      await page.setViewportSize({ width: wanted.width, height: 900 });
      await page.goto(address(server.address, wanted.page));
      const to = path.join(here, "../../docs", name);
      mkdirSync(path.dirname(to), { recursive: true });
      const png = await page.screenshot({ fullPage: true, clip: await part(page, wanted) });
      writeFileSync(to, await withPalette(page, png));
      console.log(`docs/${name}`);
    }
  });
  await server.close();
  rmSync(work, { recursive: true, force: true });
}

/** A page's file name as part of a picture's. */
const named = (file) => file.replace(/(?:^|\/)index\.html$/, "").replace(/\.html$/, "").replaceAll("/", "-") || "home";

async function shoot(page, url, to) {
  await page.goto(url);
  await page.screenshot({ path: to, fullPage: true });
}

async function main(planpress, out, words) {
  const wanted = (name) => words.length === 0 || words.some((word) => name.includes(word));
  const work = mkdtempSync(path.join(os.tmpdir(), "planpress-pictures-"));
  mkdirSync(out, { recursive: true });
  let count = 0;
  await withBrowser(async (page) => {
    for (const [site, { make, more = [], only }] of Object.entries(SITES)) {
      const root = make(path.resolve(planpress), path.join(work, site));
      const server = await serve(root, "/");
      for (const file of only ?? new Set([...sample(root), ...more, "404.html"])) {
        if (!existsSync(path.join(root, file))) throw new Error(`${site} has no ${file}`);
        const url = file === "404.html" ? `${server.address}no/such/page` : address(server.address, file);
        const looks = WIDTHS.flatMap((width) => ["light", "dark"].map((colorScheme) => [`${width}-${colorScheme}`, width, { colorScheme }]));
        looks.push(["1440-forced", 1440, { colorScheme: "dark", forcedColors: "active" }], ["360-large", 360, { colorScheme: "light" }]);
        for (const [look, width, media] of looks) {
          const name = `${site}-${named(file)}-${look}`;
          if (!wanted(name)) continue;
          await page.setViewportSize({ width, height: 900 });
          await page.emulateMedia({ forcedColors: "none", ...media });
          if (look.endsWith("large")) {
            await page.goto(url);
            await page.evaluate(() => localStorage.setItem("planpress-large", "on"));
          }
          await shoot(page, url, path.join(out, `${name}.png`));
          if (look.endsWith("large")) await page.evaluate(() => localStorage.clear());
          count += 1;
        }
        const name = `${site}-${named(file)}-print`;
        if (!wanted(name)) continue;
        await page.emulateMedia({ media: null, colorScheme: "light", forcedColors: "none" });
        await page.goto(url);
        const pdf = path.join(work, `${name}.pdf`);
        writeFileSync(pdf, await page.pdf({ preferCSSPageSize: true }));
        execFileSync("pdftoppm", ["-r", "80", "-png", pdf, path.join(out, name)]);
        count += readdirSync(out).filter((one) => one.startsWith(`${name}-`)).length;
      }
      await server.close();
    }
  });
  rmSync(work, { recursive: true, force: true });
  console.log(`${count} pictures in ${out}`);
}

const [planpress, out, ...words] = process.argv.slice(2);
if (!planpress || !out) {
  console.error("usage: node pictures.mjs PLANPRESS OUT [WORD…], or PLANPRESS --docs");
  process.exitCode = 2;
} else if (out === "--docs") {
  await picturesOfDocs(planpress);
} else {
  await main(planpress, out, words);
}
