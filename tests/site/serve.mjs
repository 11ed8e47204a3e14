// A web server for a built site, strict as a government portal's: everything must come from the site itself.
import { createServer } from "node:http";
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
  ".xml": "application/xml",
  ".json": "application/json",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
};

/** Serves `root` below `prefix` ("/" or "/a/b/"), with `scripts` or as to a browser that runs none; resolves to its address and a function that ends it. */
export function serve(root, prefix, { scripts = true } = {}) {
  const policy = { "Content-Security-Policy": `default-src 'self'${scripts ? "" : "; script-src 'none'"}`, "X-Content-Type-Options": "nosniff" };
  const server = createServer((request, response) => {
    const file = find(root, prefix, request.url ?? "/");
    if (file) {
      const type = TYPES[path.extname(file)] ?? "application/octet-stream";
      // Compressed, as every web server of today sends text.
      const small = /^(?:text|application\/(?:xml|json)|image\/svg)/.test(type) && /gzip/.test(request.headers["accept-encoding"] ?? "");
      response.writeHead(200, { ...policy, "Content-Type": type, ...(small ? { "Content-Encoding": "gzip" } : {}) });
      response.end(small ? gzipSync(readFileSync(file)) : readFileSync(file));
      return;
    }
    response.writeHead(404, { ...policy, "Content-Type": TYPES[".html"] });
    response.end(notFound(root, prefix));
  });
  return new Promise((resolve, reject) => {
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = `http://127.0.0.1:${server.address().port}${prefix}`;
      resolve({ address, close: () => new Promise((done) => { server.closeAllConnections(); server.close(done); }) });
    });
  });
}

function find(root, prefix, url) {
  let wanted;
  try {
    wanted = decodeURIComponent(url.split(/[?#]/)[0]);
  } catch {
    return undefined;
  }
  if (!wanted.startsWith(prefix)) return undefined;
  const file = path.join(root, wanted.slice(prefix.length));
  if (path.relative(root, file).startsWith("..")) return undefined;
  for (const candidate of wanted.endsWith("/") ? [path.join(file, "index.html")] : [file]) {
    if (statSync(candidate, { throwIfNoEntry: false })?.isFile()) return candidate;
  }
  return undefined;
}

/** The site's own 404 page. Its <base> names the published address, and here the site stands at `prefix`. */
function notFound(root, prefix) {
  const file = path.join(root, "404.html");
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return "no 404 page";
  return readFileSync(file, "utf8").replace(/(<base\s[^>]*href=")[^"]*(")/, `$1${prefix}$2`);
}
