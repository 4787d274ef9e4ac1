// A long document's review, as people work: from upload to ledger in few steps, two at once, units drawn from duty to
// duty, many tasks changed together, two thousand tasks, without scripts, and the annotation that a corpus keeps.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { assertAccessible, assertFits, enter, program, shot, startBrowser, startHouse, upload as uploaded } from "./harness.mjs";

const MOST_INTERACTIONS = 40;
const MOST_BYTES = 100 * 1024;
const root = new URL("../..", import.meta.url).pathname;
/** A plan of 49 tasks: the sample's, or the first of a corpus, without its note lines. */
const PLAN = (process.env.DUBAN_CORPUS ? readFileSync(join(process.env.DUBAN_CORPUS, "001.txt"), "utf8") : readFileSync(join(root, "examples/plan.txt"), "utf8")).replace(/^(# .*\n)+\n*/, "");
const TASKS = 49;
/** A plan with a limit from an event, one from the day it was issued, and a duty that comes again. */
const LIMITS = `岚川省人民政府办公厅关于印发2026年政府投资项目管理重点任务的通知
岚政办〔2026〕31号

各市、自治州人民政府，省政府各委、办、厅、局：

一、规范项目管理
（一）完成竣工验收备案。督促项目单位自验收合格后10个工作日内完成备案。
牵头单位：省住房城乡建设厅
（二）制定配套办法。本通知印发后30日内制定资金管理办法。
牵头单位：省财政厅
（三）报送工作进展。每季度末月20日前报送项目进展情况。
牵头单位：省发展改革委

岚川省人民政府办公厅
2026年11月20日
`;

let house, browser;
before(async () => {
  house = await startHouse();
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await house?.stop();
});

const as = (name, options) => enter(browser, house, name, options);

/** The same words are kept once, so each upload ends with other blank lines. */
let uploads = 0;
const upload = (page, text) => uploaded(page, `plan-${++uploads}.txt`, text + "\n".repeat(uploads));

async function look(page) {
  await assertFits(page);
  await assertAccessible(page);
}

/** Goes to the nth task of the list. */
async function go(page, nth) {
  const link = page.getByRole("region", { name: "全部任务" }).locator("tr[id^=row-]").nth(nth).getByRole("link");
  const task = (await link.getAttribute("href")).match(/task=\d+/)[0];
  await link.click();
  await page.waitForURL(new RegExp(task));
  await card(page).getByText(`第 ${nth + 1} / `).waitFor();
}

const card = (page) => page.getByRole("region", { name: /第 \d+ \/ \d+ 项/ });
const chip = (page, duty, unit) => page.locator(`[data-duty=${duty}] [data-unit="${unit}"]`);

for (const width of ["desk", "phone"]) {
  test(`from upload to ledger in at most ${MOST_INTERACTIONS} interactions (${width})`, { timeout: 120_000 }, async () => {
    const page = await as("ducha", { width });
    const draft = await upload(page, PLAN);
    let interactions = 2; // the file is chosen, the button pressed
    const act = async (key, button) => {
      interactions++;
      if (width === "desk") await page.keyboard.press(key);
      else await button.click();
    };
    await shot(page, `review-begin-${width}`);
    await look(page);
    const accept = page.getByRole("button", { name: /^正确/ });
    while ((await accept.count()) > 0) {
      const was = await page.getByText(/^提示 \d+ \/ \d+/).innerText();
      await act("a", accept);
      await page.waitForFunction((was) => !document.body.innerText.includes(was), was);
      assert.ok(interactions <= MOST_INTERACTIONS, `${interactions} interactions and warnings left`);
    }
    await page.getByText("提示都看过了").waitFor();
    await page.getByText("没有待看的提示").waitFor();
    await shot(page, `review-seen-${width}`);
    await look(page);
    await act("c", page.getByRole("link", { name: /^确认方案/ }).first());
    await page.getByRole("heading", { level: 1, name: /^确认方案/ }).waitFor();
    assert.notEqual(await page.getByLabel("开始").inputValue(), "", "the period was read");
    await page.getByRole("button", { name: `确认，${TASKS} 项任务进入台账` }).click();
    interactions++;
    await page.waitForURL(/\/plans\/\d+/);
    console.log(`${width}: ${interactions} interactions`);
    assert.ok(interactions <= MOST_INTERACTIONS, `${interactions} interactions`);
    await page.goto(`/drafts/${draft}`);
    await page.getByText("已经确认为方案").waitFor();
    assert.deepEqual(page.faults, []);
    await page.context().close();
  });
}

test("two people at one document see each other's changes and lose nothing", { timeout: 120_000 }, async () => {
  const [one, two] = [await as("ducha"), await as("ducha2")];
  const draft = await upload(one, PLAN);
  await two.goto(`/drafts/${draft}`);
  await one.getByText(/正在看（/).waitFor();
  // Both look at the first task; the second one is typing.
  for (const page of [one, two]) await go(page, 0);
  const lead = await one.locator("[data-duty=responsible] [data-unit]").first().getAttribute("data-unit");
  const field = two.getByLabel("添加单位");
  await field.fill("省审计厅");
  await one.getByRole("button", { name: `${lead}：改为牵头单位` }).click();
  await chip(one, "lead", lead).waitFor();
  await two.getByText(new RegExp(`已保存.*的${lead}改为牵头单位`)).first().waitFor();
  assert.equal(await field.inputValue(), "省审计厅", "what was typed stays");
  assert.ok(await field.evaluate((field) => field === document.activeElement), "and the focus");
  assert.equal(await chip(two, "lead", lead).count(), 0, "what is typed in waits");
  // What is sent on an old sight is refused with a sentence, and comes back.
  await two.getByRole("button", { name: "加为责任" }).click();
  await two.getByRole("alert").getByText(/有人改过/).waitFor();
  assert.equal(await two.getByLabel("添加单位").inputValue(), "省审计厅");
  await chip(two, "lead", lead).waitFor();
  await two.getByRole("button", { name: "加为责任" }).click();
  await chip(two, "responsible", "省审计厅").waitFor();
  // The first one has typed nothing, so the change comes by itself.
  await one.locator("main").focus();
  await chip(one, "responsible", "省审计厅").waitFor();
  for (const page of [one, two]) {
    assert.deepEqual(page.faults, []);
    await page.context().close();
  }
});

test("a unit is drawn to another duty, by the mouse and by keys", { timeout: 120_000 }, async () => {
  const page = await as("ducha");
  await upload(page, PLAN);
  await go(page, 1);
  const unit = await page.locator("[data-duty=responsible] [data-unit]").first().getAttribute("data-unit");
  await chip(page, "responsible", unit).scrollIntoViewIfNeeded();
  const [from, to] = [await chip(page, "responsible", unit).boundingBox(), await page.locator("[data-duty=lead]").boundingBox()];
  await page.mouse.move(from.x + 20, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(from.x + 40, from.y, { steps: 4 });
  await page.mouse.move(to.x + to.width - 30, to.y + to.height / 2, { steps: 8 });
  await page.mouse.up();
  await chip(page, "lead", unit).waitFor();
  const button = () => page.getByRole("button", { name: new RegExp(`^${unit}：改为`) });
  assert.ok(await button().evaluate((button) => button === document.activeElement), "the focus goes with it");
  await page.keyboard.press("ArrowDown");
  await chip(page, "responsible", unit).waitFor();
  assert.ok(await button().evaluate((button) => button === document.activeElement));
  await page.keyboard.press("ArrowUp");
  await chip(page, "lead", unit).waitFor();
  await page.keyboard.press("u");
  await chip(page, "responsible", unit).waitFor();
  await page.keyboard.press("r");
  await chip(page, "lead", unit).waitFor();
  await page.keyboard.press("?");
  await page.getByRole("dialog").getByText("批量修改").waitFor();
  await assertAccessible(page);
  await page.keyboard.press("Escape");
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test("words that are selected become a task, or split one", { timeout: 120_000 }, async () => {
  const page = await as("ducha");
  await upload(page, PLAN);
  const count = async () => Number((await card(page).getByText(/第 \d+ \/ \d+ 项/).innerText()).match(/\/ (\d+)/)[1]);
  await go(page, 1);
  /** Selects words in the document: from the nth character of the last line of the task that is looked at before its units. */
  const select = (line, from, to) =>
    page.locator("#doc .now").nth(line).evaluate((line, [from, to]) => {
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      const range = document.createRange();
      let at = 0;
      for (let node = walker.nextNode(); node; at += node.length, node = walker.nextNode()) {
        if (from >= at && from < at + node.length) range.setStart(node, from - at);
        if (to > at && to <= at + node.length) range.setEnd(node, to - at);
      }
      const selection = document.getSelection();
      selection.removeAllRanges();
      selection.addRange(range);
    }, [from, to]);
  assert.equal(await count(), TASKS);
  await select(0, 12, 30);
  await page.getByRole("button", { name: "从选中处拆成两项" }).click();
  await page.waitForFunction((n) => document.body.innerText.includes(`/ ${n} 项`), TASKS + 1);
  await select(0, 5, 20);
  await page.getByRole("button", { name: "选中的文字另成一项任务" }).click();
  await page.waitForFunction((n) => document.body.innerText.includes(`/ ${n} 项`), TASKS + 2);
  await page.keyboard.press("u");
  await page.waitForFunction((n) => document.body.innerText.includes(`/ ${n} 项`), TASKS + 1);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test("many tasks are changed at once and back in one step", { timeout: 120_000 }, async () => {
  for (const width of ["desk", "phone"]) {
    const page = await as("ducha", { width });
    const draft = await upload(page, PLAN);
    const list = page.getByRole("region", { name: "全部任务" });
    for (const place of [0, 1, 2]) await list.getByRole("checkbox").nth(place).check();
    await list.getByRole("button", { name: /^批量修改/ }).click();
    await page.getByRole("heading", { level: 1, name: "批量修改" }).waitFor();
    await page.getByRole("link", { name: "由某单位牵头" }).click();
    await page.getByLabel("选中的 3 项").isChecked();
    await page.getByLabel("单位", { exact: true }).fill("省档案馆");
    await page.getByRole("button", { name: "看会改哪些" }).click();
    await page.getByRole("heading", { name: "会改 3 项，范围内共 3 项" }).waitFor();
    await shot(page, `review-many-${width}`);
    await look(page);
    await page.getByRole("button", { name: "改这 3 处" }).click();
    await chip(page, "lead", "省档案馆").waitFor();
    await page.getByText(/已保存.*把省档案馆定为3 项任务的牵头单位|已保存.*把省档案馆定为 ?3 项任务/).first().waitFor();
    await page.getByRole("button", { name: /^撤回我的上一步/ }).click();
    await chip(page, "lead", "省档案馆").waitFor({ state: "detached" });
    await page.goto(`/drafts/${draft}/many?what=to-lead&scope=all&name=${encodeURIComponent("省档案馆")}`);
    await page.getByRole("heading", { name: /没有要改的/ }).waitFor();
    assert.deepEqual(page.faults, []);
    await page.context().close();
  }
});

/** A plan of two thousand tasks: the sections of the sample's again and again, numbered on. */
function long() {
  const text = readFileSync(join(root, "examples/plan.txt"), "utf8");
  const start = text.indexOf("（一）抓好");
  const end = text.indexOf("\n三、", start);
  const sections = text.slice(start, end).split(/^（[一二三四五六七八九十]+）(?=.*行动。)/m).slice(1);
  const figures = "零一二三四五六七八九";
  const numeral = (n) =>
    n >= 100 ? `${figures[Math.floor(n / 100)]}百${n % 100 ? (n % 100 < 10 ? "零" : "") + numeral(n % 100).replace(/^十/, "一十") : ""}`
    : n >= 10 ? `${n >= 20 ? figures[Math.floor(n / 10)] : ""}十${n % 10 ? figures[n % 10] : ""}`
    : figures[n];
  let body = "";
  let tasks = 0;
  for (let n = 0; ; n++) {
    const section = sections[n % sections.length];
    const more = section.match(/^（[０-９]+）/gm).length;
    if (tasks + more > 2000) return { text: text.slice(0, start) + body + text.slice(end), tasks };
    tasks += more;
    body += `（${numeral(n + 1)}）${section}`;
  }
}

for (const width of ["desk", "phone"]) {
  test(`two thousand tasks are looked at to the end (${width})`, { timeout: 180_000 }, async () => {
    const { text, tasks } = long();
    assert.ok(tasks > 1980, `${tasks}`);
    const page = await as("ducha", { width });
    const draft = await upload(page, text);
    const own = await fetch(`${house.url}/drafts/${draft}`, {
      headers: { cookie: (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ") },
    });
    const bytes = Buffer.byteLength(await own.text());
    const assets = await Promise.all(["app.css", "app.js"].map(async (name) => (await gzipped(page, name)).length));
    console.log(`${width}: ${tasks} tasks, page ${bytes} bytes, with style and script ${bytes + assets[0] + assets[1]}`);
    assert.ok(bytes + assets[0] + assets[1] <= MOST_BYTES, "a first visit is light");
    await shot(page, `review-long-${width}`);
    await look(page);
    // The list to its end, then the text.
    const rows = page.locator("#list tr[id^=row-]");
    const more = page.locator("#list a[rel=next]");
    while ((await more.count()) > 0) {
      const was = await rows.count();
      await bring(more);
      await page.waitForFunction((was) => document.querySelectorAll("#list tr[id^=row-]").length > was, was);
    }
    assert.equal(await rows.count(), tasks);
    await rows.last().getByRole("link").click();
    await card(page).getByText(`第 ${tasks} / ${tasks} 项`).waitFor();
    const up = page.locator("#doc a[rel=prev]");
    const before = page.locator("#doc [id^=part-]");
    const was = await before.count();
    await bring(up);
    await page.waitForFunction((was) => document.querySelectorAll("#doc [id^=part-]").length > was, was);
    await page.locator("#doc .now").first().scrollIntoViewIfNeeded();
    await page.goto(`/drafts/${draft}`);
    const next = page.locator("#doc a[rel=next]");
    for (let n = 0; n < 3; n++) {
      const was = await before.count();
      await bring(next);
      await page.waitForFunction((was) => document.querySelectorAll("#doc [id^=part-]").length > was, was);
    }
    await page.getByText("目录").first().click();
    await page.waitForFunction(() => document.querySelectorAll("#outline li").length > 100);
    await assertFits(page);
    assert.deepEqual(page.faults, []);
    await page.context().close();
  });
}

/** Brings a link into view that takes its own place's content as soon as it is seen, and is gone then. */
async function bring(link) {
  await link.evaluateAll(([first]) => first?.scrollIntoView({ block: "center" }));
}

async function gzipped(page, name) {
  const [stem, ending] = name.split(".");
  const address = (await page.content()).match(new RegExp(`/assets/${stem}-[0-9a-f]+\\.${ending}`))[0];
  const answer = await page.request.fetch(house.url + address, { headers: { "accept-encoding": "gzip" }, maxRedirects: 0 });
  const length = answer.headers()["content-length"];
  assert.ok(length, `${name} says its length`);
  return { length: Number(length) };
}

test("all of it works without scripts", { timeout: 120_000 }, async () => {
  const page = await as("ducha", { scripts: false });
  const draft = await upload(page, PLAN);
  await page.getByRole("button", { name: /^正确/ }).click();
  await page.getByText(/^提示 2 \/ /).waitFor();
  const list = page.getByRole("region", { name: "全部任务" });
  await go(page, 2);
  const unit = await page.locator("[data-duty=responsible] [data-unit]").first().getAttribute("data-unit");
  await page.getByRole("button", { name: `${unit}：改为牵头单位` }).click();
  await chip(page, "lead", unit).waitFor();
  await page.getByRole("button", { name: /上移/ }).click();
  await page.getByRole("button", { name: /^撤回我的上一步/ }).click();
  await page.getByRole("button", { name: /^重做/ }).waitFor();
  await page.getByText("添加任务").first().click();
  await page.getByLabel("任务的文字").fill("由省统计局牵头核实数据。");
  await page.locator("#add").getByRole("button", { name: "添加任务" }).click();
  await card(page).getByText(`/ ${TASKS + 1} 项`).waitFor();
  await chip(page, "lead", "省统计局").waitFor();
  await list.getByRole("button", { name: /^批量修改/ }).click();
  await page.getByRole("link", { name: "定为一般事项" }).click();
  await page.getByLabel(new RegExp(`全部 ${TASKS + 1} 项`)).check();
  await page.getByRole("button", { name: "看会改哪些" }).click();
  await page.getByRole("button", { name: /^改这 \d+ 处/ }).click();
  await page.waitForURL(new RegExp(`/drafts/${draft}`));
  await page.context().close();
});

test("a limit that counts from an event goes from the document into the task", { timeout: 120_000 }, async () => {
  const page = await as("ducha");
  await upload(page, LIMITS);
  const limits = page.getByRole("row", { name: /^按事件起算的期限/ });
  await limits.getByRole("link", { name: "验收合格后10个工作日内" }).waitFor();
  /** Writes the limit anew and saves it. */
  const write = async (words) => {
    if (!(await limits.getByRole("textbox").first().isVisible())) await limits.getByText("修改", { exact: true }).click();
    await limits.getByRole("textbox").first().fill(words);
    await limits.getByRole("button").click();
  };
  await write("尽快备案");
  await limits.getByText(/认不出“尽快备案”/).waitFor();
  assert.equal(await limits.getByRole("textbox").first().inputValue(), "尽快备案", "what was typed stays");
  await page.getByRole("alert").getByRole("link", { name: /认不出“尽快备案”/ }).click();
  assert.ok(await limits.getByRole("textbox").first().evaluate((field) => field === document.activeElement));
  await shot(page, "review-limit");
  await look(page);
  await write("自验收合格之日起15个工作日内");
  await limits.getByText("验收合格后15个工作日内").waitFor();

  await page.getByRole("link", { name: /^确认方案/ }).first().click();
  await page.getByRole("button", { name: "确认，3 项任务进入台账" }).click();
  await page.waitForURL(/\/plans\/\d+/);
  const plan = page.url().match(/plans\/(\d+)/)[1];
  for (const [task, heading, words] of [
    ["完成竣工验收备案", "按事件起算的期限", "验收合格后15个工作日内"],
    ["制定配套办法", "时限", "12月20日"],
    ["报送工作进展", "重复办理", "每季度末月20日前"],
  ]) {
    await page.goto(`/tasks?plan=${plan}`);
    await page.getByRole("link", { name: new RegExp(task) }).first().click();
    await page.getByRole("region", { name: heading, exact: true }).getByText(words).waitFor();
  }
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test("what was reviewed is a pair of a corpus", { timeout: 120_000 }, async () => {
  const page = await as("ducha");
  const draft = await upload(page, PLAN);
  const folder = mkdtempSync(join(tmpdir(), "duban-corpus-"));
  mkdirSync(join(folder, "gold"));
  for (const [ending, into] of [["txt", ""], ["json", "gold"]]) {
    const answer = await page.request.get(`/drafts/${draft}/annotation.${ending}`);
    assert.equal(answer.status(), 200);
    writeFileSync(join(folder, into, `own.${ending}`), await answer.body());
  }
  assert.match(readFileSync(join(folder, "own.txt"), "utf8"), /^# source: .+\n# title: .+\n\n/);
  const said = execFileSync(program, ["score", folder, "--min", "0.999"], { encoding: "utf8" });
  assert.match(said, /1/);
  rmSync(folder, { recursive: true });
  await page.context().close();
});
