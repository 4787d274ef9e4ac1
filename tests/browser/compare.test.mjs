// Plan after plan, once: a campaign is confirmed and handed out, the plan after it is held against it, one matter is
// carried on, one ends, and both plans and tasks say so.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { assertAccessible, assertFits, enter, shot, startBrowser, startHouse, upload } from "./harness.mjs";

const documents = new URL("../../crates/reading/tests/documents/compare/", import.meta.url).pathname;

let house, browser;
before(async () => {
  house = await startHouse();
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await house?.stop();
});

/** Uploads one of the documents and gives its draft's address. */
const draftOf = async (page, name) => `/drafts/${await upload(page, name, readFileSync(documents + name))}`;

/** Confirms the draft whose confirming page is shown, and gives the plan's address. */
async function confirm(page) {
  await page.getByRole("button", { name: /项任务进入台账$/ }).click();
  await page.waitForURL(/\/plans\/\d+/);
  return new URL(page.url()).pathname;
}

/** Gives the draft on its confirming page a period. */
async function period(page, start, end) {
  await page.getByLabel("开始").fill(start);
  await page.getByLabel("结束").fill(end);
  await page.getByRole("button", { name: "保存标题和日期" }).click();
  await page.waitForURL(/\/confirm/);
}

test("a plan follows a plan", { timeout: 180_000 }, async () => {
  const page = await enter(browser, house, "ducha");

  const campaign = await draftOf(page, "campaign.txt");
  await page.goto(`${campaign}/confirm`);
  await period(page, "2026-01-08", "2026-04-17");
  const former = await confirm(page);

  const draft = await draftOf(page, "quarter.txt");
  await page.getByRole("link", { name: "与以前的方案对照" }).click();
  await page.waitForURL(/\/compare$/);
  await page.getByLabel("以前的方案", { exact: true }).selectOption(former.match(/\d+/)[0]);
  await page.getByLabel("本方案与它的关系").selectOption("replaces");
  await page.getByRole("button", { name: "对照", exact: true }).click();
  await page.getByRole("link", { name: /^有变化 \d+/ }).waitFor();
  await assertAccessible(page);
  await shot(page, "compare");
  await page.setViewportSize({ width: 390, height: 844 });
  await assertFits(page);
  await page.setViewportSize({ width: 1440, height: 1000 });

  // What replaces proposes to end is looked at: two of the three stay.
  const row = (words) => page.getByRole("row").filter({ hasText: words });
  const ends = page.getByRole("checkbox", { name: "终止" });
  assert.equal(await ends.count(), 3);
  for (const words of ["农民工工资", "冬季招商"]) await row(words).getByRole("checkbox").uncheck();
  assert.equal(await row("企业开办一日办结").getByRole("checkbox").isChecked(), true);
  await page.getByRole("button", { name: "保存，去确认方案" }).click();
  await page.waitForURL(/\/confirm/);
  await page.getByText("结转 7 项，终止 1 项").waitFor();

  // Nothing has happened yet: the former plan has all its tasks at work.
  await page.goto(`/tasks?plan=${former.match(/\d+/)[0]}&state=carried`);
  assert.equal(await page.getByRole("link", { name: /企业开办/ }).count(), 0);
  await page.goto(`${draft}/confirm`);
  await period(page, "2026-04-01", "2026-06-30");
  const later = await confirm(page);

  await page.getByText("替代").first().waitFor();
  await page.getByRole("link", { name: /百日攻坚/ }).first().click();
  await page.waitForURL(`**${former}`);
  await page.getByText("后续方案").first().waitFor();
  await shot(page, "compare-former");

  await page.goto(`/tasks?plan=${former.match(/\d+/)[0]}`);
  await page.getByRole("link", { name: /企业开办一日办结/ }).first().click();
  await page.getByText("结转至").first().waitFor();
  await shot(page, "compare-carried");
  await page.getByRole("link", { name: /企业开办一日办结/ }).last().click();
  await page.getByText("接续自").first().waitFor();
  assert.deepEqual(page.faults, []);
  await page.context().close();
  assert.notEqual(later, former);
});
