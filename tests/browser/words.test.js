// Practice in one's own words: read on the device, answered, explained, and never sent.

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, test } from "node:test";
import { device, fits, launch } from "./browser.js";
import { serve } from "./holdspace.js";
import { slowly } from "./slow.js";
import { addresses, box, button, record, replies, say, sent, settled, sitDown, sitDownToWrite, steps, write } from "./talk.js";

const server = await serve({ after });
const browser = await launch({ after });
const at = await addresses(server);

/** What a person might type, each with a word that stands nowhere else. */
const SAID = [
  "Thanks for coming in, quokka. What would make this half hour worth it for you?",
  "so you got here tho you didnt want to, quokka, that took something",
  "That sounds exhausting quokka. We can leave that for another day if you want.",
  "What has helped you, even a little, quokka?",
  "It is yours to decide what you tell me, quokka, and you can stop any time.",
  "So part of you wants to go and part of you is scared, quokka. Did I get that right?",
  "What you tell me stays here, quokka, unless somebody could get hurt. Then I talk to you first.",
  "Are you thinking about killing yourself, quokka? I am staying right here with you.",
  "I am sorry, quokka, I pushed you. What do you need from me now?",
  "How was that for you, quokka, back then?",
];
const PUSH = "You should just go to a meeting and stop drinking.";

const saved = (page) =>
  page.evaluate(() => {
    const key = Object.keys(localStorage).find((name) => name.startsWith("holdspace:encounter:"));
    return key ? JSON.parse(localStorage.getItem(key)).encounter : null;
  });
const lastTurn = async (page) => (await saved(page)).turns.at(-1);
const models = (requests) => requests.filter((url) => url.endsWith("/replies.model"));

/** Writes until nothing can be written any more. */
async function writeOn(page) {
  for (let n = 0; n < 50; n++) {
    await settled(page);
    if (!(await box(page).count())) return n;
    await write(page, SAID[n % SAID.length]);
  }
  throw new Error("expected the talk to end within 50 replies in own words");
}

test("the build has the model that reads replies", async () => {
  const html = await (await fetch(server.url + at.case)).text();
  assert.match(html, /data-model="\/assets\/[0-9a-f]{8}\/replies\.model"/, "crates/assess/model/replies.model is in the build");
});

test("a whole encounter in own words: nothing of them leaves the page", async (t) => {
  const { context, page, requests, clean } = await device(browser, server);
  const bodies = [];
  context.on("request", (request) => bodies.push(`${request.url()} ${JSON.stringify(request.headers())} ${request.postData() ?? ""}`));
  await sitDownToWrite(page, at.case);
  assert.deepEqual(models(requests), [], "the model is not fetched before somebody writes");
  const turns = await writeOn(page);
  t.diagnostic(`${turns} turns in the talk`);
  const meet = page.getByRole("button", { name: /^Meet / });
  if (await meet.count()) {
    await meet.click();
    await writeOn(page);
  }
  await button(page, "See what this talk showed").click();
  await page.getByRole("heading", { level: 1, name: "What this talk showed" }).waitFor();
  assert.match(await page.locator("#debrief").innerText(), /quokka/, "the debrief is in the learner's own words");
  await sent(page);
  const statements = await record(page);
  assert.ok(statements.some((s) => s.result?.extensions?.["urn:holdspace:said"] === "written"), "what was done is told");

  assert.equal(models(requests).length, 1, "the model is fetched once");
  for (const body of bodies) assert.ok(!body.includes("quokka"), "no request carries the words");
  for (const name of await readdir(server.data)) {
    const bytes = await readFile(join(server.data, name)).catch(() => Buffer.alloc(0));
    assert.ok(!bytes.includes("quokka"), `${name} holds none of the words`);
  }
  assert.ok(!server.said.includes("quokka"), "nor does the log");
  clean();
  await context.close();
});

