// axe-core on a page as it stands.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const source = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Fails where axe finds a violation of WCAG 2.2 AA or of its own good practice. */
export async function accessible(page, name) {
  // Colours are read when they have arrived.
  await page.evaluate(() => Promise.all(document.getAnimations().map((a) => a.finished.catch(() => {}))));
  await page.evaluate(source);
  const { violations } = await page.evaluate(
    (values) => window.axe.run(document, { runOnly: { type: "tag", values } }),
    rules,
  );
  const found = violations.map(
    ({ id, help, nodes }) => `${id}: ${help}\n${nodes.map((n) => `    ${n.html.slice(0, 160)}\n    ${n.failureSummary}`).join("\n")}`,
  );
  assert.deepEqual(found, [], `${name}: axe finds nothing`);
}
