// The record: kept offline, sent once, shown, given, deleted; and a device that is cleared.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, test } from "node:test";
import { device, launch } from "./browser.js";
import { serve } from "./holdspace.js";
import { addresses, button, record, say, sent, sitDown } from "./talk.js";

const server = await serve({ after });
const browser = await launch({ after });
const at = await addresses(server);

const answered = (statements) => statements.filter((s) => s.verb.id.endsWith("/answered"));

test("while the server is away the talk goes on; what was done is sent when it is back, and counts once", async () => {
  const { context, page } = await device(browser, server);
  const posted = [];
  page.on("request", (request) => {
    if (request.method() === "POST") posted.push(request.postData());
  });
  await sitDown(page, at.case);
  await say(page);
  await sent(page);

  await server.stop();
  await say(page);
  await say(page);
  const waiting = await page.evaluate(() => JSON.parse(localStorage.getItem("holdspace:queue")).length);
  assert.ok(waiting >= 2, `expected two statements to wait, found ${waiting}`);

  await server.start();
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await sent(page);
  const kept = answered(await record(page));
  assert.equal(kept.length, 3);

  // All that was ever posted, once more.
  for (const body of [...posted]) {
    const status = await page.evaluate(
      async (body) => (await fetch("/record", { method: "POST", headers: { "content-type": "application/json" }, body })).status,
      body,
    );
    assert.equal(status, 200);
  }
  assert.deepEqual(answered(await record(page)).map((s) => s.id), kept.map((s) => s.id), "sent twice counts once");
  await context.close();
});

test("a learner sees what is kept, takes it along, and deletes it", async () => {
  const { context, page, clean } = await device(browser, server);
  await sitDown(page, at.case);
  await say(page);
  await sent(page);
  await page.getByRole("link", { name: "What is kept about you" }).click();
  const rows = await page.locator("main tbody tr").count();
  assert.ok(rows >= 2, "the record shows entries");

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Save it as a file" }).click(),
  ]);
  const file = JSON.parse(await readFile(await download.path(), "utf8"));
  assert.equal(file.statements.length, rows);
  assert.ok(file.statements.every((s) => s.actor), "each with who did it");

  await page.getByText("Delete what is kept about me").click();
  await button(page, "Yes, delete it for good").click();
  await page.waitForLoadState();
  await page.goto("/record");
  assert.equal(await page.locator("main tbody tr").count(), 0);
  clean();
  await context.close();
});

test("finishing clears the device", async () => {
  const { context, page, clean } = await device(browser, server);
  await sitDown(page, at.case);
  await say(page);
  await sent(page);
  const before = (await context.cookies()).find((cookie) => cookie.name === "holdspace")?.value;
  await button(page, "Finish and clear this device").click();
  await button(page, "Yes, finish and clear").click();
  await page.waitForURL("**/finish");
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), []);
  assert.deepEqual((await context.cookies()).filter((cookie) => cookie.value === before), []);
  await page.goto(at.case);
  await button(page, "Begin").waitFor();
  clean();
  await context.close();
});

test("no other site can post, and the cookie is out of a script's reach", async () => {
  const { context, page } = await device(browser, server);
  await page.goto("/");
  const cookie = (await context.cookies()).find((one) => one.name === "holdspace");
  assert.ok(cookie?.httpOnly);
  assert.match(cookie.sameSite, /Lax|Strict/);
  const response = await fetch(`${server.url}/record/delete`, {
    method: "POST",
    headers: { origin: "http://elsewhere.test", "sec-fetch-site": "cross-site" },
  });
  assert.equal(response.status, 403);
  await context.close();
});
