// Debian's Chromium, and a watch on what its pages ask for and complain about.

import assert from "node:assert/strict";
import { chromium } from "playwright-core";

/** One browser for a test file; closed when that is over. */
export async function launch(test, more = [], options = {}) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", ...more],
    ...options,
  });
  test.after(() => browser.close());
  return browser;
}

/**
 * A new device: a context with one page. It notes every request and every complaint, and
 * `clean()` fails where there was a request to another host or an error in a page.
 */
export async function device(browser, server, options = {}) {
  const baseURL = options.baseURL ?? server.url;
  const context = await browser.newContext({ ...options, baseURL });
  context.setDefaultTimeout(15_000);
  const requests = [];
  const complaints = [];
  context.on("request", (request) => requests.push(request.url()));
  context.on("page", (page) => {
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("console", (message) => {
      // The browser itself says where an address is none or cannot be reached; the pages do not.
      const own = !/Failed to load resource|net::ERR_|Cross-Origin-Opener-Policy header has been ignored/.test(message.text());
      if (message.type() === "error" && own) complaints.push(message.text());
    });
  });
  const page = await context.newPage();
  const clean = () => {
    const { host } = new URL(baseURL);
    const foreign = requests.filter((url) => /^(https?|wss?):/.test(url) && new URL(url).host !== host);
    assert.deepEqual(foreign, [], "no request goes to another host");
    assert.deepEqual(complaints, [], "no page complains");
  };
  return { context, page, requests, complaints, clean };
}

/** Fails where the page is wider than the window. */
export async function fits(page, name) {
  const [wide, window] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  assert.ok(wide <= window, `${name}: expected no wider than ${window} px, found ${wide}`);
}