test("a reply of 30 words", async (t) => {
  const { context, page } = await device(browser, server);
  await sitDownToWrite(page, at.case);
  await write(page, SAID[0]);
  const text = "It sounds like this week has been very long for you and nobody asked how it was, so before we talk about anything else, what would help you right now, here?";
  await box(page).fill(text);
  await page.waitForTimeout(3_000);
  const [turn, reading] = await page.evaluate(async () => {
    const { reading, read } = await import(document.querySelector("script[src$='practice.js']").src.replace("practice.js", "reading.js"));
    const times = [];
    for (let n = 0; n < 5; n++) {
      const start = performance.now();
      await read("Nobody asked me that.", document.querySelector("#words").value + " ".repeat(n), []);
      times.push(performance.now() - start);
    }
    const begin = performance.now();
    [...document.querySelectorAll("button")].find((one) => one.textContent === "Say it").click();
    const before = document.querySelectorAll("#talk .turn").length;
    while (document.querySelectorAll("#talk .turn").length === before) await new Promise((done) => setTimeout(done, 5));
    return [performance.now() - begin, Math.min(...times), reading().is];
  });
  t.diagnostic(`read in ${reading.toFixed(0)} ms at best of 5; answered in ${turn.toFixed(0)} ms, with the offered replies read ahead`);
  await context.close();
});

test("while the model is on its way that is said, and choosing works; the draft waits", async () => {
  const line = await slowly({ after }, server, 400_000);
  const { context, page } = await device(browser, server, { baseURL: line.url });
  await sitDownToWrite(page, at.case);
  await box(page).pressSequentially("I am");
  await page.locator(".reading progress").waitFor();
  assert.match(await page.locator("#reading-words").innerText(), /on its way to this device, once: about \d+ MB/);
  await page.waitForFunction(() => document.querySelector(".reading progress")?.value > 0.02);
  // Said before it can be read: it waits, and says so.
  await box(page).fill("I am glad that you came.");
  await button(page, "Say it").click();
  await page.getByText("read as soon as what reads it is here").waitFor();
  await page.getByText("Choose from written replies").click();
  await say(page);
  assert.equal(await steps(page).count(), 2, "choosing goes on meanwhile");
  await box(page).fill("I am here.");
  line.rate = 50_000_000;
  await page.waitForFunction(() => document.querySelector(".reading")?.dataset.is === "there", undefined, { timeout: 60_000 });
  assert.equal(await steps(page).count(), 2, "what was said before choosing is not said now");
  await write(page, "I am here. What would help?");
  assert.equal((await lastTurn(page)).said, "write");
  await context.close();
});

test("where the model cannot be had, that is said plainly and choosing goes on", async () => {
  const { context, page } = await device(browser, server);
  await context.route("**/replies.model", (route) => route.abort());
  await sitDownToWrite(page, at.case);
  await box(page).fill("What would help you most?");
  await page.getByText("cannot be had just now").waitFor();
  await button(page, "Say it").click();
  await replies(page).first().waitFor();
  await say(page);
  assert.equal(await steps(page).count(), 2);
  await context.unroute("**/replies.model");
  await box(page).fill("What would help you most?");
  await button(page, "Try again").click();
  await write(page, "What would help you most?");
  assert.equal((await lastTurn(page)).said, "write");
  await context.close();
});

test("once it is there one writes on without a line, and it is kept for the next time", async () => {
  const { context, page, requests } = await device(browser, server);
  await sitDownToWrite(page, at.case);
  await write(page, SAID[0]);
  await context.setOffline(true);
  await write(page, SAID[1]);
  await write(page, SAID[2]);
  assert.equal(await steps(page).count(), 4);
  await box(page).fill("Not said yet");
  await context.setOffline(false);
  await context.route("**/replies.model", (route) => route.abort());
  await page.reload();
  await button(page, "Go on from there").click();
  assert.equal(await box(page).inputValue(), "Not said yet", "a draft is kept");
  await write(page, SAID[3]);
  assert.equal((await lastTurn(page)).said, "write");
  assert.equal(models(requests).length, 1);
  assert.equal(await box(page).inputValue(), "", "what was said is no draft any more");
  await context.close();
});

test("finishing clears the model, too, and what was written", async () => {
  const { context, page } = await device(browser, server);
  await sitDownToWrite(page, at.case);
  await write(page, SAID[0]);
  await box(page).fill("Not said");
  await button(page, "Finish and clear this device").click();
  await button(page, "Yes, finish and clear").click();
  await page.waitForURL("**/finish");
  assert.deepEqual(await page.evaluate(async () => [Object.keys(localStorage), await indexedDB.databases()]), [[], []]);
  await context.close();
});

