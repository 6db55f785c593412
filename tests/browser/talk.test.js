// The talk: retry, stopping, coming back, and what its debrief keeps.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { device, launch } from "./browser.js";
import { serve } from "./holdspace.js";
import { addresses, builder, button, lookBack, record, replies, say, sent, settled, sitDown, steps, talkOn, wait } from "./talk.js";

const server = await serve({ after });
const browser = await launch({ after });
const at = await addresses(server);
const story = await (await fetch(`${server.url}${at.case}.json`)).json();

const saved = (page) =>
  page.evaluate(() => {
    const key = Object.keys(localStorage).find((name) => name.startsWith("holdspace:encounter:"));
    return key ? JSON.parse(localStorage.getItem(key)).encounter : null;
  });

test("a moment tried again goes back to where trust was, and the first try is kept", async () => {
  const { context, page, clean } = await device(browser, server);
  await sitDown(page, at.case);
  const begun = (await saved(page)).now.trust;
  const first = (await replies(page).first().innerText()).replace(/[“”]/g, "");
  await say(page, 0);
  assert.notDeepEqual((await saved(page)).now.trust, begun);
  await button(page, "Try this moment again").click();
  await settled(page);
  assert.deepEqual((await saved(page)).now.trust, begun, "trust is where it was");
  await say(page, 1);
  await talkOn(page);
  await lookBack(page);
  const debrief = await page.locator("#debrief").innerText();
  assert.match(debrief, /first try/i);
  assert.ok(debrief.includes(first), "the first try stands in the debrief");
  clean();
  await context.close();
});

test("labels and numbers come in the debrief, and not before", async () => {
  const { context, page } = await device(browser, server);
  await sitDown(page, at.case);
  const labels = new Set(story.scenes.flatMap((s) => s.replies.flatMap((r) => r.marks.map((m) => m.label))));
  for (let n = 0; n < 3; n++) {
    await say(page);
    const shown = await page.locator("#encounter").innerText();
    for (const label of [...labels].filter((one) => one.includes("-"))) assert.ok(!shown.includes(label), label);
    assert.doesNotMatch(await page.locator("#room").innerText(), /\d/, "the room shows no number");
  }
  await context.close();
});

test("after the browser was closed the talk goes on at the exact turn", async () => {
  const one = await device(browser, server);
  await sitDown(one.page, at.case);
  await say(one.page);
  await wait(one.page);
  const before = { ...(await saved(one.page)), question: await replies(one.page).allInnerTexts() };
  const state = await one.context.storageState();
  await one.context.close();

  const two = await device(browser, server, { storageState: state });
  await two.page.goto(at.case);
  await button(two.page, "Go on from there").click();
  await replies(two.page).first().waitFor();
  const now = { ...(await saved(two.page)), question: await replies(two.page).allInnerTexts() };
  assert.deepEqual(now, before);
  await say(two.page);
  two.clean();
  await two.context.close();
});

test("one can stop at any turn, and nothing is lost", async () => {
  const { context, page } = await device(browser, server);
  await sitDown(page, at.case);
  await say(page);
  const before = await replies(page).allInnerTexts();
  await button(page, "Stop here").click();
  await button(page, "Go on with the talk").click();
  assert.deepEqual(await replies(page).allInnerTexts(), before);
  await context.close();
});

test("a talk that builds ends well, and the topic counts as practised", async () => {
  const { context, page, clean } = await device(browser, server);
  await sitDown(page, at.case);
  const turns = await talkOn(page, (page) => builder(page, story));
  assert.ok(turns >= 3, `expected a talk of some turns, found ${turns}`);
  await lookBack(page);
  await sent(page);
  const statements = await record(page);
  const done = statements.filter((s) => s.verb.id.endsWith("/completed"));
  assert.equal(done.length, 1, "finished once");
  const said = JSON.stringify(statements);
  for (const scene of story.scenes) {
    for (const reply of scene.replies) assert.ok(!said.includes(reply.text), "no words in a statement");
  }
  clean();
  await context.close();
});

test("a transcript can be read instead, and looks the same to staff", async () => {
  const { context, page, clean } = await device(browser, server);
  await page.goto(at.transcript);
  await page.locator("main form button[type=submit]").last().click();
  await page.waitForLoadState();
  const statements = await record(page);
  const done = statements.filter((s) => s.verb.id.endsWith("/completed"));
  assert.equal(done.length, 1);
  assert.ok(done[0].object.id.includes("/cases/"), "the case is finished");
  clean();
  await context.close();
});

test("a talk works over plain HTTP from another machine's name, where the page is no secure context", async () => {
  const elsewhere = await launch({ after }, ["--host-resolver-rules=MAP shelter.test 127.0.0.1"]);
  const baseURL = `http://shelter.test:${server.port}`;
  const { context, page, clean } = await device(elsewhere, server, { baseURL });
  await sitDown(page, at.case);
  assert.equal(await page.evaluate(() => isSecureContext), false);
  await say(page);
  await sent(page);
  const answered = (await record(page)).filter((s) => s.verb.id.endsWith("/answered"));
  assert.equal(answered.length, 1, "and what was done is kept");
  clean();
  await context.close();
});

test("the steps of a talk stand in a log", async () => {
  const { context, page } = await device(browser, server);
  await sitDown(page, at.case);
  await say(page);
  assert.equal(await page.getByRole("log").locator(".turn").count(), await steps(page).count());
  await context.close();
});
