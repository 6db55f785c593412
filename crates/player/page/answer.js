// What can be answered now: in one's own words first, then by choosing, or by staying quiet.

import { button, fill, make, quoted } from "./dom.js";
import { held, onPause } from "./pause.js";
import { beginReading, megabytes, onReading, readAhead, reading } from "./reading.js";

/**
 * @typedef {import("./types.js").Moment} Moment
 * @typedef {import("./reading.js").State} State
 *
 * @typedef {{
 *   moment: Moment, question: string, note: string | null, draft: string, open: boolean,
 * }} Asked `draft` is what was written here before, `open` whether the written replies stand open
 * @typedef {{
 *   write(text: string): Promise<boolean>, choose(number: number): void, wait(): void,
 *   stop(): void, pause(): void, draft(text: string): void, open(open: boolean): void,
 * }} Deeds `write` is false where what was written could not be read
 */

/** How long reading may take before the page says so, in milliseconds. */
const SOON = 400;

/** Ends what an earlier moment was listening to. */
let current = new AbortController();

/**
 * Puts the moment's answers into their place.
 * @param {HTMLElement} place
 * @param {Asked} asked
 * @param {Deeds} deeds
 */
export function drawAnswers(place, { moment, question, note, draft, open }, deeds) {
  current.abort();
  current = new AbortController();
  const replies = written(moment, open, deeds);
  fill(
    place,
    make("h2", { id: "question" }, make("label", { for: "words" }, question)),
    note && make("p", { class: "note", id: "asked" }, note),
    writing(moment, Boolean(note), draft, replies, deeds, current.signal),
    replies,
    make(
      "div",
      { class: "stop" },
      button("Stop here", "button", deeds.stop),
      make("p", { class: "note" }, "Nothing is lost. You can come back to this very moment."),
    ),
  );
}

/**
 * The box for one's own words, and beside it the quiet.
 * @param {Moment} moment
 * @param {boolean} noted
 * @param {string} draft
 * @param {HTMLDetailsElement | null} replies
 * @param {Deeds} deeds
 * @param {AbortSignal} until
 */
function writing({ asked, options, can_wait: quiet }, noted, draft, replies, deeds, until) {
  const box = make("textarea", {
    id: "words",
    rows: 3,
    placeholder: "Take your time",
    autocomplete: "off",
    "aria-describedby": noted ? "asked private" : "private",
  });
  box.value = draft;
  const news = readingNews(until);
  const say = button("Say it", "button main", () => void sayIt());
  /** Counts what was said, so that an earlier press speaks no more. */
  let times = 0;

  box.addEventListener("input", () => {
    grow(box);
    deeds.draft(box.value);
    // Where it could not be had, it is tried again on asking, not with each key.
    if (reading().is === "unasked") beginReading();
  });
  box.addEventListener("focus", () => reading().is === "there" && readAhead(asked, options));
  onReading(({ is }) => is === "there" && readAhead(asked, options), until);
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    event.preventDefault();
    void sayIt();
  });
  onPause(box, deeds.pause);
  requestAnimationFrame(() => grow(box));

  async function sayIt() {
    const mine = ++times;
    const text = box.value.trim();
    if (await held(box, () => void said(text, mine))) return;
    await said(text, mine);
  }

  /** @param {string} text @param {number} mine */
  async function said(text, mine) {
    const late = setTimeout(news.reading, reading().is === "there" ? SOON : 0);
    const done = await deeds.write(text);
    clearTimeout(late);
    if (done || mine !== times || until.aborted) return;
    news.away();
    if (replies) replies.open = true;
  }

  return make(
    "div",
    { class: "writing" },
    box,
    make("p", { class: "note", id: "private" }, "What you write is read on this device and goes nowhere."),
    news.view,
    make("div", { class: "deeds" }, say, quiet && button("Stay quiet and wait", "button", deeds.wait)),
  );
}

/**
 * The replies that an author has written, behind one press.
 * @param {Moment} moment
 * @param {boolean} open
 * @param {Deeds} deeds
 */
function written({ options }, open, deeds) {
  if (!options.length) return null;
  const choice = options.map(({ number, text }) =>
    make("li", {}, button(quoted(text), "reply", () => deeds.choose(number))),
  );
  const view = make(
    "details",
    { class: "written", open },
    make("summary", {}, "Choose from written replies"),
    make("ul", { "aria-label": "Written replies" }, ...choice),
  );
  view.addEventListener("toggle", () => deeds.open(view.open));
  return view;
}

/**
 * What is to be said about reading: that it is on its way, that it takes a while, that it cannot be
 * had. The sentence is spoken when it changes, which is seldom; the bar beside it is silent.
 * @param {AbortSignal} until
 */
function readingNews(until) {
  const words = make("p", { class: "note", role: "status", id: "reading-words" });
  const bar = make("progress", { max: 1, "aria-labelledby": "reading-words" });
  const again = button("Try again", "button quiet", () => {
    beginReading();
    document.getElementById("words")?.focus();
  });
  const view = make("div", { class: "reading" }, words, bar, again);
  let wanted = false;

  /** @param {State} state */
  const draw = ({ is, share }) => {
    view.dataset.is = is;
    bar.value = share;
    bar.hidden = is !== "coming";
    again.hidden = is !== "away" || !megabytes();
    if (is === "coming") tell(wanted ? "Your reply is read as soon as what reads it is here. You can also choose." : onTheWay(share));
    else if (is === "away") tell(AWAY);
    else if (!wanted) tell("");
  };
  /** @param {string} text */
  const tell = (text) => {
    if (words.textContent !== text) words.textContent = text;
  };
  onReading(draw, until);
  draw(reading());
  return {
    view,
    reading() {
      wanted = true;
      if (reading().is === "there") tell("Reading your reply");
      else draw(reading());
    },
    away() {
      wanted = false;
      draw(reading());
    },
  };
}

const AWAY = "What reads your words cannot be had just now. You can choose from the written replies, and what you wrote stays here.";

/** @param {number} share */
function onTheWay(share) {
  if (share >= 0.9) return "Nearly all of it is here.";
  if (share >= 0.5) return "More than half of it is here.";
  return `What reads your words is on its way to this device, once: about ${megabytes()} MB. Write on meanwhile, or choose.`;
}

/**
 * As high as what stands in it, where the style alone cannot do that.
 * @param {HTMLTextAreaElement} box
 */
export function grow(box) {
  if (CSS.supports("field-sizing", "content")) return;
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight + 2}px`;
}