test("You misread me: the label goes, trust with it, and the turn counts nowhere", async () => {
  const { context, page, clean } = await device(browser, server);
  await sitDownToWrite(page, at.case);
  const begun = (await saved(page)).now.trust.trust;
  await write(page, PUSH);
  const before = await lastTurn(page);
  assert.ok(before.assessment.labels.some(({ label }) => label === "advice"), JSON.stringify(before.assessment.labels));
  assert.ok(before.after.trust < begun, "a push costs trust");
  for (let left = before.assessment.labels.length; left > 0; left--) {
    await button(page, "You misread me").click();
    await button(page, "Take it back").first().click();
    await page.getByText("counts nowhere").last().waitFor();
    await settled(page);
  }
  const turn = await lastTurn(page);
  assert.ok(turn.disputed && !turn.assessment.labels.length);
  assert.ok(turn.after.trust >= begun, "trust is back");
  await write(page, SAID[0]);
  await write(page, SAID[1]);
  await sent(page);
  const told = (await record(page)).filter((s) => s.verb.id.endsWith("/answered"));
  assert.equal(told.length, 1, "only the turn that was not misread, and not the last, which may still be");
  clean();
  await context.close();
});

test("I meant it differently: said again, or told to the peer", async () => {
  const { context, page } = await device(browser, server);
  await sitDownToWrite(page, at.case);
  await write(page, PUSH);
  await button(page, "I meant it differently").click();
  await page.getByRole("button", { name: /^Tell .* what you meant$/ }).click();
  assert.equal(await page.evaluate(() => document.activeElement?.id), "words");
  await write(page, "That came out as a push, and I'm sorry. I meant that I worry. What do you need?");
  await button(page, "I meant it differently").click();
  await button(page, "Say it again").click();
  await settled(page);
  assert.match(await box(page).inputValue(), /came out as a push/);
  await context.close();
});

test("what cannot be read is said to be so, a better line stands there, and trust stays", async () => {
  const { context, page } = await device(browser, server);
  await sitDownToWrite(page, at.case);
  const begun = (await saved(page)).now.trust.trust;
  await write(page, "xqzt blorf wemnip grolsh tarvik");
  assert.ok((await lastTurn(page)).assessment.unsure);
  await page.getByText("I can’t tell what this one does").waitFor();
  assert.equal((await saved(page)).now.trust.trust, begun);
  await context.close();
});

test("words that are marked are quoted, and no label is named", async () => {
  const { context, page } = await device(browser, server);
  await sitDownToWrite(page, at.case);
  await write(page, PUSH);
  const [marked, quoted] = await steps(page).last().evaluate((step) => [
    [...step.querySelectorAll(".said.you mark")].map((mark) => mark.textContent),
    [...step.querySelectorAll(".feedback q")].map((quote) => quote.textContent).join(" | "),
  ]);
  assert.ok(marked.length > 0, "telling words are marked");
  for (const words of marked) assert.ok(quoted.includes(words), `“${words}” is quoted`);
  await context.close();
});

test("a hint that the learner is in danger: help and a pause, and one key goes on", async () => {
  const { context, page, clean } = await device(browser, server);
  const text = "I want to kill myself tonight, I can't do this any more.";
  await sitDownToWrite(page, at.case);
  await sent(page);
  const posts = [];
  page.on("request", (request) => request.method() === "POST" && posts.push(request.url()));
  const care = page.getByRole("region", { name: "Is this about you?" });
  await box(page).pressSequentially(text);
  await care.waitFor();
  assert.ok(await care.locator("a[href^='tel:']").count(), "the number can be called");
  assert.equal(await page.evaluate(() => document.activeElement?.id), "words", "nobody is taken out of writing");
  await page.keyboard.press("Escape");
  assert.equal(await care.count(), 0);
  assert.equal(await box(page).inputValue(), text, "nothing is lost");

  // A pause, when it is about to be said; then on.
  await box(page).fill("");
  await box(page).fill(`Honestly: ${text} And nobody would notice if I was dead.`);
  await button(page, "Say it").click();
  await care.waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Is this about you?");
  await button(page, "Take a pause").click();
  await page.getByRole("heading", { name: "You are taking a pause" }).waitFor();
  await button(page, "Go on with the talk").click();
  assert.match(await box(page).inputValue(), /kill myself/, "what was written waits");
  assert.equal(await steps(page).count(), 1, "nothing was said");
  assert.deepEqual(posts, [], "nothing is sent or recorded");
  clean();
  await context.close();
});

