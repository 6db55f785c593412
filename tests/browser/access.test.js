// Every page in every state: axe, and no sideways scrolling, light and wide, dark and narrow.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { accessible } from "./axe.js";
import { device, fits, launch } from "./browser.js";
import { serve } from "./holdspace.js";
import { addresses, box, button, lookBack, replies, say, sitDown, sitDownToWrite, talkOn, write } from "./talk.js";

const server = await serve({ after });
const browser = await launch({ after });
const at = await addresses(server);

/** The states of the pages; each brings a fresh device to one. */
const states = {
  "the course": (page) => page.goto("/"),
  "a topic": (page) => page.goto(at.topic),
  "a topic with the help open": async (page) => {
    await page.goto(at.topic);
    await page.locator("details.help summary").click();
  },
  "the last topic": (page) => page.goto(at.topics.at(-1)),
  "a lesson's end": (page) => page.goto(at.end),
  "a transcript": (page) => page.goto(at.transcript),
  "an empty record": (page) => page.goto("/record"),
  "a page that is not there": (page) => page.goto("/no/such/page"),
  "finishing, asked": async (page) => {
    await page.goto("/");
    await button(page, "Finish and clear this device").click();
    await button(page, "Yes, finish and clear").waitFor();
  },
  "finished": async (page) => {
    await page.goto("/");
    await button(page, "Finish and clear this device").click();
    await button(page, "Yes, finish and clear").click();
    await page.waitForURL("**/finish");
  },
  "before a talk": async (page) => {
    await page.goto(at.case);
    await button(page, "Begin").waitFor();
  },
  "the first moment": (page) => sitDown(page, at.case),
  "after a reply": async (page) => {
    await sitDown(page, at.case);
    await say(page);
  },
  "the model on its way": async (page) => {
    await page.route("**/replies.model", () => {});
    await sitDownToWrite(page, at.case);
    await box(page).fill("What would");
    await page.locator(".reading progress").waitFor();
  },
  "no model to be had": async (page) => {
    await page.route("**/replies.model", (route) => route.abort());
    await sitDownToWrite(page, at.case);
    await box(page).fill("What would help?");
    await button(page, "Say it").click();
    await replies(page).first().waitFor();
  },
  "own words": async (page) => {
    await sitDownToWrite(page, at.case);
    await write(page, "You should just go to a meeting and stop drinking.");
  },
  "a misreading": async (page) => {
    await states["own words"](page);
    await button(page, "You misread me").click();
  },
  "meant differently": async (page) => {
    await states["own words"](page);
    await button(page, "I meant it differently").click();
  },
  "a misreading taken back": async (page) => {
    await states["a misreading"](page);
    await button(page, "Take it back").first().click();
    await page.getByText("counts nowhere").last().waitFor();
  },
  "help beside the box": async (page) => {
    await sitDownToWrite(page, at.case);
    await box(page).fill("I want to kill myself tonight.");
    await page.locator(".care").waitFor();
  },
  "a pause": async (page) => {
    await states["help beside the box"](page);
    await button(page, "Take a pause").click();
  },
  "before sharing": async (page) => {
    await states["the debrief"](page);
    await button(page, "Share this transcript").click();
  },
  "a better line": async (page) => {
    await sitDown(page, at.case);
    for (let n = 0; n < (await replies(page).count()); n++) {
      await say(page, n);
      const show = button(page, "Show me one way to say it");
      if (await show.count()) return show.click();
      await button(page, "Try this moment again").click();
      await replies(page).first().waitFor();
    }
  },
  "stopped": async (page) => {
    await sitDown(page, at.case);
    await button(page, "Stop here").click();
    await button(page, "Go on with the talk").waitFor();
  },
  "come back": async (page) => {
    await sitDown(page, at.case);
    await page.reload();
    await button(page, "Go on from there").waitFor();
  },
  "the end of a talk": async (page) => {
    await sitDown(page, at.case);
    await talkOn(page);
  },
  "a moment on one's own": async (page) => {
    await sitDown(page, at.case);
    await talkOn(page);
    await page.getByRole("button", { name: /^Meet / }).click();
  },
  "the debrief": async (page) => {
    await sitDown(page, at.case);
    await say(page);
    await button(page, "Try this moment again").click();
    await talkOn(page);
    await lookBack(page);
  },
  "a filled record": async (page) => {
    await sitDown(page, at.case);
    await say(page);
    await page.goto("/record");
  },
};

const looks = {
  "light and wide": { colorScheme: "light", viewport: { width: 1280, height: 800 } },
  "dark and 320 px narrow": { colorScheme: "dark", viewport: { width: 320, height: 640 } },
};

for (const [state, reach] of Object.entries(states)) {
  for (const [look, options] of Object.entries(looks)) {
    test(`${state}, ${look}`, async () => {
      const { context, page, clean } = await device(browser, server, { ...options, reducedMotion: "reduce" });
      await reach(page);
      await accessible(page, state);
      await fits(page, state);
      clean();
      await context.close();
    });
  }
}

test("axe finds what is wrong, where something is", async () => {
  const page = await browser.newPage();
  await page.setContent('<!doctype html><html lang="en"><title>A</title><main><h1>A</h1><img src="data:,"></main></html>');
  await assert.rejects(accessible(page, "a picture without words"), /image-alt/);
  await page.close();
});

test("at 200 % zoom nothing scrolls sideways", async () => {
  // A window of 1280 px at 200 % shows 640 px of the page; at 400 % it shows 320.
  const { context, page } = await device(browser, server, { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 });
  for (const address of ["/", at.topic, at.transcript, at.end, "/record", "/none"]) {
    await page.goto(address);
    await fits(page, address);
  }
  await sitDown(page, at.case);
  await say(page);
  await fits(page, "the talk");
  await context.close();
});
