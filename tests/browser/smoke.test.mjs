// The program starts, its first page stands, with and without scripts, on desk and phone.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertAccessible, assertFits, openPage, shot, startBrowser, startHouse } from "./harness.mjs";

let house, browser;
before(async () => {
  house = await startHouse();
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await house?.stop();
});

for (const scripts of [true, false]) {
  for (const width of ["desk", "phone"]) {
    test(`sign-in page, ${width}, ${scripts ? "with" : "without"} scripts`, async () => {
      const page = await openPage(browser, house, { width, scripts });
      const answer = await page.goto("/sign-in");
      assert.equal(answer.status(), 200);
      assert.equal(await page.locator("html").getAttribute("lang"), "zh-CN");
      assert.equal(await page.getByRole("main").count(), 1);
      await assertFits(page);
      if (scripts) await assertAccessible(page);
      if (scripts && width === "desk") await shot(page, "sign-in");
      assert.deepEqual(page.faults, []);
      await page.context().close();
    });
  }
}

test("the style sheet arrives compressed and may be kept", async () => {
  const page = await (await fetch(`${house.url}/sign-in`)).text();
  const [address] = page.match(/\/assets\/app-[0-9a-f]+\.css/) ?? [];
  assert.ok(address, "the page names its style sheet");
  const answer = await fetch(house.url + address);
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get("cache-control") ?? "", /immutable/);
});
