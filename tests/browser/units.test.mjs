// The directory of units, as those who keep it work: looked through and exported by a supervisor, who may not change
// it; kept by the administrator, whose mistakes come back as they were typed, each told at its field.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { assertAccessible, assertFits, enter, shot, startBrowser, startHouse, WIDTHS } from "./harness.mjs";

let house, browser, folder;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), "units-"));
  house = await startHouse();
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await house?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Both widths fit, and axe finds nothing at either. */
async function look(page, name) {
  for (const size of Object.values(WIDTHS)) {
    await page.setViewportSize(size);
    await assertFits(page);
    await assertAccessible(page);
  }
  await page.setViewportSize(WIDTHS.desk);
  await shot(page, `units-${name}`);
}

const button = (page, name) => page.getByRole("main").getByRole("button", { name, exact: true });
/** An input by its label; one that may be left empty says so behind it. */
const input = (page, label) => page.getByRole("main").getByLabel(new RegExp(`^${label}\\s*(（可不填）)?$`));
const names = (page) => page.locator("tbody td:nth-child(2) a").allInnerTexts();

/** Fields are filled in by their labels, the form is sent, and the sentence stands at the field, which kept its words. */
async function refused(page, typed, send, label, sentence) {
  for (const [field, words] of Object.entries(typed)) await input(page, field).fill(words);
  // What a browser would stop itself has to be told by the page, too.
  await page.evaluate(() => document.querySelectorAll("form").forEach((form) => (form.noValidate = true)));
  await button(page, send).click();
  await page.getByRole("alert").getByText(sentence).waitFor();
  const field = input(page, label);
  const told = await field.evaluate((input) => input.getAttribute("aria-describedby").trim().split(" ").map((id) => document.getElementById(id).innerText).join(" "));
  assert.match(told, sentence);
  for (const [of, words] of Object.entries(typed)) assert.equal(await input(page, of).inputValue(), words);
  // The summary leads to the field.
  await page.getByRole("alert").getByRole("link", { name: sentence }).click();
  assert.ok(await field.isVisible());
}

/** Chooses a table on the page of the import and lets it be compared. */
async function compared(page, name, bytes) {
  await page.goto("/units/import");
  await page.getByLabel("表格文件").setInputFiles({ name, mimeType: "application/octet-stream", buffer: Buffer.from(bytes) });
  await button(page, "看看会怎样").click();
  await page.waitForLoadState("load");
}

/** The table as LibreOffice makes a workbook of it; nothing on a developer's machine without one. */
function workbook(csv) {
  const options = [`-env:UserInstallation=file://${folder}/profile`, "--headless", "--infilter=CSV:44,34,76,1"];
  writeFileSync(join(folder, "table.csv"), csv);
  try {
    execFileSync("soffice", [...options, "--convert-to", "xlsx", "--outdir", folder, join(folder, "table.csv")], { stdio: "ignore" });
  } catch (error) {
    if (process.env.CI || error.code !== "ENOENT") throw error;
    return console.log("left out: there is no LibreOffice");
  }
  return readFileSync(join(folder, "table.xlsx"));
}

/** The list as a file, and its lines. */
async function exported(page) {
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "导出表格" }).click()]);
  assert.match(file.suggestedFilename(), /^units-\d{4}-\d\d-\d\d\.csv$/);
  const bytes = readFileSync(await file.path());
  return { bytes, lines: bytes.toString("utf8").trimEnd().split("\r\n") };
}

