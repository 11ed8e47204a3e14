// Pictures of every kind of page, for people to look at: three widths, light and dark, forced colours, large text, and
// the printed pages. What to look for is in docs/design.md.
//
//   node pictures.mjs PLANPRESS OUT [WORD…]      only pictures whose names contain one of the words
//
// The pages are those of this repository's site and of the sites in tests/fixtures that show the theme's extremes.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { address, sample } from "./browser.mjs";
import { withBrowser } from "./looks.mjs";
import { serve } from "./serve.mjs";
import { here } from "./tools.mjs";

const WIDTHS = [1440, 768, 360];
const repository = path.join(here, "../..");
const SITES = { own: repository, showcase: path.join(here, "../fixtures/showcase"), english: path.join(here, "../fixtures/showcase-english") };
/** Pages that are looked at besides the first and the longest of their kind. */
const MORE = { own: [], showcase: ["bureau/2026/firms/index.html", "bureau/2026/empty/index.html", "office/2025/index.html"], english: [] };

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
    for (const [site, root] of Object.entries(SITES)) {
      const built = path.join(work, site);
      execFileSync(path.resolve(planpress), ["build", "--root", root, "--output", built, "--drafts"], { stdio: ["ignore", "ignore", "inherit"] });
      const server = await serve(built, "/");
      for (const file of [...new Set([...sample(built), ...MORE[site]]), "404.html"]) {
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
        execFileSync("pdftoppm", ["-r", "60", "-png", pdf, path.join(out, name)]);
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
  console.error("usage: node pictures.mjs PLANPRESS OUT [WORD…]");
  process.exitCode = 2;
} else {
  await main(planpress, out, words);
}
