// A web server answers a link to a folder with the folder's page; from disk a browser lists its files.
// There, and only there, links to folders are made to lead to their pages.
if (location.protocol === "file:") {
  for (const link of document.links) {
    if (link.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
  }
  for (const form of document.forms) {
    if (form.action.startsWith("file:") && form.action.endsWith("/")) form.action += "index.html";
  }
}
