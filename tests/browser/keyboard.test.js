// From the topic to the debrief with nothing but a keyboard.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { device, launch } from "./browser.js";
import { serve } from "./holdspace.js";
import { addresses, steps } from "./talk.js";

const server = await serve({ after });
const browser = await launch({ after });
const at = await addresses(server);

/** What has the focus, as a person would name it. */
const focused = (page) =>
  page.evaluate(() => {
    const { tagName, className, textContent } = document.activeElement ?? {};
    return { tag: tagName, class: String(className), text: (textContent ?? "").trim() };
  });

/** Presses Tab until something fits. */
async function tabTo(page, fits, name) {
  for (let presses = 0; presses < 120; presses++) {
    await page.keyboard.press("Tab");
    const now = await focused(page);
    if (fits(now)) return now;
  }
  throw new Error(`expected to reach ${name} with Tab`);
}

/** Focus is never hidden under something, and can be seen. */
async function visible(page, name) {
  const seen = await page.evaluate(() => {
    const element = document.activeElement;
    const box = element.getBoundingClientRect();
    const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    const x = Math.min(Math.max(box.left + Math.min(box.width / 2, 40), 1), innerWidth - 1);
    const y = Math.min(Math.max(box.top + Math.min(box.height / 2, 12), 1), innerHeight - 1);
    const top = document.elementFromPoint(x, y);
    return inside && (element === top || element.contains(top) || top?.contains(element));
  });
  assert.ok(seen, `${name}: what has the focus can be seen`);
}

test("a case is played from the topic to the debrief by keyboard alone", async () => {
  const { context, page, clean } = await device(browser, server, { viewport: { width: 390, height: 740 }, reducedMotion: "reduce" });
  await page.goto(at.topic);
  await page.keyboard.press("Tab");
  assert.match((await focused(page)).text, /^Skip/, "the first stop skips to the page");
  await page.keyboard.press("Enter");

  const caseLink = await page.locator(`main a[href="${at.case}"]`).first().innerText();
  await tabTo(page, (now) => now.tag === "A" && now.text === caseLink.trim(), "the case");
  await visible(page, "the link to the case");
  await page.keyboard.press("Enter");
  await page.waitForURL(`**${at.case}`);
  await page.getByRole("button", { name: "Begin", exact: true }).waitFor();
  await tabTo(page, (now) => now.text === "Begin", "Begin");
  await page.keyboard.press("Enter");
  await steps(page).first().waitFor();
  await tabTo(page, (now) => now.text === "Choose from written replies", "the written replies");
  await visible(page, "the disclosure");
  await page.keyboard.press("Enter");

  const heading = page.getByRole("heading", { level: 1, name: "What this talk showed" });
  const next = (now) => /^(Meet |See what this talk showed)/.test(now.text) || now.class.includes("reply");
  for (let replies = 0; replies < 40; replies++) {
    const before = await page.locator("#talk").innerText();
    await tabTo(page, next, "a reply or the way on");
    await visible(page, "the control");
    await page.keyboard.press("Enter");
    await page.waitForFunction(
      (text) => document.querySelector("#encounter")?.hidden || document.querySelector("#talk").innerText !== text,
      before,
    );
    if (await heading.isVisible()) break;
  }
  assert.ok(await heading.isVisible(), "the debrief is reached");
  assert.equal((await focused(page)).text, "What this talk showed", "and has the focus");
  clean();
  await context.close();
});
