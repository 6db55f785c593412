// What the learner does, as statements: queued on the device, sent when the server is there.
//
// A statement stays in the queue until the server has said that it is stored; so it may be sent
// twice, and its id makes that count once.

import { forget, here, keep, kept } from "./device.js";

/**
 * @typedef {{
 *   id: string,
 *   timestamp: string,
 *   verb: { id: string, display: { en: string } },
 *   object: { objectType: "Activity", id: string },
 *   result?: Record<string, unknown>,
 *   context?: Record<string, unknown>,
 * }} Statement
 */

const QUEUE = "queue";
const LOT = 50;
const SLOWEST = 5 * 60_000;
/** Answers after which the same again cannot succeed: against a rule, another under this id, deleted, too large. */
const NEVER = [400, 409, 410, 413, 415, 422];

/** Verbs are ADL's. */
export const VERBS = Object.freeze(
  /** @type {const} */ (["initialized", "completed", "attempted", "answered", "suspended"]),
);

/**
 * What storage has no room for, or is closed to (a private window), lives as long as the page.
 * @type {Statement[]}
 */
let unkept = [];
let wait = 2_000;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
/** @type {Promise<boolean> | undefined} */
let sending;

/**
 * Keeps one statement, and sends it when it can.
 * @param {typeof VERBS[number]} verb
 * @param {string} activity
 * @param {{ result?: Record<string, unknown>, context?: Record<string, unknown> }} [more]
 * @returns {string} its id
 */
export function note(verb, activity, more = {}) {
  /** @type {Statement} */
  const statement = {
    id: uuid(),
    timestamp: new Date().toISOString(),
    verb: { id: `http://adlnet.gov/expapi/verbs/${verb}`, display: { en: verb } },
    object: { objectType: "Activity", id: activity },
    ...more,
  };
  if (here()) {
    write([...queue(), statement]);
    void flush();
  }
  return statement.id;
}

/**
 * Sends what waits. True where nothing waits any more.
 * @returns {Promise<boolean>}
 */
export function flush() {
  sending ??= send().finally(() => (sending = undefined));
  return sending;
}

/** How many statements wait on this device. */
export function waiting() {
  return queue().length;
}

/** A random UUID, version 4; `randomUUID` needs HTTPS, and a shelter's network has none. */
export function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

addEventListener("online", () => void flush());
addEventListener("pagehide", () => {
  if (!here()) return;
  // The page may be gone before an answer comes: what is not known to be stored stays queued.
  const waiting = queue().slice(0, LOT);
  const to = address();
  if (to && waiting.length) void post(to, waiting, true).catch(() => {});
});
if (queue().length) void flush();

/** @returns {Promise<boolean>} */
async function send() {
  clearTimeout(timer);
  const to = address();
  for (let lot = queue().slice(0, LOT); lot.length; lot = queue().slice(0, LOT)) {
    if (!to || !here()) return false;
    try {
      const response = await post(to, lot, false);
      if (response.ok) {
        drop(lot);
      } else if (NEVER.includes(response.status)) {
        // One that the server will never take must not hold up the others.
        if (lot.length === 1) drop(lot);
        else if (!(await alone(to, lot))) return later();
      } else {
        return later();
      }
      wait = 2_000;
    } catch {
      return later();
    }
  }
  return true;
}

/**
 * Each one by itself, after a lot was refused. False where the server went away.
 * @param {string} to
 * @param {Statement[]} lot
 */
async function alone(to, lot) {
  for (const statement of lot) {
    if (!here()) return false;
    const response = await post(to, [statement], false);
    if (!response.ok && !NEVER.includes(response.status)) return false;
    drop([statement]);
  }
  return true;
}

function later() {
  if (!here()) return false;
  // A little chance, so that a room full of phones does not come back all at once.
  timer = setTimeout(() => void flush(), wait * (0.75 + Math.random() / 2));
  wait = Math.min(wait * 2, SLOWEST);
  return false;
}

/**
 * @param {string} to
 * @param {Statement[]} statements
 * @param {boolean} keepalive
 */
function post(to, statements, keepalive) {
  return fetch(to, {
    method: "POST",
    headers: { "content-type": "application/json" },
    credentials: "same-origin",
    body: JSON.stringify(statements),
    keepalive,
  });
}

/** Where statements go; empty where the page has no server behind it. */
function address() {
  return document.body.dataset.record ?? "/record";
}

/** @returns {Statement[]} */
function queue() {
  const found = kept(QUEUE);
  /** @type {Statement[]} */
  const safe = Array.isArray(found) ? found : [];
  const ids = new Set(safe.map((statement) => statement.id));
  return [...safe, ...unkept.filter((statement) => !ids.has(statement.id))];
}

/** @param {Statement[]} statements */
function write(statements) {
  if (!statements.length) forget(QUEUE);
  unkept = !statements.length || keep(QUEUE, statements) || !here() ? [] : statements;
}

/** @param {Statement[]} stored */
function drop(stored) {
  // Read again: another tab may have queued meanwhile.
  const gone = new Set(stored.map((statement) => statement.id));
  write(queue().filter((statement) => !gone.has(statement.id)));
}
