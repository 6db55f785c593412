// Reading replies, as the page sees it: whether that can be done yet, and what was found.
//
// The model is some megabytes. It is fetched when somebody first begins to write, and kept; until
// it is there, and where it cannot be had, choosing works as ever.

import { keeps } from "./shelf.js";

/**
 * @typedef {import("./types.js").Assessment} Assessment
 * @typedef {import("./reader.js").Option} Option
 * @typedef {import("./reader.js").Says} Says
 * @typedef {{ assessment: Assessment, means: number | null }} Found
 * @typedef {{ is: "unasked" | "coming" | "there" | "away", share: number }} State
 */

/** The most that a fetch may stand still, in milliseconds: then the line counts as gone. */
const STILL = 30_000;

/** @type {State} */
let state = { is: "unasked", share: 0 };
/** @type {Worker | undefined} */
let reader;
/** @type {Set<(state: State) => void>} */
const listeners = new Set();
/** @type {Map<number, { done(found: Found): void, fail(error: Error): void }>} */
const waiting = new Map();
let asked = 0;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let still;

/** @returns {State} */
export function reading() {
  return state;
}

/** How much will be fetched, in whole megabytes; 0 where this place has no model. */
export function megabytes() {
  const { model, modelSize } = document.body.dataset;
  return model ? Math.max(1, Math.round(Number(modelSize) / 1_000_000)) : 0;
}

/**
 * Tells whenever the state changes, until the given signal says otherwise.
 * @param {(state: State) => void} listener
 * @param {AbortSignal} [until]
 */
export function onReading(listener, until) {
  if (until?.aborted) return;
  listeners.add(listener);
  until?.addEventListener("abort", () => listeners.delete(listener));
}

/** Somebody begins to write: what reads is fetched now, unless it is there or on its way. */
export function beginReading() {
  if (state.is === "coming" || state.is === "there") return;
  const { model, modelSize } = document.body.dataset;
  if (!model) return become({ is: "away", share: 0 });
  become({ is: "coming", share: 0 });
  try {
    reader = new Worker(new URL("./reader.js", import.meta.url), { type: "module" });
  } catch {
    return lose();
  }
  reader.addEventListener("message", ({ data }) => hear(data));
  reader.addEventListener("error", lose);
  const address = new URL(model, location.href).href;
  reader.postMessage({ begin: address, size: Number(modelSize) || 1 });
  watch();
}

/**
 * Reads the case's own replies ahead while the learner writes.
 * @param {string} peer
 * @param {Option[]} options
 */
export function readAhead(peer, options) {
  reader?.postMessage({ ahead: { peer, texts: options.map(({ text }) => text) } });
}

/**
 * Reads what a learner has written, and finds the offered reply that means the same.
 * Throws where it cannot be read now.
 * @param {string} peer what was said to the learner
 * @param {string} reply
 * @param {Option[]} options
 * @returns {Promise<Found>}
 */
export function read(peer, reply, options) {
  if (!reader || state.is === "away") return Promise.reject(new Error("expected what reads replies, found none"));
  const id = ++asked;
  reader.postMessage({ read: { id, peer, reply, options } });
  return new Promise((done, fail) => waiting.set(id, { done, fail }));
}

/**
 * Reads what was written before, where what reads is here already; null where it is not.
 * @param {string} peer
 * @param {string} reply
 * @returns {Promise<Assessment | null>}
 */
export async function readKept(peer, reply) {
  const { model } = document.body.dataset;
  if (state.is === "unasked" && model && (await keeps(new URL(model, location.href).href))) beginReading();
  if (state.is === "unasked" || state.is === "away") return null;
  return read(peer, reply, []).then(
    ({ assessment }) => assessment,
    () => null,
  );
}

/** @param {Says} says */
function hear(says) {
  if ("share" in says) {
    watch();
    become({ is: "coming", share: says.share });
  } else if ("there" in says) {
    clearTimeout(still);
    become({ is: "there", share: 1 });
  } else if ("away" in says) {
    lose();
  } else {
    const { id, found, error } = says;
    const one = waiting.get(id);
    waiting.delete(id);
    if (error) one?.fail(new Error(error));
    else one?.done(/** @type {Found} */ (found));
  }
}

/** A line that brings nothing any more is none. */
function watch() {
  clearTimeout(still);
  still = setTimeout(lose, STILL);
}

function lose() {
  clearTimeout(still);
  reader?.terminate();
  reader = undefined;
  for (const { fail } of waiting.values()) fail(new Error("expected what reads replies, found none"));
  waiting.clear();
  become({ is: "away", share: 0 });
}

/** @param {State} next */
function become(next) {
  state = next;
  for (const listener of [...listeners]) listener(state);
}
