// Pictures of the pages, for people to look at: `cargo xtask shots`.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { device, launch } from "./browser.js";
import { root, serve } from "./holdspace.js";
import { addresses, builder, button, lookBack, say, sent, sitDown, talkOn } from "./talk.js";

const closing = [];
const after = (deed) => closing.unshift(deed);
const server = await serve({ after });
const browser = await launch({ after });
const at = await addresses(server);
const story = await (await fetch(`${server.url}${at.case}.json`)).json();
const folder = join(root, "shots");
await mkdir(folder, { recursive: true });

/** The pages in the order in which a learner comes to them. */
const stations = [
  ["course", (page) => page.goto("/")],
  ["topic", (page) => page.goto(at.topic)],
  ["before", async (page) => {
    await page.goto(at.case);
    await button(page, "Begin").waitFor();
  }],
  ["talk", (page) => sitDown(page, at.case)],
  ["feedback", async (page) => {
    await say(page, await builder(page, story));
    await say(page, ((await builder(page, story)) + 1) % 3);
  }],
  ["interval", async (page) => {
    await button(page, "Try this moment again").click();
    await talkOn(page, (page) => builder(page, story));
  }],
  ["debrief", lookBack],
  ["record", async (page) => {
    await sent(page);
    await page.goto("/record");
  }],
  ["lesson-end", (page) => page.goto(at.end)],
  ["transcript", (page) => page.goto(at.transcript)],
];

const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } };
for (const [size, viewport] of Object.entries(sizes)) {
  for (const colorScheme of ["light", "dark"]) {
    const { context, page } = await device(browser, server, { viewport, colorScheme, reducedMotion: "reduce" });
    for (const [name, reach] of stations) {
      await reach(page);
      const path = join(folder, `${name}-${size}-${colorScheme}.png`);
      // The talk is seen as it stands in the window, too: that is where a learner looks.
      if (["talk", "feedback"].includes(name)) await page.screenshot({ path: path.replace(".png", "-window.png") });
      await page.screenshot({ path, fullPage: true });
    }
    await context.close();
  }
}

// The one of the README: a reply, what came of it, and the room.
const { page } = await device(browser, server, { viewport: { width: 1180, height: 720 }, reducedMotion: "reduce" });
await sitDown(page, at.case);
for (let turn = 0; turn < 2; turn++) await say(page, await builder(page, story));
await page.mouse.move(0, 0);
await page.screenshot({ path: join(root, "docs/talk.png") });
for (const deed of closing) await deed();
console.log(`shots/ holds ${stations.length * 4 + 8} pictures; docs/talk.png is the one of the README`);