test("a supervisor looks through the directory and takes it along", { timeout: 120_000 }, async () => {
  const page = await enter(browser, house, "ducha");
  await page.goto("/units");
  await look(page, "list");
  const all = await names(page);
  assert.ok(all.length > 10 && all.includes("省财政厅"), all.join(" "));
  assert.equal(await page.getByRole("link", { name: "新建单位" }).count(), 0, "a supervisor keeps no units");

  await input(page, "类型").selectOption({ label: "单位组" });
  await button(page, "筛选").click();
  await page.waitForURL(/kind=group/);
  const groups = await names(page);
  assert.ok(groups.length > 0 && groups.length < all.length && groups.includes("各市州政府"), groups.join(" "));

  await page.goto("/units");
  await input(page, "名称、曾用名").fill("发展改革委");
  await button(page, "筛选").click();
  await page.waitForURL(/q=/);
  assert.deepEqual(await names(page), ["省发展改革委"]);
  // What is shown is what is exported: a head and one line, under a mark by which spreadsheets know UTF-8.
  const { bytes, lines } = await exported(page);
  assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
  assert.equal(lines.length, 2, lines.join("\n"));
  assert.ok(lines[1].includes("省发展改革委"));

  await input(page, "名称、曾用名").fill("没有这个单位");
  await button(page, "筛选").click();
  await page.getByRole("link", { name: "清除筛选" }).last().waitFor();
  await look(page, "none");
  await page.goto("/units");
  await page.getByRole("link", { name: "省财政厅", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: "省财政厅" }).waitFor();
  assert.equal(await page.getByRole("main").getByRole("textbox").count(), 0);
  await look(page, "shown");
  assert.equal((await page.goto("/units/new")).status(), 403);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test("a unit is added, and mistakes come back as they were typed", { timeout: 120_000 }, async () => {
  const page = await enter(browser, house, "guanli");
  await page.goto("/units");
  await page.getByRole("link", { name: "新建单位" }).click();
  await page.waitForURL(/\/units\/new/);
  const fields = { 名称: "省低空经济办", "简称、别名": "低空办、省低空办" };
  await refused(page, { ...fields, 名称: "省财政厅" }, "保存", "名称", /“省财政厅”已经有了/);
  await refused(page, { ...fields, 名称: "" }, "保存", "名称", /还没有填/);
  await refused(page, { ...fields, 行政区划代码: "63" }, "保存", "行政区划代码", /不是 6 位数字/);
  await input(page, "行政区划代码").fill("");
  await refused(page, { ...fields, 排序: "第三" }, "保存", "排序", /第三/);
  await look(page, "refused");
  await input(page, "排序").fill("90");
  await button(page, "保存").click();
  await page.getByRole("status").getByText(/已保存，存证/).waitFor();
  await look(page, "added");

  // It is found by its other name.
  await page.goto("/units?q=省低空办");
  assert.deepEqual(await names(page), ["省低空经济办"]);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test("a table is imported after its faults are told line by line", { timeout: 180_000 }, async () => {
  const page = await enter(browser, house, "guanli");
  const table = (rows) => ["名称,简称,级别,行政区划代码,成员,备注", ...rows].join("\r\n");
  const faulty = [
    "省营商环境局,营商局,省级,,,新设",
    "省口岸办,,厅级,,,",
    ",没有名称,,,,",
    "省营商环境局,,,,,",
    "文旅三家,,,,省营商环境局、省没有厅,",
    "省留学办,,,6300,,",
  ];
  await compared(page, "单位.csv", table(faulty));
  await look(page, "import-faulty");
  const told = new Map();
  for (const row of await page.locator("tbody tr").all()) {
    const [n, , , words] = await row.locator("td").allInnerTexts();
    told.set(Number(n), words);
  }
  for (const [row, sentence] of [
    [3, /级别“厅级”认不出/],
    [4, /没有写名称/],
    [5, /与第 2 行同名/],
    [6, /“省没有厅”不在现有单位里/],
    [7, /“6300”不是 6 位数字/],
  ]) assert.match(told.get(row) ?? "", sentence, `row ${row}`);
  await page.getByText("没有用到的列：备注").waitFor();

  // The same faults in a workbook.
  const book = workbook(table(faulty));
  if (book) {
    await compared(page, "单位.xlsx", book);
    await page.getByText("有错 5").waitFor();
  }

  await compared(page, "封面.txt", "单位目录\n");
  await page.getByRole("alert").getByText(/没有“名称”这个表头/).waitFor();
  await look(page, "import-refused");

  await compared(page, "单位.csv", table(["省营商环境局,营商局,省级,,,", "省口岸办,,省级,,,", "群众工作部门,,,,省口岸办、省营商环境局,"]));
  await button(page, "导入 3 行").click();
  await page.getByText("已导入：新建 3 个，修改 0 个。").waitFor();
  // Who says no place comes behind the others.
  await page.goto("/units");
  assert.deepEqual((await names(page)).slice(-3), ["省营商环境局", "省口岸办", "群众工作部门"]);
  await page.goto("/units?q=群众工作部门");
  assert.match(await page.locator("tbody").innerText(), /省口岸办、省营商环境局/);

  // What was exported and is read again changes nothing, as text and as a workbook.
  await page.goto("/units?retired=1");
  const { bytes, lines } = await exported(page);
  for (const [name, table] of [["units.csv", bytes], ["units.xlsx", workbook(bytes)]].filter(([, table]) => table)) {
    await compared(page, name, table);
    await page.getByText(`不变 ${lines.length - 1}`).waitFor();
    await page.getByText("没有要导入的").waitFor();
  }
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test("a unit is merged into another once what is wrong is mended", { timeout: 120_000 }, async () => {
  const page = await enter(browser, house, "guanli");
  await page.goto("/units/new");
  await input(page, "名称").fill("省老旧办");
  await button(page, "保存").click();
  await page.getByRole("status").getByText(/已保存/).waitFor();
  const merge = async (into, since, label, sentence) => {
    const summary = page.locator("#merge > summary");
    if (!(await page.locator("#merge").getAttribute("open").then((open) => open !== null))) await summary.click();
    await refused(page, { 并入哪个单位: into, 从哪天起: since }, "并入", label, sentence);
  };
  await merge("省老旧办", "2026-05-01", "并入哪个单位", /只能并入另一个在用的单位/);
  await merge("各市州政府", "2026-05-01", "并入哪个单位", /只能并入另一个在用的单位/);
  await merge("省财正厅", "2026-05-01", "并入哪个单位", /没有叫“省财正厅”的单位，最接近：省财政厅/);
  await merge("", "2026-05-01", "并入哪个单位", /还没有填/);
  await merge("省财政厅", "2999-01-01", "从哪天起", /日期应在/);
  await merge("省财政厅", "", "从哪天起", /还没有填/);
  await merge("省财政厅", "去年", "从哪天起", /“去年”认不出/);
  await look(page, "merge-refused");
  await input(page, "从哪天起").fill("2026-05-01");
  await button(page, "并入").click();
  await page.getByText(/已于 2026-05-01 并入/).waitFor();
  await look(page, "merged");
  await button(page, "撤销并入").click();
  await input(page, "名称").waitFor();
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test("the governments of an area become units once they are named rightly", { timeout: 120_000 }, async () => {
  const page = await enter(browser, house, "guanli");
  await page.goto("/units");
  await page.getByRole("link", { name: "行政区划" }).click();
  await page.waitForURL(/\/units\/areas/);
  await refused(page, { 本辖区: "没有省" }, "保存", "本辖区", /没有“没有省”这个行政区划/);
  await refused(page, { 本辖区: "朝阳区" }, "保存", "本辖区", /“朝阳区”有几处/);
  await refused(page, { 本辖区: "" }, "保存", "本辖区", /还没有填/);
  await look(page, "areas-refused");
  await input(page, "本辖区").fill("青海省");
  await button(page, "保存").click();
  const group = page.getByLabel("单位组名称");
  await group.waitFor();
  assert.equal(await group.inputValue(), "各市州政府");
  // A mistake in the one form leaves the other as it was.
  await refused(page, { 本辖区: "没有省" }, "保存", "本辖区", /没有“没有省”/);
  assert.equal(await group.inputValue(), "各市州政府");
  const boxes = page.getByRole("group", { name: "下级政府" }).getByRole("checkbox");
  const below = await boxes.count();
  assert.equal(await page.locator("[name=areas]:checked").count(), below);
  for (const box of await boxes.all()) await box.uncheck();
  await button(page, "建成单位和单位组").click();
  await page.getByRole("alert").getByText(/一个也没有选/).waitFor();
  await look(page, "areas-none");
  await page.getByLabel(/西宁市/).check();
  await refused(page, { 单位组名称: "省财政厅" }, "建成单位和单位组", "单位组名称", /“省财政厅”已经有了/);
  assert.ok(await page.getByLabel(/西宁市/).isChecked());
  await group.fill("各市州试点");
  await button(page, "建成单位和单位组").click();
  await page.getByRole("heading", { level: 1, name: "各市州试点" }).waitFor();
  await look(page, "areas-added");
  assert.deepEqual(page.faults, []);
  await page.context().close();
});