test("a hint in the cold moment and in a reflection shows help, too", async () => {
  const { context, page } = await device(browser, server);
  const text = "I am thinking about killing myself.";
  const care = page.getByRole("region", { name: "Is this about you?" });
  await page.goto(at.topic);
  await page.locator("form[data-do=before] textarea").fill(text);
  await care.waitFor();
  await page.keyboard.press("Escape");
  await care.waitFor({ state: "detached" });
  await page.goto(at.transcript);
  await page.locator("#thought").fill(text);
  await care.waitFor();
  await context.close();
});

test("asking the peer about suicide is no hint", async () => {
  const { context, page } = await device(browser, server);
  await sitDownToWrite(page, at.case);
  await box(page).fill("Are you thinking about killing yourself?");
  await page.waitForTimeout(2_500);
  assert.equal(await page.locator(".care").count(), 0);
  await context.close();
});

test("in own words with nothing but a keyboard, on a phone of 320 px", async () => {
  const { context, page, clean } = await device(browser, server, { viewport: { width: 320, height: 640 }, reducedMotion: "reduce" });
  await sitDownToWrite(page, at.case);
  const tabTo = async (fits) => {
    for (let presses = 0; presses < 80; presses++) {
      await page.keyboard.press("Tab");
      if (await page.evaluate(fits)) return;
    }
    assert.fail(`expected to reach ${fits}`);
  };
  for (const text of SAID.slice(0, 3)) {
    const before = await steps(page).count();
    await tabTo(() => document.activeElement?.id === "words");
    await page.keyboard.type(text);
    await page.keyboard.press("Enter");
    await page.keyboard.type("Take your time.");
    assert.ok((await box(page).inputValue()).includes("\n"), "Enter makes a line");
    await page.keyboard.press("Control+Enter");
    await page.waitForFunction((n) => document.querySelectorAll("#talk .turn").length > n, before, { timeout: 60_000 });
    await settled(page);
    assert.ok(await page.evaluate(() => document.activeElement?.classList.contains("turn")), "the new turn has the focus");
    await fits(page, text);
    const low = await page.locator("#answer").evaluate((answer) =>
      [...answer.querySelectorAll("button, summary, textarea")].filter((one) => one.offsetParent && one.getBoundingClientRect().height < 44).map((one) => one.textContent));
    assert.deepEqual(low, [], "each target is 44 px high");
  }
  assert.equal(await page.evaluate(() => document.getAnimations().length), 0, "nothing moves");
  clean();
  await context.close();
});

test("sharing is deliberate: a preview says who will see it, and nothing is sent", async () => {
  const { context, page, clean } = await device(browser, server);
  await sitDownToWrite(page, at.case);
  await writeOn(page);
  const meet = page.getByRole("button", { name: /^Meet / });
  if (await meet.count()) {
    await meet.click();
    await writeOn(page);
  }
  await button(page, "See what this talk showed").click();
  await sent(page);
  const posts = [];
  page.on("request", (request) => posts.push(request.url()));
  await button(page, "Share this transcript").click();
  const preview = page.getByRole("region", { name: "Before you share it" });
  assert.match(await preview.innerText(), /whoever you give this file to/);
  assert.match(await preview.innerText(), /Holdspace sends it to nobody/);
  assert.match(await preview.innerText(), /quokka/, "with all that they get");
  await Promise.all([page.waitForEvent("download"), button(page, "Save the file").click()]);
  await button(page, "Do not share").click();
  assert.equal(await preview.count(), 0);
  assert.deepEqual(posts.filter((url) => url.startsWith("http")), []);
  clean();
  await context.close();
});

test("who chooses may write, and who writes may choose", async () => {
  const { context, page } = await device(browser, server);
  await sitDown(page, at.case);
  await say(page);
  assert.ok(await replies(page).first().isVisible(), "what was opened once stays open");
  await write(page, SAID[3]);
  await say(page);
  const { turns } = await saved(page);
  assert.deepEqual(turns.map(({ said }) => (typeof said === "object" ? "choose" : said)), ["choose", "write", "choose"]);
  await context.close();
});
