// Without JavaScript, in print, in dark and in high contrast: there is always a page to read.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { device, fits, launch } from "./browser.js";
import { serve } from "./holdspace.js";
import { addresses, say, sitDown } from "./talk.js";

const server = await serve({ after });
const browser = await launch({ after });
const at = await addresses(server);

test("without JavaScript a topic can be read, and finished the other way", async () => {
  const { context, page, clean } = await device(browser, server, { javaScriptEnabled: false });
  await page.goto("/");
  await page.goto(at.topic);
  assert.ok((await page.locator("main").innerText()).length > 1_500, "the topic is there to read");
  assert.ok(await page.locator(`main a[href="${at.case}"]`).count(), "and leads to the case");
  await page.goto(at.case);
  assert.match(await page.locator("main").innerText(), /JavaScript/, "which says what it needs");
  await page.locator(`main a[href="${at.transcript}"]`).first().click();
  await page.locator("main form button[type=submit]").last().click();
  assert.equal(new URL(page.url()).pathname.split("?")[0], at.topic);
  clean();
  await context.close();
});

const looks = {
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  "reduced motion": { reducedMotion: "reduce" },
  "forced colours": { forcedColors: "active" },
};

for (const [name, options] of Object.entries(looks)) {
  test(`${name}: the pages are drawn`, async () => {
    const { context, page, clean } = await device(browser, server, options);
    for (const address of ["/", at.topic, at.transcript]) {
      await page.goto(address);
      await drawn(page, address);
    }
    await sitDown(page, at.case);
    await say(page);
    await drawn(page, "the talk");
    if (options.reducedMotion) {
      const moving = await page.evaluate(() => document.getAnimations().length);
      assert.equal(moving, 0, "nothing moves");
    }
    clean();
    await context.close();
  });
}

test("forced colours: buttons that stand one under the other do not touch", async () => {
  const { context, page } = await device(browser, server, {
    forcedColors: "active",
    viewport: { width: 390, height: 844 },
  });
  await sitDown(page, at.case);
  for (let place = 0; place < 3; place++) {
    await say(page, place);
    if ((await page.locator("#talk .feedback > .deeds").last().getByRole("button").count()) > 1) break;
  }
  const boxes = await page.locator("#talk section.feedback > .deeds").last().getByRole("button").evaluateAll(
    (buttons) => buttons.map((one) => one.getBoundingClientRect().toJSON()),
  );
  assert.equal(boxes.length, 2, "trying again, and one way to say it");
  const [first, second] = boxes;
  assert.ok(second.top >= first.bottom + 6 || second.left >= first.right + 6, JSON.stringify(boxes));
  await context.close();
});

test("in print everything that is read is there, and the controls are not", async () => {
  const { context, page } = await device(browser, server);
  await page.goto(at.topic);
  await page.emulateMedia({ media: "print" });
  await drawn(page, "the topic in print");
  await fits(page, "the topic in print");
  assert.equal(await page.getByRole("button", { name: "Finish and clear this device" }).isVisible(), false);
  const pdf = await page.pdf();
  assert.ok(pdf.length > 10_000);
  await context.close();
});

/** A picture of one colour packs very small; a page of text does not. */
async function drawn(page, name) {
  const picture = await page.screenshot({ animations: "disabled" });
  assert.ok(picture.length > 12_000, `${name}: a picture of ${picture.length} bytes looks empty`);
}
