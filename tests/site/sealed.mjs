// A site with sealed plans, for the checks that look at them: this repository's documents, sealed, amended, and built
// again after all that surrounds the sealed pages has changed.
//
//   node sealed.mjs PROGRAM FOLDER
//
// FOLDER then holds `site/` with its `archive/`, `public/`, and `public-later/`: the same site under another title, theme and
// numbering.
import { execFileSync } from "node:child_process";
import { appendFileSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { files, here } from "./tools.mjs";

/** What the site in `folder` holds: where things are, and what was said in making it. */
export function sealedSite(folder) {
  const site = path.join(folder, "site");
  const bag = (plan, number) => path.join(site, "archive", plan, String(number), "data/site");
  return {
    site,
    public: path.join(folder, "public"),
    later: path.join(folder, "public-later"),
    base: "https://plan.example.gov.cn/",
    reason: "文中一处企业名称有误，予以更正。",
    newer: "市科技局2020年工作计划",
    /** A plan with no indicators, and one with tables, bound figures, notes and pictures of numbers. */
    plans: ["city/2019", "district/2016"],
    section: "city/2019/excerpt/",
    bags: [bag("city/2019", 1), bag("city/2019", 2), bag("district/2016", 1)],
    amended: bag("city/2019", 2),
  };
}

function change(file, from, to) {
  const before = readFileSync(file, "utf8");
  const after = before.replace(from, to);
  if (after === before) throw new Error(`${file} has no ${from}`);
  writeFileSync(file, after);
}

function write(root, file, text) {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}

/** Makes the site in `folder`, which must not be there. */
export function makeSealedSite(program, folder) {
  const made = sealedSite(folder);
  const { site } = made;
  if (existsSync(folder)) throw new Error(`${folder} is there already`);
  mkdirSync(site, { recursive: true });
  for (const part of ["site.yaml", "content"]) cpSync(path.join(here, "../..", part), path.join(site, part), { recursive: true });
  const run = (...given) => execFileSync(program, [...given, "--root", site, "--lang", "en"], { stdio: "pipe" });
  run("archive", "city/2019", "--date", "2026-11-24");
  run("archive", "city/2019", "--date", "2026-12-15", "--amend", "--reason", made.reason);
  run("archive", "district/2016", "--date", "2026-11-24");
  write(site, "content/city/2020/_index.md", `---\nkind: plan\ntitle: ${made.newer}\nyear: 2020\nstatus: published\n---\n前言。\n`);
  write(site, "content/city/2020/01-goals.md", "---\ntitle: 目标\n---\n正文。\n");
  run("build", "--strict", "--output", made.public);

  change(path.join(site, "site.yaml"), "title: 科技工作计划", "title: 换过的标题");
  change(path.join(site, "site.yaml"), "theme: gov", 'theme: later\nparams:\n  color: "#8c1d18"');
  change(path.join(site, "content/city/2019/_index.md"), "numbering: none", "numbering: decimal");
  write(site, "themes/later/theme.yaml", 'name: later\nversion: "1"\nextends: gov\n');
  write(site, "themes/later/static/later.css", "body { font-size: 1.5rem; }\n");
  write(site, "themes/later/templates/plan.html", '{% extends "gov/plan.html" %}\n{% block head %}<link rel="stylesheet" href="{{ page.root }}{{ assets["later.css"] }}">\n{% endblock head %}\n');
  appendFileSync(path.join(site, "content/city/2019/01-excerpt.md"), "\n后来加的一段。\n");
  run("build", "--output", made.later);
  return made;
}

/** What of the sealed pages is not, byte for byte, as it lies in the bag. */
export function differences(made, root) {
  const wrong = [];
  for (const bag of [made.amended, made.bags[2]]) {
    for (const file of files(bag)) {
      if (file === "index.html") continue;
      const published = path.join(root, file);
      if (!existsSync(published)) wrong.push(`${file} is sealed and not published`);
      else if (!readFileSync(published).equals(readFileSync(path.join(bag, file)))) wrong.push(`${file} differs from the sealed one`);
    }
  }
  return wrong;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const made = makeSealedSite(path.resolve(process.argv[2]), path.resolve(process.argv[3]));
  for (const root of [made.public, made.later]) {
    for (const wrong of differences(made, root)) {
      console.error(`  ${path.basename(root)}: ${wrong}`);
      process.exitCode = 1;
    }
  }
}
