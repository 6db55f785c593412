// What is kept on this device, and how all of it goes.

import { SHELF } from "./shelf.js";

const PREFIX = "holdspace:";

/**
 * Whose turn at this device it is: a random word that says nothing about anybody. It goes when the
 * device is cleared, and the next page begins another. A page that was opened under one writes and
 * sends nothing under another: a second tab, or one from the browser's memory, cannot bring back
 * what was cleared.
 */
const SITTING = "sitting";
const DELETED = "deleted-";
/** The page that says that all is clear; there nobody sits. */
const FINISHED = document.body.dataset.page === "finished";

let mine = sitting();
let gone = false;
wakeUp();

/** Whether the page still belongs to whoever sits here. Where not, it empties itself and goes. */
export function here() {
  if (!gone && !FINISHED && sitting() !== mine) leave();
  return !gone;
}

/**
 * What is kept under a name, or null. The prefix is added here.
 * @param {string} name
 * @returns {any}
 */
export function kept(name) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + name) ?? "null");
  } catch {
    return null;
  }
}

/**
 * Keeps a value. False where storage is full, or closed as in a private window: the page then works
 * on, and forgets.
 * @param {string} name
 * @param {unknown} value
 * @returns {boolean}
 */
export function keep(name, value) {
  if (!here()) return false;
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** @param {string} name */
export function forget(name) {
  if (!here()) return;
  try {
    localStorage.removeItem(PREFIX + name);
  } catch {
    // Closed storage holds nothing.
  }
}

/**
 * True the first time in one sitting (one tab) that it is asked of a name.
 * @param {string} name
 */
export function first(name) {
  try {
    if (sessionStorage.getItem(PREFIX + name)) return false;
    if (here()) sessionStorage.setItem(PREFIX + name, "1");
  } catch {
    // Without storage everything is for the first time.
  }
  return true;
}

/** Everything that Holdspace keeps on this device, gone; other tabs hear of it. */
export async function clear() {
  gone = true;
  drop(() => localStorage, "");
  drop(() => sessionStorage, "");
  if ("caches" in globalThis) {
    for (const name of await caches.keys()) await caches.delete(name);
  }
  try {
    indexedDB.deleteDatabase(SHELF);
  } catch {
    // Closed storage holds nothing.
  }
}

/**
 * After the record was deleted: what waited here would come back as a new learner's, and a reading
 * may count again. Talks stay. Other tabs hear of it, and send nothing more of what they hold.
 */
export function anew() {
  if (!here()) return;
  begin(DELETED);
  drop(() => localStorage, "queue");
  drop(() => localStorage, "reading:");
  drop(() => sessionStorage, "");
}

/**
 * @param {() => Storage} open
 * @param {string} start
 */
function drop(open, start) {
  try {
    const storage = open();
    const names = Array.from({ length: storage.length }, (_, i) => storage.key(i) ?? "");
    names.filter((name) => name.startsWith(PREFIX + start)).forEach((name) => storage.removeItem(name));
  } catch {
    // Closed storage holds nothing.
  }
}

function sitting() {
  try {
    return localStorage.getItem(PREFIX + SITTING);
  } catch {
    return null;
  }
}

/** @param {string} why */
function begin(why) {
  const word = Array.from(crypto.getRandomValues(new Uint32Array(3)), (n) => n.toString(36)).join("");
  try {
    localStorage.setItem(PREFIX + SITTING, why + word);
  } catch {
    // Closed storage: this page is alone.
  }
  mine = sitting();
}

/** Looks again whenever the page may have slept through what another tab did. */
function wakeUp() {
  if (FINISHED) return;
  // A page that comes back by the Back button, from the browser's store of pages or its memory.
  const [how] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  const before = history.state?.sitting;
  if (how?.type === "back_forward" && before && before !== mine) {
    leave();
  } else {
    if (!mine) begin("");
    history.replaceState({ ...history.state, sitting: mine }, "");
  }
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    if (gone) leave();
    here();
  });
  addEventListener("storage", (event) => {
    if (event.key === null || event.key === PREFIX + SITTING) here();
  });
  document.addEventListener("visibilitychange", () => here());
}

/** Nothing of the earlier learner stays on the screen, in memory or behind the Back button. */
function leave() {
  gone = true;
  document.title = "Holdspace";
  document.body.replaceChildren();
  drop(() => sessionStorage, "");
  const deleted = sitting()?.startsWith(DELETED);
  // What is being deleted takes a moment.
  setTimeout(() => location.replace(deleted ? "/record" : "/finish"), deleted ? 1_000 : 0);
}
