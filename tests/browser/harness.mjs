// What a walk through the program in a browser needs: the program with its sample data, Debian's
// Chromium, signing in, pictures, and the check for accessibility.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import axe from "axe-core";
import { chromium } from "playwright-core";

const root = new URL("../..", import.meta.url).pathname;
const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");
export const program = process.env.DUBAN ?? join(target, "debug/duban");
const START_MS = 120_000;

/** The two widths that every page is looked at. */
export const WIDTHS = { desk: { width: 1440, height: 1000 }, phone: { width: 390, height: 844 } };

/**
 * Starts `duban demo` in a new folder on a free port and waits until it serves.
 * Gives { url, accounts: [{ account, password, role, unit }], run(…words), stop() }; `run` is the program's command line
 * on the same data, beside the server.
 */
export async function startHouse() {
  const data = mkdtempSync(join(tmpdir(), "duban-"));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(program, ["demo", "--data", join(data, "demo"), "--listen", `127.0.0.1:${port}`], {
    cwd: data,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  const said = [];
  const accounts = [];
  createInterface({ input: child.stdout }).on("line", (line) => {
    said.push(line);
    const [account, password, role, unit, ...rest] = line.trim().split(/\s+/);
    if (unit && rest.length === 0) accounts.push({ account, password, role, unit });
  });
  createInterface({ input: child.stderr }).on("line", (line) => said.push(line));
  let ended = null;
  child.on("error", (error) => (ended = error.message));
  child.on("exit", (code, signal) => (ended ??= `ended with ${code ?? signal}`));

  const stop = async () => {
    if (ended === null) {
      const gone = new Promise((done) => child.once("exit", done));
      child.kill("SIGTERM");
      const late = setTimeout(kill, 10_000);
      await gone;
      clearTimeout(late);
    }
    process.removeListener("exit", kill);
    rmSync(data, { recursive: true, force: true });
  };

  for (const until = Date.now() + START_MS; ; ) {
    if (ended !== null || Date.now() > until) {
      await stop();
      throw new Error(`${program} demo does not serve (${ended ?? "no answer"}):\n${said.slice(-20).join("\n")}`);
    }
    const answer = await fetch(`${url}/healthz`).catch(() => null);
    const run = (...words) => execFileSync(program, [...words, "--data", join(data, "demo")], { encoding: "utf8" }).trim();
    if (answer?.ok) return { url, accounts, said, run, stop };
    await new Promise((wait) => setTimeout(wait, 100));
  }
}

function freePort() {
  return new Promise((done, fail) => {
    const server = createServer().once("error", fail);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

/** Debian's Chromium without anything that calls home. */
export function startBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/**
 * A page of its own session. `width` is "desk" or "phone"; `scripts: false` walks without
 * JavaScript. Errors of scripts and of the content security policy gather in `page.faults`.
 */
export async function openPage(browser, house, { width = "desk", scripts = true, locale = "zh-CN" } = {}) {
  const context = await browser.newContext({
    baseURL: house.url,
    viewport: WIDTHS[width],
    locale,
    javaScriptEnabled: scripts,
  });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  page.faults = [];
  page.on("pageerror", (error) => page.faults.push(error.message));
  page.on("console", (message) => {
    // A refused form is answered with 4xx, which Chromium also reports here: that is no fault.
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) page.faults.push(message.text());
  });
  return page;
}

/** Signs in by the labels of the page; `who` is one of `house.accounts`. */
export async function signIn(page, who) {
  await page.goto("/sign-in");
  await page.getByLabel("登录名").fill(who.account);
  await page.getByLabel("密码").fill(who.password);
  await page.getByRole("main").getByRole("button", { name: "登录" }).first().click();
  await page.waitForURL((url) => url.pathname !== "/sign-in");
}

/** A page of its own session in which one of the demo's accounts is signed in; `options` are those of `openPage`. */
export async function enter(browser, house, name, options) {
  const page = await openPage(browser, house, options);
  await signIn(page, house.accounts.find(({ account }) => account === name));
  return page;
}

/** Uploads a text as a document and gives the number of its draft. */
export async function upload(page, name, text) {
  await page.goto("/documents");
  await page.getByLabel("选择一份文件").setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
  await page.getByRole("button", { name: "上传并解读" }).click();
  await page.waitForURL(/\/drafts\/\d+/);
  return Number(page.url().match(/\/drafts\/(\d+)/)[1]);
}

/** Pictures of the page at both widths: shots/NAME-1440.png, shots/NAME-390.png. */
export async function shot(page, name) {
  const folder = new URL("shots", import.meta.url).pathname;
  mkdirSync(folder, { recursive: true });
  const before = page.viewportSize();
  for (const size of Object.values(WIDTHS)) {
    await page.setViewportSize(size);
    await page.screenshot({ path: join(folder, `${name}-${size.width}.png`), fullPage: true, caret: "initial" });
  }
  await page.setViewportSize(before);
}

/** Fails when axe finds a fault on the page as it is shown, and names each with its places. */
export async function assertAccessible(page) {
  // Evaluated through the debugger, so the page's content security policy stays in force.
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(async () => {
    const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const found = await globalThis.axe.run(document, { runOnly: rules });
    // axe leaves empty style attributes, which the policy would refuse when htmx copies them.
    for (const element of document.querySelectorAll('[style=""]')) element.removeAttribute("style");
    return found;
  });
  const found = violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.html.slice(0, 200)}`));
  assert.deepEqual(found, [], `axe on ${page.url()}`);
}

/** Fails when the page can be scrolled sideways. */
export async function assertFits(page) {
  const [wide, seen] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  assert.ok(wide <= seen, `${page.url()} is ${wide} wide in a window of ${seen}`);
}
