// An author's page loads itself anew when a file is saved.

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, test } from "node:test";
import { device, launch } from "./browser.js";
import { folder, holdspace, serve } from "./holdspace.js";

const browser = await launch({ after });

test("a saved topic is shown without a hand on the browser", async (t) => {
  const course = join(await folder(t), "course");
  await holdspace("new", course);
  const server = await serve(t, { course, more: ["--watch"] });
  const { context, page, clean } = await device(browser, server);
  await page.goto("/topics/saying-hello");
  await page.getByRole("heading", { level: 1, name: "Saying hello" }).waitFor();
  const file = join(course, "saying-hello.md");
  await writeFile(file, (await readFile(file, "utf8")).replace("title: Saying hello", "title: Saying good day"));
  await page.getByRole("heading", { level: 1, name: "Saying good day" }).waitFor();
  clean();
  await context.close();
});
