// A device that is cleared in one tab is clear in all: what stands in another, or behind the Back
// button, brings nothing back. And one talk in two tabs goes on from where it was left.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { device, launch } from "./browser.js";
import { serve } from "./holdspace.js";
import { addresses, button, record, replies, say, sent, sitDown, steps } from "./talk.js";

const server = await serve({ after });
const browser = await launch({ after });
const at = await addresses(server);

const keys = (page) => page.evaluate(() => Object.keys(localStorage));

async function finish(page) {
  await button(page, "Finish and clear this device").click();
  await button(page, "Yes, finish and clear").click();
  await page.waitForURL("**/finish");
}

/** A page that sleeps: it hears nothing of what other tabs do. */
async function sleeping(context) {
  const page = await context.newPage();
  await page.addInitScript(() => {
    const deaf = (event) => event.stopImmediatePropagation();
    addEventListener("storage", deaf, true);
    document.addEventListener("visibilitychange", deaf, true);
  });
  return page;
}

/** A page that fell asleep in a talk, after a reply that was sent. */
async function sleepingInTalk(context) {
  const page = await sleeping(context);
  await sitDown(page, at.case);
  await say(page);
  await sent(page);
  return page;
}

/** Every post to the record from that page. */
function posts(page) {
  const found = [];
  page.on("request", (request) => {
    if (request.method() === "POST" && request.url().endsWith("/record")) found.push(request.postData());
  });
  return found;
}

test("a talk in another tab goes when the device is cleared", async () => {
  const { context, page, clean } = await device(browser, server);
  await sitDown(page, at.case);
  await say(page);
  await sent(page);
  const other = await context.newPage();
  await other.goto(at.topic);
  await sent(other);
  const late = posts(page);
  await finish(other);
  await page.waitForURL("**/finish");
  assert.equal(await page.locator("#talk").count(), 0);
  assert.deepEqual(await keys(page), []);
  assert.deepEqual(await context.cookies(), [], "nobody is signed in");
  assert.deepEqual(late, []);
  await page.goto(at.case);
  await button(page, "Begin").waitFor();
  clean();
  await context.close();
});

test("a tab that slept through it writes nothing and sends nothing for the next person", async () => {
  const { context, page, clean } = await device(browser, server);
  const asleep = await sleepingInTalk(context);
  await page.goto("/");
  await finish(page);
  // The next person sits down.
  await page.getByRole("link", { name: "Begin anew" }).click();
  await page.waitForURL(server.url + "/");
  const before = await keys(page);

  const late = posts(asleep);
  await replies(asleep).first().click();
  await asleep.waitForURL("**/finish");
  assert.deepEqual(late, []);
  assert.deepEqual(await keys(page), before);
  assert.ok(before.every((key) => !key.includes("encounter") && !key.includes("queue")), before.join(", "));
  assert.deepEqual(await record(page), []);
  clean();
  await context.close();
});

// With the browser's memory of pages, and on a shelter's network, where "Clear-Site-Data" is not heard.
const remembering = { ignoreDefaultArgs: ["--disable-back-forward-cache"] };
const backs = {
  "pages are loaded again": [],
  "pages are remembered": [[], remembering],
  "pages are remembered, without HTTPS": [["--host-resolver-rules=MAP shelter.test 127.0.0.1"], remembering],
};
for (const [name, options] of Object.entries(backs)) {
  test(`the Back button brings nothing back: ${name}`, async () => {
    const own = options.length ? await launch({ after }, ...options) : browser;
    const baseURL = name.includes("without") ? `http://shelter.test:${server.port}` : server.url;
    const { context, page } = await device(own, server, { baseURL });
    await sitDown(page, at.case);
    await say(page);
    await sent(page);
    // On by a link, as a learner goes.
    await page.getByRole("link", { name: "What is kept about you" }).click();
    await page.waitForURL("**/record");
    await finish(page);
    for (let back = 0; back < 2; back++) {
      // It may be gone before it has answered.
      await page.evaluate(() => setTimeout(() => history.back(), 0)).catch(() => {});
      await page.waitForTimeout(800);
      const shown = await page.evaluate(() => [
        document.querySelectorAll("#talk .turn, main tbody tr").length,
        Object.keys(localStorage).filter((key) => key !== "holdspace:sitting"),
      ]);
      assert.deepEqual(shown, [0, []], page.url());
    }
    await context.close();
  });
}

test("a page that wakes up from the browser's memory leaves", async () => {
  const { context, page } = await device(browser, server);
  const asleep = await sleepingInTalk(context);
  await page.goto("/");
  await finish(page);
  assert.equal(await asleep.locator("#talk .turn").count(), 2, "it has not heard");
  await asleep.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
  await asleep.waitForURL("**/finish");
  await context.close();
});

test("after the record was deleted, another tab sends nothing of the old one", async () => {
  const { context, page, clean } = await device(browser, server);
  const asleep = await sleepingInTalk(context);
  const awake = await context.newPage();
  await awake.goto(at.topic);
  await sent(awake);
  const late = [posts(asleep), posts(awake)];
  await page.goto("/record");
  await page.getByText("Delete what is kept about me").click();
  await button(page, "Yes, delete it for good").click();
  await page.waitForLoadState();
  await awake.waitForURL("**/record");
  await replies(asleep).first().click();
  await asleep.waitForURL("**/record");
  await page.goto("/record");
  assert.equal(await page.locator("main tbody tr").count(), 0);
  assert.deepEqual(late, [[], []]);
  clean();
  await context.close();
});

test("one talk in two tabs goes on from where either left it", async () => {
  const { context, page, clean } = await device(browser, server);
  await sitDown(page, at.case);
  await say(page);
  const other = await context.newPage();
  await other.goto(at.case);
  await button(other, "Go on from there").click();
  await replies(other).first().waitFor();
  await say(other);
  assert.equal(await steps(other).count(), 3);
  await page.waitForFunction(() => document.querySelectorAll("#talk .turn").length === 3);
  await say(page);
  await other.waitForFunction(() => document.querySelectorAll("#talk .turn").length === 4);
  await sent(page);
  const turns = (await record(page)).filter((s) => s.verb.id.endsWith("/answered"));
  assert.equal(turns.length, 3, "each reply counts once");
  clean();
  await context.close();
});
