// The whole way once, as people go it, by role and accessible name only: a plan is uploaded, reviewed, confirmed and
// handed out; a unit signs, reports a figure with evidence; its head approves; a supervisor accepts; the head asks to
// clear; the supervisor clears. The overview's figures are read before and after, and recounted from the events.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertAccessible, assertFits as assertNarrow, enter, shot, startBrowser, startHouse, upload } from "./harness.mjs";

const PLAN = `岚川省人民政府办公厅
关于印发岚川省数字车间百日行动方案的通知
岚政办〔2026〕31号

各市州人民政府，省政府各委、办、厅、局：

《岚川省数字车间百日行动方案》已经省政府同意，现印发给你们，请认真组织实施。

岚川省人民政府办公厅
2026年5月18日

岚川省数字车间百日行动方案

一、主要任务

（一）建设一批数字车间。６月底前建成数字车间20个以上，培训技术工人500名。
牵头单位：省工业和信息化厅
责任单位：省财政厅、省工业和信息化厅

（二）推广工业互联网平台。支持中小企业上云用云。
牵头单位：省工业和信息化厅
责任单位：省商务厅，各市州政府

（三）加强要素保障。优先保障数字车间用地、用能。
责任单位：省自然资源厅
`;

let house, browser, token;
before(async () => {
  house = await startHouse();
  token = house.run("token", "create", "ducha");
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await house?.stop();
});

const as = (name, width) => enter(browser, house, name, { width });

// What axe or a page's width finds is told at the end: one fault must not hide the rest of the way.
let found = [];
async function look(page) {
  for (const assertion of [assertAccessible, assertNarrow]) {
    await assertion(page).catch((error) => found.push(`${error.message}`));
  }
}

/** The figure under a light's heading on the overview. */
async function figure(page, light) {
  const text = await page.getByRole("link", { name: new RegExp(light) }).first().innerText();
  return Number(text.match(/\d+/)[0]);
}

/** Tasks of a plan and those cleared, counted from the log's events by a supervisor's own token. */
async function recount(plan) {
  const registered = new Set(), cleared = new Set();
  const headers = { authorization: `Bearer ${token}` };
  for (let after = ""; after !== null; ) {
    const answer = await fetch(`${house.url}/api/v1/events?limit=200${after && `&after=${after}`}`, { headers });
    assert.equal(answer.status, 200);
    const { items, next } = await answer.json();
    for (const event of items) {
      if (event.kind === "task.registered" && event.data.plan === plan) registered.add(event.on);
      if (event.kind === "task.cleared") cleared.add(event.on);
      if (event.kind === "task.reopened") cleared.delete(event.on);
    }
    after = next;
  }
  return { tasks: registered.size, cleared: [...registered].filter((task) => cleared.has(task)).length };
}

