// Every plan, every page of changes and one page of each other kind of the sites in ROOT…, on paper: see print.mjs.
//
//   node paper.mjs ROOT…
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
  const pages = new Set([...sample(root), ...many]);
  for (const file of pages) await checkPrint(page, address(server.address, file), file, findings);
  await server.close();
  return { checked: pages.size, findings };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await withBrowser(async (page) => {
    for (const root of process.argv.slice(2)) {
      const { checked, findings } = await checkPaper(page, path.resolve(root));
      report(`paper of ${path.basename(root)}`, checked, findings);
    }
  });
}
