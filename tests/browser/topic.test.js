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

test("the time that is left is rounded as the page states the whole", async () => {
  // So low a window that nothing of the reading is on the screen yet.
  const { context, page } = await device(browser, server, { viewport: { width: 1280, height: 60 } });
  for (const [whole, wanted] of [["7.4", 7], ["7.6", 8], ["7.5", 7], ["0.3", "a minute"]]) {
    await page.route(`**${at.topic}`, async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replace(/data-minutes="[^"]*"/, `data-minutes="${whole}"`);
      await route.fulfill({ response, body });
    });
    await page.goto(at.topic);
    await page.locator("#left").waitFor();
    assert.match(await page.locator("#left").innerText(), new RegExp(`^About ${wanted}`), whole);
    await page.unroute(`**${at.topic}`);
  }
  await context.close();
});
