// Runs every *.test.mjs beside it, one after another: node tests/browser/run.mjs [NAME…]
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { run } from "node:test";
import { spec } from "node:test/reporters";

const here = new URL(".", import.meta.url).pathname;
const wanted = process.argv.slice(2);
const files = readdirSync(here)
  .filter((name) => name.endsWith(".test.mjs") && (wanted.length === 0 || wanted.some((part) => name.includes(part))))
  .sort()
  .map((name) => join(here, name));
if (files.length === 0) throw new Error("no test has that name");

run({ files, concurrency: 1, timeout: 600_000 })
  .on("test:fail", () => (process.exitCode = 1))
  // A test that is skipped tells nothing, so it fails the run.
  .on("test:pass", ({ skip }) => skip !== undefined && (process.exitCode = 1))
  .compose(spec)
  .pipe(process.stdout);
