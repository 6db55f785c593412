// A document becomes a topic that can be read and practised.

import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { after, test } from "node:test";
import { accessible } from "./axe.js";
import { device, launch } from "./browser.js";
import { folder, holdspace, root, serve } from "./holdspace.js";
import { addresses, lookBack, say, sitDown, talkOn } from "./talk.js";

const browser = await launch({ after });
const documents = join(root, "crates/import/tests/documents");

const kinds = /\.(txt|md|html?|docx)$/;
const names = (await readdir(documents)).filter((name) => kinds.test(name)).sort();

test("there are documents to import", () => assert.ok(names.length > 0));

for (const name of names) {
  test(`${name} is imported, served, read and played`, async (t) => {
    const into = await folder(t);
    const report = JSON.parse(await holdspace("import", join(documents, name), "--into", into, "--format", "json"));
    const server = await serve(t, { course: report.topic });
    const { context, page, clean } = await device(browser, server);
    const at = await addresses(server);
    await page.goto(at.topic);
    const shown = await page.locator("main").innerText();
    if (report.title) assert.ok(plain(shown).includes(plain(report.title)), "its title is shown");
    for (const takeaway of report.takeaways) assert.ok(plain(shown).includes(plain(takeaway)), takeaway);
    await accessible(page, name);
    await sitDown(page, at.case);
    await say(page);
    await talkOn(page);
    await lookBack(page);
    clean();
    await context.close();
  });
}

/** Letters and digits only: typography and emphasis may differ. */
function plain(text) {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}
