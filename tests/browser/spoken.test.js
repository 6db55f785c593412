// What a screen reader says of a turn, in its order: by focus and by live regions, each once.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { device, launch } from "./browser.js";
import { serve } from "./holdspace.js";
import { addresses, box, button, replies, settled, sitDown, sitDownToWrite, steps } from "./talk.js";

const server = await serve({ after });
const browser = await launch({ after });
const at = await addresses(server);

/** Notes what is spoken: the name of what gets the focus, and what is new in a live region. */
function listen() {
  window.spoken = [];
  const tidy = (text) => text.replace(/\s+/g, " ").trim();
  const name = (element) => {
    const by = element.getAttribute("aria-labelledby");
    if (by) return by.split(/\s+/).map((id) => document.getElementById(id)?.textContent ?? "").join(" ");
    return element.getAttribute("aria-label") ?? element.textContent ?? "";
  };
  document.addEventListener("focusin", ({ target }) => window.spoken.push({ by: "focus", text: tidy(name(target)) }));
  const live = (node) => {
    const region = (node instanceof Element ? node : node.parentElement)?.closest("[aria-live], [role=log], [role=status], [role=alert]");
    if (!region) return false;
    const says = region.getAttribute("aria-live");
    return says ? says !== "off" : true;
  };
  new MutationObserver((changes) => {
    for (const { addedNodes, target, type } of changes) {
      const nodes = type === "characterData" ? [target] : [...addedNodes];
      for (const node of nodes) {
        const text = tidy(node.textContent ?? "");
        if (text && live(node)) window.spoken.push({ by: "live region", text });
      }
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });
}

const SAID = ["You have to tell them, that is how it works.", "That sounds heavy. What was it like for you?", "xqzt blorf wemnip"];

const ways = {
  "a reply that was chosen": { begin: sitDown, answer: (page) => replies(page).first().click() },
  "a reply in own words": {
    begin: sitDownToWrite,
    answer: async (page, turn) => {
      await box(page).fill(SAID[turn - 1]);
      await page.evaluate(() => (window.spoken = []));
      await button(page, "Say it").click();
    },
  },
};

for (const [way, { begin, answer }] of Object.entries(ways)) test(`after ${way}: the reaction, what was heard, what worked, what to change, and what comes next`, async (t) => {
  const { context, page, clean } = await device(browser, server, { reducedMotion: "reduce" });
  await page.addInitScript(listen);
  await begin(page, at.case);
  for (let turn = 1; turn <= 3 && (await steps(page).count()); turn++) {
    const before = await steps(page).count();
    await page.evaluate(() => (window.spoken = []));
    await answer(page, turn);
    await page.waitForFunction((n) => document.querySelectorAll("#talk .turn").length > n, before, { timeout: 60_000 });
    await settled(page);

    const spoken = await page.evaluate(() => window.spoken);
    const parts = await steps(page).last().evaluate((step) => {
      const tidy = (element) => element.textContent.replace(/\s+/g, " ").trim();
      const lines = (element) => [...element.querySelectorAll("blockquote p")].map(tidy);
      const said = [...step.querySelectorAll(".said.peer")];
      const note = step.querySelector(".feedback");
      const follows = (element) => note.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING;
      return {
        reaction: said.filter((one) => !follows(one)).flatMap(lines),
        feedback: [...note.querySelectorAll("h3 + p")].map(tidy),
        next: said.filter(follows).flatMap(lines),
      };
    });
    for (const { by, text } of spoken) t.diagnostic(`turn ${turn}, by ${by}: ${text}`);

    const all = spoken.map(({ text }) => text).join(" ");
    let place = 0;
    for (const sentence of [...parts.reaction, ...parts.feedback, ...parts.next]) {
      const found = all.indexOf(sentence, place);
      assert.ok(found >= 0, `expected after character ${place} of what is spoken: ${sentence}`);
      place = found + sentence.length;
      assert.equal(all.indexOf(sentence, place), -1, `spoken once: ${sentence}`);
    }
    assert.ok(parts.feedback.length >= 1, "there is feedback on the turn");
  }
  clean();
  await context.close();
});

test("words that are marked in a reply are quoted in its feedback", async () => {
  const { context, page } = await device(browser, server);
  await sitDown(page, at.case);
  await replies(page).first().click();
  await page.locator(".feedback").first().waitFor();
  const [marked, quoted] = await steps(page).last().evaluate((step) => [
    [...step.querySelectorAll(".said.you mark")].map((mark) => mark.textContent),
    [...step.querySelectorAll(".feedback q")].map((quote) => quote.textContent).join(" | "),
  ]);
  for (const words of marked) assert.ok(quoted.includes(words), `“${words}” is quoted`);
  await context.close();
});
