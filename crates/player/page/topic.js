// Reading a topic: how far, how long, and the moment that is asked before.

import "./page.js";
import { first, forget, keep, kept } from "./device.js";
import { attend, byId } from "./dom.js";
import { held } from "./pause.js";
import { beginReading, reading as reader } from "./reading.js";
import { note } from "./record.js";

/** A reading counts when its end was in view and this much of it had been on the screen. */
const ENOUGH = 0.8;
const SLICES = 40;

/** @typedef {{ seen: number[], seconds: number, done: boolean }} Reading */

const topic = byId("topic");
const { topic: id = "", reading = "", minutes = "0" } = topic.dataset;
const key = `reading:${reading}`;
const state = load();
const seen = new Set(state.seen);
let ended = state.done;

// Said once in a sitting.
if (first(`opened:${id}`)) note("initialized", id);
watch();
before();

function watch() {
  const end = document.getElementById("read-end") ?? topic.lastElementChild;
  if (end) {
    new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) {
        ended = true;
        look();
      }
    }).observe(end);
  }
  let due = false;
  const soon = () => {
    if (due) return;
    due = true;
    requestAnimationFrame(() => {
      due = false;
      look();
    });
  };
  tell();
  addEventListener("scroll", soon, { passive: true });
  addEventListener("resize", soon, { passive: true });
  addEventListener("pagehide", remember);
  setInterval(() => {
    if (document.visibilityState !== "visible") return;
    state.seconds += 5;
    remember();
  }, 5_000);
  look();
}

/** Which slices of the reading are on the screen now. */
function look() {
  if (document.visibilityState !== "visible") return;
  const [top, bottom] = extent();
  const slice = (bottom - top) / SLICES;
  if (slice <= 0) return;
  const before = seen.size;
  for (let i = 0; i < SLICES; i++) {
    const middle = top + slice * (i + 0.5);
    if (middle >= 0 && middle <= innerHeight) seen.add(i);
  }
  if (!state.done && ended && seen.size >= SLICES * ENOUGH) {
    state.done = true;
    note("completed", reading, { result: { completion: true, duration: duration(state.seconds) } });
    for (const still of document.querySelectorAll("[data-missing=reading]")) still.remove();
  } else if (seen.size === before && before > 0) {
    return;
  }
  remember();
  tell();
}

/** Where the reading begins and ends, seen from the top of the screen. */
function extent() {
  const box = topic.getBoundingClientRect();
  const end = document.getElementById("read-end");
  return [box.top, end ? end.getBoundingClientRect().bottom : box.bottom];
}

/** The time that is left, in words. */
function tell() {
  const place = document.getElementById("left");
  if (!place) return;
  const rest = minutesLeft(Number(minutes), seen.size / SLICES);
  const words = state.done
    ? "You have read to the end."
    : rest > 1
      ? `About ${rest} minutes of reading are left.`
      : "About a minute of reading is left.";
  if (place.textContent !== words) place.textContent = words;
  place.hidden = false;
}

/**
 * Rounded as the page states the whole (course/src/time.rs), so that never more is left than that.
 * @param {number} whole
 * @param {number} share how much of it is done, from 0 to 1
 */
function minutesLeft(whole, share) {
  // The page gives the whole in tenths: what may have been rounded up to a half is not again.
  return Math.max(1, Math.round(whole * (1 - share) - 0.05));
}

/** Keeps what was answered before the reading, on this device only. */
function before() {
  const form = /** @type {HTMLFormElement | null} */ (
    document.querySelector("form[data-do=before]")
  );
  const section = form?.closest("section");
  if (!form || !section) return;
  const where = `before:${section.dataset.case ?? ""}`;
  const told = document.getElementById("before-kept");
  const words = /** @type {HTMLTextAreaElement | null} */ (
    form.querySelector("textarea[name=words]")
  );
  const earlier = kept(where);
  const draft = kept(`draft:${where}`);
  if (words && typeof draft === "string") words.value = draft;
  if (earlier) {
    if (words && !words.value && typeof earlier.words === "string") words.value = earlier.words;
    const choice = form.querySelector(`input[name=choice][value="${Number(earlier.choice)}"]`);
    if (choice instanceof HTMLInputElement) choice.checked = true;
    if (told) told.hidden = false;
  }
  // What reads it is fetched meanwhile, for the end, when it is laid beside what was said later.
  words?.addEventListener("input", () => {
    keep(`draft:${where}`, words.value);
    if (reader().is === "unasked") beginReading();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!words || !(await held(words, store))) store();
  });
  function store() {
    if (!form || !section) return;
    const data = new FormData(form);
    const text = String(data.get("words") ?? "").trim();
    const choice = Number(data.get("choice")) || null;
    if (!text && !choice) {
      (words ?? form.querySelector("input"))?.focus();
      return;
    }
    const cold = { scene: section.dataset.scene ?? "", choice, words: text || null };
    keep(where, cold);
    forget(`draft:${where}`);
    if (told) {
      told.hidden = false;
      attend(told);
    }
  }
  form.querySelector("[data-do=skip]")?.addEventListener("click", () => {
    const next = section.nextElementSibling?.querySelector("h2") ?? section.nextElementSibling;
    if (next instanceof HTMLElement) attend(next);
  });
}

/** @returns {Reading} */
function load() {
  const found = kept(key);
  return {
    seen: Array.isArray(found?.seen) ? found.seen.filter(Number.isInteger) : [],
    seconds: Number(found?.seconds) || 0,
    done: found?.done === true,
  };
}

function remember() {
  keep(key, { ...state, seen: [...seen] });
}

/**
 * As ISO 8601 writes it.
 * @param {number} seconds
 */
function duration(seconds) {
  const [m, s] = [Math.floor(seconds / 60), seconds % 60];
  return `PT${m ? `${m}M` : ""}${s || !m ? `${s}S` : ""}`;
}
