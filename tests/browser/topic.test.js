// A topic from its first look to the course page that counts it as finished.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { device, launch } from "./browser.js";
import { serve } from "./holdspace.js";
import { addresses, builder, lookBack, record, sent, sitDown, talkOn } from "./talk.js";

const server = await serve({ after });
const browser = await launch({ after });
const at = await addresses(server);
const story = await (await fetch(`${server.url}${at.case}.json`)).json();

/** Reads on as a person does: a window at a time. */
async function readToTheEnd(page) {
  for (let windows = 0; windows < 80; windows++) {
    const end = await page.evaluate(() => {
      scrollBy({ top: innerHeight * 0.7, behavior: "instant" });
      return scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
    });
    await page.waitForTimeout(280);
    if (end) return;
  }
}

test("a topic is read, practised and finished, and Next leads on", async () => {
  const { context, page, clean } = await device(browser, server);
  await page.goto(at.topic);
  assert.match(await page.locator("main").innerText(), /Still to do here: reading to the end/);

  const before = page.locator("form[data-do=before]");
  if (await before.count()) {
    const words = before.locator("textarea");
    if (await words.count()) await words.fill("How was the way here?");
    else await before.locator("input[type=radio]").first().check();
    await before.locator("button[type=submit]").click();
    await page.locator("#before-kept").waitFor();
  }
  await readToTheEnd(page);
  await sent(page);
  const verbs = (await record(page)).map((s) => `${s.verb.id.split("/").pop()} ${s.object.id.split(":").pop().replace(/^[^/]*\//, "")}`);
  assert.ok(verbs.some((v) => /^completed topics\/.*\/reading$/.test(v)), verbs.join(", "));

  await sitDown(page, at.case);
  await talkOn(page, (page) => builder(page, story));
  await lookBack(page);
  const debrief = await page.locator("#debrief").innerText();
  if (story.scenes.some((scene) => scene.kind === "before")) assert.match(debrief, /Before you read/);
  await sent(page);

  await page.goto(at.topic);
  assert.match(await page.locator("main").innerText(), /You have finished this topic/);
  await page.getByRole("link", { name: /^Next: / }).click();
  await page.waitForURL(`**${at.topics[1]}`);
  await page.goto("/");
  assert.match(await page.locator("main").innerText(), new RegExp(`1 of ${at.topics.length}`));
  clean();
  await context.close();
});

test("a glance at the end is no reading", async () => {
  const { context, page } = await device(browser, server);
  await page.goto(at.topic);
  await page.evaluate(() => scrollTo({ top: document.documentElement.scrollHeight, behavior: "instant" }));
  await page.waitForTimeout(800);
  const read = (await record(page)).filter((s) => s.object.id.endsWith("/reading"));
  assert.deepEqual(read, []);
  await context.close();
});

test("no more time is left than the page states, and all of it at first", async () => {
  const { context, page } = await device(browser, server);
  for (const address of at.topics) {
    await page.goto(address);
    await page.locator("#left").waitFor();
    const stated = Number(/(\d+) minutes? to read/.exec(await page.locator("main").innerText())?.[1]);
    const left = (await page.locator("#left").innerText()).replace("a minute", "1 minutes");
    const minutes = Number(/About (\d+) minutes?/.exec(left)?.[1]);
    assert.ok(minutes <= stated && minutes >= stated - 1, `${address}: ${left} of ${stated}`);
  }
  await context.close();
});
