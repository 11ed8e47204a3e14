// Unpacks the browsers of package-lock.json, which come as archives packed by brotli: each into a folder of its name.
//
//   node unpack.mjs FOLDER
//
// FOLDER holds the `node_modules` that npm made.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { brotliDecompressSync } from "node:zlib";

const folder = path.resolve(process.argv[2]);
const { devDependencies } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
for (const name of Object.keys(devDependencies)) {
  const packed = path.join(folder, "node_modules", name, "bin");
  const to = path.join(folder, name);
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to);
  const unpacked = (file) => brotliDecompressSync(readFileSync(path.join(packed, `${file}.br`)));
  writeFileSync(path.join(to, "chromium"), unpacked("chromium"), { mode: 0o755 });
  // What draws without a graphics card stands beside the program.
  execFileSync("tar", ["xf", "-", "-C", to, "--no-same-owner"], { input: unpacked("swiftshader.tar") });
  console.log(`${name}: unpacked`);
}
// The archives are as large again.
rmSync(path.join(folder, "node_modules"), { recursive: true });
