// Builds dist/: one style sheet, one script, the icon, and a gzip twin of each. Fails when a
// budget is passed, so that a page stays light.
import { build } from "esbuild";
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const TARGET = ["chrome87", "firefox78"];
const BUDGET = { "app.css": { plain: 20_480 }, "app.js": { gzip: 30_720 }, "icon.svg": { plain: 1_024 } };
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
