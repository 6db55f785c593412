// What a page weighs on the line, and where it asks for things.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { device, launch } from "./browser.js";
import { serve } from "./holdspace.js";
import { addresses, say, sitDown } from "./talk.js";

const server = await serve({ after });
const browser = await launch({ after });
const at = await addresses(server);

/** The bytes that come over the line while something is done, headers and all. */
async function weigh(page, deed) {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  const sizes = new Map();
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => sizes.set(requestId, encodedDataLength));
  await deed();
  await page.waitForLoadState("networkidle");
  await session.detach();
  return [...sizes.values()].reduce((sum, size) => sum + size, 0);
}

// What answers own words without a model (questions, repair, what was meant) is part of the talk: 10 KB of it.
test("the first view of a topic weighs at most 100 KB, and the player at most 160 KB more", async (t) => {
  const { context, page, requests, clean } = await device(browser, server);
  for (const address of ["/", ...at.topics]) {
    const fresh = await device(browser, server);
    const bytes = await weigh(fresh.page, () => fresh.page.goto(address));
    t.diagnostic(`${address}: ${(bytes / 1000).toFixed(1)} KB`);
    assert.ok(bytes <= 100_000, `${address}: ${bytes} bytes`);
    await fresh.context.close();
  }
  await page.goto(at.topic);
  const bytes = await weigh(page, () => sitDown(page, at.case));
  t.diagnostic(`the player: ${(bytes / 1000).toFixed(1)} KB`);
  assert.ok(bytes <= 160_000, `the player: ${bytes} bytes`);
  assert.deepEqual(requests.filter((url) => /replies\.model|reader/.test(url)), [], "what reads comes when somebody writes");
  await say(page);
  clean();
  await context.close();
});

test("the policy of every page lets nothing in from elsewhere", async () => {
  for (const address of ["/", at.topic, at.case, at.transcript, at.end, "/record", "/none"]) {
    const policy = (await fetch(server.url + address)).headers.get("content-security-policy") ?? "";
    assert.match(policy, /default-src 'none'|default-src 'self'/, address);
    assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'|https?:|\*/, address);
  }
});
