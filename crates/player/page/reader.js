// What reads replies, beside the page (a Worker), so that the page never stands still.
//
// It fetches the model when it is told to, keeps it on the shelf, and reads. Nothing that it is
// given to read leaves it but as an answer to the page.

import { ask, load } from "./engine.js";
import { put, taken } from "./shelf.js";

/**
 * @typedef {{ number: number, text: string }} Option
 * @typedef {{ id: number, peer: string, reply: string, options: Option[] }} Question
 * @typedef {{ begin: string, size: number } | { read: Question } | { ahead: { peer: string, texts: string[] } }} Told
 * @typedef {{ share: number } | { there: true } | { away: string } | { id: number, found?: unknown, error?: string }} Says
 */

/** @type {Question[]} */
const questions = [];
/** The case's own replies that are still to be read ahead: of the latest moment only. */
let ahead = { peer: "", texts: /** @type {string[]} */ ([]) };
let ready = false;
let busy = false;

addEventListener("message", ({ data }) => {
  /** @type {Told} */
  const told = data;
  if ("begin" in told) void begin(told.begin, told.size);
  else if ("read" in told) questions.push(told.read);
  else ahead = told.ahead;
  void work();
});

/** @param {Says} words */
function say(words) {
  postMessage(words);
}

/**
 * @param {string} address
 * @param {number} size
 */
async function begin(address, size) {
  try {
    const earlier = await taken(address);
    if (!earlier || !(await load(earlier).then(() => true, () => false))) {
      const model = await fetched(address, size);
      await load(model);
      await put(address, model);
    }
    ready = true;
    say({ there: true });
  } catch (error) {
    say({ away: String(error) });
  }
  void work();
}

/**
 * @param {string} address
 * @param {number} size of the whole, unpacked
 */
async function fetched(address, size) {
  const response = await fetch(address);
  if (!response.ok || !response.body) throw new Error(`expected the model at ${address}, found ${response.status}`);
  /** @type {Uint8Array[]} */
  const parts = [];
  let length = 0;
  let told = 0;
  const stream = response.body.getReader();
  for (let part = await stream.read(); !part.done; part = await stream.read()) {
    parts.push(part.value);
    length += part.value.length;
    const share = Math.min(1, length / size);
    if (share - told < 0.02) continue;
    told = share;
    say({ share });
  }
  const whole = new Uint8Array(length);
  parts.reduce((at, part) => (whole.set(part, at), at + part.length), 0);
  return whole;
}

/** One thing after the other; what the learner said comes before what may be said. */
async function work() {
  if (busy || !ready) return;
  busy = true;
  for (;;) {
    const question = questions.shift();
    const text = question ? undefined : ahead.texts.shift();
    if (question) {
      const { id, peer, reply, options } = question;
      await ask({ do: "read", peer, reply, options }, "reader").then(
        (found) => say({ id, found }),
        (error) => say({ id, error: String(error) }),
      );
    } else if (text !== undefined) {
      await ask({ do: "ahead", peer: ahead.peer, reply: text }, "reader").catch(() => {});
    } else {
      break;
    }
    // A turn of the loop for what has come in meanwhile.
    await new Promise((done) => setTimeout(done, 0));
  }
  busy = false;
}
