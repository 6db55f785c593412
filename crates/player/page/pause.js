// A hint that whoever writes is in danger, in any box of a page: help, calmly, and a pause.
// Nothing is sent, told or lost by it, and one key goes on.

import { attend, button, fill, make } from "./dom.js";

/** How long something that is said waits for being looked at, in milliseconds: a weak line holds nobody up. */
const PATIENCE = 3_000;
/** How long a hand rests before what it wrote is looked at, in milliseconds. */
const REST = 1_200;

/** @typedef {{ box: HTMLTextAreaElement, view: HTMLElement, onward: (() => void) | null }} Shown */

/**
 * What was gone on from, by box: only what is new beside it is looked at again.
 * @type {WeakMap<HTMLTextAreaElement, string>}
 */
const passed = new WeakMap();
/** @type {WeakMap<HTMLTextAreaElement, () => void>} */
const pauses = new WeakMap();
/** @type {Shown | null} */
let shown = null;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

const told = make("p", { class: "unseen", role: "status" });
document.body.append(told);

document.addEventListener("input", ({ target }) => {
  if (!(target instanceof HTMLTextAreaElement)) return;
  clearTimeout(timer);
  timer = setTimeout(() => void look(target), REST);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !shown) return;
  event.preventDefault();
  goOn();
});

/**
 * What a pause is in that box, where it is more than a rest on the page.
 * @param {HTMLTextAreaElement} box
 * @param {() => void} deed
 */
export function onPause(box, deed) {
  pauses.set(box, deed);
}

/**
 * Looks at what is about to be said or kept. True where help is shown first; going on then does
 * what was about to be done.
 * @param {HTMLTextAreaElement} box
 * @param {() => void} onward
 */
export async function held(box, onward) {
  clearTimeout(timer);
  const late = new Promise((done) => setTimeout(() => done(false), PATIENCE));
  if (!(await Promise.race([hints(box), late]))) return false;
  show(box, onward);
  return true;
}

/** @param {HTMLTextAreaElement} box */
async function look(box) {
  if (!box.isConnected || shown || !(await hints(box))) return;
  if (box.isConnected && !shown) show(box, null);
}

/** @param {HTMLTextAreaElement} box */
async function hints(box) {
  const text = fresh(box.value, passed.get(box) ?? "");
  if (!text.trim()) return false;
  try {
    // Asked for only here: a page on which nobody writes needs no module.
    const { ask } = await import("./engine.js");
    return Boolean(await ask({ do: "hint", text }, "reader"));
  } catch {
    return false;
  }
}

/**
 * What is new in a text.
 * @param {string} text
 * @param {string} before
 */
function fresh(text, before) {
  const most = Math.min(text.length, before.length);
  let start = 0;
  while (start < most && text[start] === before[start]) start++;
  let end = 0;
  while (end < most - start && text[text.length - 1 - end] === before[before.length - 1 - end]) end++;
  return text.slice(start, text.length - end);
}

/**
 * @param {HTMLTextAreaElement} box
 * @param {(() => void) | null} onward
 */
function show(box, onward) {
  shown?.view.remove();
  const title = make("h3", { id: "care" }, "Is this about you?");
  const view = make(
    "section",
    { class: "care", "aria-labelledby": "care" },
    title,
    crisis(),
    make("p", {}, "You do not have to go on with this. What you wrote stands here, on this device, and was sent to nobody."),
    make("div", { class: "deeds" }, button("Take a pause", "button", pause), button("Go on", "button", goOn)),
    make("p", { class: "note" }, "If it is not about you, go on; the Escape key does, too."),
  );
  box.after(view);
  shown = { box, view, onward };
  // Who is writing is not taken out of it; who has pressed a button is led here.
  if (onward) attend(title);
  else told.textContent = `Is this about you? Help stands below the box: ${number()}. Escape goes on.`;
}

function goOn() {
  if (!shown) return;
  const { box, view, onward } = shown;
  shown = null;
  told.textContent = "";
  passed.set(box, box.value);
  view.remove();
  if (onward) onward();
  else box.focus();
}

function pause() {
  if (!shown) return;
  const { box, view } = shown;
  const own = pauses.get(box);
  if (own) {
    shown = null;
    told.textContent = "";
    passed.set(box, box.value);
    view.remove();
    return own();
  }
  const title = make("h3", { id: "care" }, "A pause");
  shown.onward = null;
  fill(
    view,
    title,
    make("p", {}, "Take all the time that you need. What you wrote waits in the box above, and nothing goes on before you do."),
    crisis(),
    make("div", { class: "deeds" }, button("Go on", "button", goOn)),
  );
  attend(title);
}

/** The course's own words for where help is, as they stand behind the help of every page. */
export function crisis() {
  const words = document.querySelector(".help > div > p")?.cloneNode(true);
  return words instanceof HTMLElement ? words : make("p", {}, number());
}

function number() {
  return document.querySelector(".help > summary")?.textContent ?? "";
}
