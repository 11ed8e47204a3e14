// Every plan, every page of changes and one page of each other kind of the sites in ROOT…, on paper: see print.mjs.
//
//   node paper.mjs ROOT…
import { readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { address, sample } from "./browser.mjs";
import { withBrowser } from "./looks.mjs";
import { checkPrint } from "./print.mjs";
import { serve } from "./serve.mjs";
import { files, report } from "./tools.mjs";

/** All that is wrong with the paper of the site in `root`. */
export async function checkPaper(page, root) {
  const findings = [];
  const server = await serve(root, "/");
  const many = files(root).filter((file) => /(?:^|\/)(?:\d{4}|changes)\/index\.html$/.test(file));
  // What is framed elsewhere is nothing that anybody prints by itself.
  const pages = new Set([...sample(root), ...many].filter((file) => !file.endsWith("/embed/index.html")));
  for (const file of pages) await checkPrint(page, address(server.address, file), file, findings);
  let checked = pages.size;
  // Wherever the text of an official document ends, its end stays whole and its foot at the foot of the last page.
  const official = [...pages].filter((file) => readFileSync(path.join(root, file), "utf8").includes('<body class="kind-plan official">'));
  for (const file of official) {
    for (let more = 12; more < 225; more += 25) {
      await checkPrint(page, address(server.address, file), `${file} with ${more} mm more`, findings, {
        prepare: (one) => one.evaluate((room) => document.querySelector(".foreword").style.setProperty("padding-bottom", room, "important"), `${more}mm`),
      });
      checked += 1;
    }
  }
  await server.close();
  return { checked, findings };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await withBrowser(async (page) => {
    for (const root of process.argv.slice(2)) {
      const { checked, findings } = await checkPaper(page, path.resolve(root));
      report(`paper of ${path.basename(root)}`, checked, findings);
    }
  });
}