for (const width of ["desk", "phone"]) {
  test(`the whole way (${width})`, { timeout: 180_000 }, async () => {
    const text = PLAN.replaceAll("百日行动", width === "desk" ? "百日行动" : "提速行动");
    const office = await as("ducha", width);
    await look(office);
    await shot(office, `overview-${width}`);

    // A plan goes in as a document.
    await upload(office, `plan-${width}.txt`, text);
    await office.getByRole("heading", { level: 1, name: /数字车间/ }).waitFor();
    await shot(office, `review-${width}`);
    await look(office);

    // Warnings first: each is looked at.
    const accept = office.getByRole("button", { name: /^正确/ });
    for (let n = 0; n < 20 && (await accept.count()) > 0; n++) {
      const was = await office.getByText(/^提示 \d+ \/ \d+/).innerText();
      await accept.click();
      await office.waitForFunction((was) => !document.body.innerText.includes(was), was);
    }
    await office.getByText("提示都看过了").waitFor();

    // One unit is corrected, the correction undone, and made again.
    const list = office.getByRole("region", { name: "全部任务" });
    await list.getByRole("link", { name: /推广工业互联网平台/ }).click();
    const wrong = office.getByRole("button", { name: "省商务厅：改为牵头单位" });
    const right = office.getByRole("button", { name: "省商务厅：改为责任单位" });
    await wrong.click();
    await right.waitFor();
    await office.getByRole("button", { name: /^撤回我的上一步/ }).click();
    await wrong.waitFor();
    await wrong.click();
    await right.waitFor();

    // It becomes a plan, and is handed out.
    await office.getByRole("link", { name: /^确认方案/ }).first().click();
    await office.getByRole("heading", { level: 1, name: /^确认方案/ }).waitFor();
    await office.getByLabel("开始").fill("2026-05-18");
    await office.getByLabel("结束").fill("2026-08-25");
    await office.getByRole("button", { name: "保存标题和日期" }).click();
    await shot(office, `confirm-${width}`);
    await office.getByRole("button", { name: /项任务进入台账$/ }).click();
    await office.waitForURL(/\/plans\/\d+/);
    const plan = Number(office.url().match(/\/plans\/(\d+)/)[1]);
    await office.getByRole("button", { name: /^交办全部/ }).click();
    await office.getByText("任务都已交办").waitFor();
    await shot(office, `plan-${width}`);

    await office.goto(`/?plan=${plan}`);
    const first = await recount(plan);
    assert.deepEqual(first, { tasks: 3, cleared: 0 });
    assert.equal(await figure(office, "已销号"), first.cleared);

    // The unit signs for its task and reports.
    const unit = await as("gxt", width);
    await unit.goto("/work");
    await look(unit);
    await shot(unit, `work-${width}`);
    await unit.goto(`/tasks?plan=${plan}`);
    await unit.getByRole("link", { name: /建设一批数字车间|建成数字车间/ }).first().click();
    await unit.getByRole("button", { name: "签收" }).click();
    await unit.getByRole("link", { name: "写反馈" }).click();
    await unit.getByLabel(/^办理情况/).fill("全省建成数字车间 22 个，培训技术工人 510 名，均已验收。");
    // Wrong input first: a sentence, and what was typed is still there.
    await unit.getByLabel(/^完成比例/).fill("一百");
    await unit.getByRole("button", { name: "送负责人审签" }).click();
    await unit.getByRole("alert").getByText(/不是 0 到 100 的整数/).waitFor();
    assert.match(await unit.getByLabel(/^办理情况/).inputValue(), /22 个/);
    await shot(unit, `report-wrong-${width}`);
    await unit.getByLabel(/^完成比例/).fill("100");
    await unit.getByLabel(/数字车间/).fill("22");
    await unit.getByLabel(/技术工人/).fill("510");
    const evidence = { name: "验收单.txt", mimeType: "text/plain", buffer: Buffer.from("验收合格 22 个") };
    await unit.getByLabel(/^佐证材料/).setInputFiles(evidence);
    await look(unit);
    await unit.getByRole("button", { name: "送负责人审签" }).click();
    await unit.getByText(/等本单位负责人审签/).first().waitFor();

    // The head approves and asks to clear after the supervisor has accepted.
    const task = await taskOf(unit, plan);
    const head = await as("gxt-head", width);
    await head.goto(task);
    await head.getByRole("link", { name: "审签反馈" }).click();
    await shot(head, `approve-${width}`);
    await head.getByRole("button", { name: "审签" }).click();
    await back(head, task);
    await office.goto(task);
    await office.getByRole("link", { name: /^审阅/ }).click();
    await office.getByRole("button", { name: "采纳" }).click();
    await back(office, task);
    await head.goto(task);
    await head.getByRole("link", { name: "申请办结" }).click();
    await head.getByRole("button", { name: "申请办结" }).click();
    await back(head, task);
    await office.goto(task);
    await office.getByRole("link", { name: "销号", exact: true }).click();
    await look(office);
    await office.getByRole("button", { name: "销号", exact: true }).click();
    await back(office, task);
    await office.getByText("已销号").first().waitFor();
    await shot(office, `task-${width}`);
    await look(office);

    // The overview shows it, and the events say the same.
    await office.goto(`/?plan=${plan}`);
    const last = await recount(plan);
    assert.deepEqual(last, { tasks: 3, cleared: 1 });
    assert.equal(await figure(office, "已销号"), last.cleared);
    await office.goto(`/tasks?plan=${plan}`);
    await look(office);
    await shot(office, `ledger-${width}`);
    assert.deepEqual(found.splice(0), []);
    for (const page of [office, unit, head]) assert.deepEqual(page.faults, []);
    assert.match(house.run("verify", "--deep"), /\d/);
  });
}

/** The address of the task of this plan that the unit leads and the test walks. */
async function taskOf(page, plan) {
  await page.goto(`/tasks?plan=${plan}`);
  await page.getByRole("link", { name: /建设一批数字车间|建成数字车间/ }).first().click();
  // The list has a heading too: only the address tells that the task has opened.
  await page.waitForURL((url) => /^\/tasks\/\d+$/.test(url.pathname));
  return new URL(page.url()).pathname;
}

/** Waits until a form has led back to the task. */
function back(page, task) {
  return page.waitForURL((url) => url.pathname === task);
}
