// A talk as a learner holds it, through what the page offers.

import assert from "node:assert/strict";

/** The addresses of a course, as its pages link to them. */
export async function addresses(server) {
  const links = async (path, start) => {
    const html = await (await fetch(server.url + path)).text();
    const found = Array.from(html.matchAll(/href="([^"#]+)"/g), (match) => match[1]);
    return [...new Set(found.filter((href) => href.startsWith(start)))];
  };
  const topics = await links("/", "/topics/");
  const cases = (await links(topics[0], "/cases/")).filter((href) => !href.includes("transcript"));
  const html = await (await fetch(server.url + topics.at(-1))).text();
  const end = /href="(\/lessons\/[^"]+\/end)"/.exec(html)?.[1];
  assert.ok(topics.length && cases.length && end, "the course has a topic, a case and a lesson's end");
  return { topics, topic: topics[0], case: cases[0], transcript: `${cases[0]}/transcript`, end };
}

export const replies = (page) => page.getByRole("list", { name: "Written replies" }).getByRole("button");
export const box = (page) => page.locator("#words");
export const steps = (page) => page.locator("#talk .turn");
export const button = (page, name) => page.getByRole("button", { name, exact: true });

/** Waits until the page has done what it was asked. */
export async function settled(page) {
  await page.waitForFunction(() => !document.querySelector("#encounter[aria-busy]"));
}

/** Opens a case and begins its talk, in which the written replies stand open from then on. */
export async function sitDown(page, address) {
  await sitDownToWrite(page, address);
  await page.getByText("Choose from written replies").click();
  await replies(page).first().waitFor();
}

/** Opens a case and begins its talk, in own words. */
export async function sitDownToWrite(page, address) {
  await page.goto(address);
  await button(page, "Begin").click();
  await box(page).waitFor();
}

/** Says the reply that stands at that place, and waits for what comes of it. */
export async function say(page, place = 0) {
  await answer(page, replies(page).nth(place));
}

/** Says something in own words, and waits for what comes of it: also for the model, the first time. */
export async function write(page, text) {
  await box(page).fill(text);
  await answer(page, button(page, "Say it"), 60_000);
}

/** Stays quiet and waits. */
export async function wait(page) {
  await answer(page, button(page, "Stay quiet and wait"));
}

async function answer(page, control, timeout = 15_000) {
  const before = await steps(page).count();
  await control.click();
  await page.waitForFunction((n) => document.querySelectorAll("#talk .turn").length > n, before, { timeout });
  await settled(page);
}

/** Which of the replies on the page builds trust, by the case's own marks. */
export async function builder(page, story) {
  const words = await replies(page).allInnerTexts();
  const authored = story.scenes.flatMap((scene) => scene.replies);
  const breaks = new Set(["inconsistency", "advice", "minimizing", "oversharing", "breach", "judgment"]);
  const builds = (text) => {
    const reply = authored.find((one) => text.includes(one.text));
    return Boolean(reply?.marks.length) && reply.marks.every((mark) => !breaks.has(mark.label));
  };
  return Math.max(0, words.findIndex(builds));
}

/**
 * Talks on until the talk is over; gives how many replies that took. Unless told otherwise it takes
 * another place each time: where there is danger the story waits for the one reply that asks.
 */
export async function talkOn(page, choose) {
  for (let said = 0; said < 60; said++) {
    if (await over(page)) return said;
    await say(page, choose ? await choose(page) : said % (await replies(page).count()));
  }
  throw new Error("expected the talk to end within 60 replies");
}

async function over(page) {
  return (await replies(page).count()) === 0;
}

/** From the end of the talk to its debrief, through the moment on one's own. */
export async function lookBack(page) {
  const meet = page.getByRole("button", { name: /^Meet / });
  if (await meet.count()) {
    await meet.click();
    await replies(page).first().waitFor();
    await talkOn(page);
  }
  await button(page, "See what this talk showed").click();
  await page.getByRole("heading", { level: 1, name: "What this talk showed" }).waitFor();
}

/** What the server keeps, as the learner can see it. */
export async function record(page) {
  return page.evaluate(async () => (await (await fetch("/record.json")).json()).statements);
}

/** Waits until nothing waits on the device any more. */
export async function sent(page) {
  await page.waitForFunction(() => !JSON.parse(localStorage.getItem("holdspace:queue") ?? "[]").length);
}
