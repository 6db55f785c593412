// The talk as it stands on the page: turns, feedback, the room.

import { button, make, marked, quoting, spoken } from "./dom.js";

/**
 * @typedef {import("./types.js").Moment} Moment
 * @typedef {import("./types.js").Spoken} Spoken
 * @typedef {import("./types.js").Turn} Turn
 */

/**
 * What may be done about our own reading of a turn: take a label back, say it again, or say to the
 * peer that it was meant differently.
 * @typedef {{ misread(label: string): void, again(): void, mend: (() => void) | null }} Own
 *
 * What the feedback on the latest turn offers.
 * @typedef {{ retry: (() => void) | null, own: Own | null }} Offers
 */

/**
 * One step of the talk: what the learner said, and all that came of it.
 * @typedef {{
 *   turn: Turn | null,
 *   person: string,
 *   next: { person: string, stage: string[], lines: Spoken[] } | null,
 *   offers: Offers | null,
 * }} Step `turn` is null where somebody speaks first, `offers` in all but the latest step
 */

/** What the feedback says where it can say nothing else. */
const UNSURE = "I can’t tell what this one does";

let steps = 0;

/**
 * Draws one step. Its name is all that is new in it: the log itself is silent, and moving focus to
 * the step speaks each of its sentences once.
 * @param {Step} step
 * @returns {HTMLElement}
 */
export function drawStep({ turn, person, next, offers }) {
  const view = make("div", { class: "turn", role: "group", tabindex: "-1", id: `step-${++steps}` });
  /** @type {HTMLElement[]} */
  const news = [];
  if (turn) {
    view.append(you(turn, turn.phase === "transfer"));
    const reaction = turn.peer.filter((line) => line.part === "answer");
    if (reaction.length) {
      const said = saidBy(person, reaction);
      view.append(said);
      news.push(said);
    }
    if (turn.feedback) {
      const [note, texts] = offers ? openNote(turn, person, offers) : [foldedNote(turn, person), []];
      view.append(note);
      news.push(...texts);
    }
  }
  for (const part of next ? scene(next.person, next.stage, next.lines) : []) {
    view.append(part);
    news.push(part);
  }
  speak(view, news);
  return view;
}

/**
 * What comes next: stage directions, and what somebody says.
 * @param {string} person
 * @param {string[]} stage
 * @param {Spoken[]} lines
 * @returns {HTMLElement[]}
 */
function scene(person, stage, lines) {
  const directions = stage.map((words) => make("p", { class: "scene" }, words));
  return lines.length ? [...directions, saidBy(person, lines)] : directions;
}

/**
 * Gives a step the name that is spoken when focus comes to it.
 * @param {HTMLElement} view
 * @param {HTMLElement[]} parts
 */
export function speak(view, parts) {
  parts.forEach((part, i) => (part.id ||= `${view.id}-${i}`));
  if (parts.length) view.setAttribute("aria-labelledby", parts.map((part) => part.id).join(" "));
  else view.setAttribute("aria-label", "Your talk");
}

/**
 * What a character says.
 * @param {string} who
 * @param {Spoken[]} lines
 */
export function saidBy(who, lines) {
  return make(
    "div",
    { class: "said peer" },
    make("p", { class: "label" }, who),
    make("blockquote", {}, ...lines.map((line) => make("p", {}, ...spoken(line.text)))),
  );
}

/**
 * What the learner said, with the telling words marked.
 * @param {Turn} turn
 * @param {boolean} [plain] without marks, where feedback is off
 */
export function you(turn, plain = false) {
  const said =
    turn.said === "wait"
      ? make("p", { class: "scene" }, "You stay quiet and wait.")
      : make("blockquote", {}, make("p", {}, ...marked(turn.text, plain ? [] : telling(turn))));
  return make("div", { class: "said you" }, make("p", { class: "label" }, "You"), said);
}

/**
 * The words of a reply that its feedback quotes; dashed where they cost something. So no mark
 * stands in the text that is not also said in a sentence.
 * @param {Turn} turn
 * @returns {import("./dom.js").Stretch[]}
 */
export function telling(turn) {
  if (!turn.feedback) return [];
  const { passed_over: over, heard, worked, change } = turn.feedback;
  const quotes = [over, heard, worked, change]
    .flatMap((text) => Array.from((text ?? "").matchAll(/“([^”]+)”/g), (match) => match[1]))
    .flatMap((quote) => quote.split(" … "))
    .map((quote) => quote.replace(/ …$/, ""));
  const letters = Array.from(turn.text);
  /** @param {number} from @param {number} to */
  const words = (from, to) => letters.slice(from, to).join("").replace(/[,;.\s]+$/, "");
  const spans = turn.assessment.labels.flatMap((finding) => finding.spans);
  return [...new Set(quotes)].flatMap((quote) => {
    const kinds = moved(turn, quote);
    if (!kinds.length) return [];
    const cost = kinds.every((kind) => kind === "loss" || kind === "cost");
    // Where the assessment says where they stand: a short word may stand inside another one, too.
    const found = spans.filter(([from, to]) => words(from, to) === quote);
    if (!found.length) {
      const start = turn.text.indexOf(quote);
      const from = Array.from(turn.text.slice(0, start)).length;
      if (start >= 0) found.push([from, from + Array.from(quote).length]);
    }
    return found.map((span) => ({ span, cost }));
  });
}

/**
 * How those words moved trust: by the moves that name them, else by those that hold them.
 * @param {Turn} turn
 * @param {string} quote
 */
function moved({ moves }, quote) {
  /** @param {(words: string) => boolean} fits */
  const kinds = (fits) => moves.filter((move) => move.words.split(" … ").some(fits)).map((move) => move.kind);
  const exact = kinds((words) => words.replace(/[,;.\s]+$/, "") === quote);
  return exact.length ? exact : kinds((words) => words.includes(quote));
}

/**
 * @param {Turn} turn
 * @param {string} peer
 * @returns {HTMLElement[]}
 */
function sentences(turn, peer) {
  const { passed_over: over, heard, worked, change } = turn.feedback ?? {};
  /** @param {string} title @param {string | null | undefined} words */
  const part = (title, words) =>
    words ? [make("h3", {}, title), make("p", {}, ...quoting(words))] : [];
  if (lost(turn)) return [...part("First of all", over), ...part(UNSURE, "Trust stays where it was, and the moment is still open.")];
  return [
    ...part("First of all", over),
    ...part(`What ${peer} heard`, heard),
    ...part("What worked", worked),
    ...part("One thing to change", change),
  ];
}

/**
 * Own words that too little was recognised of: the feedback claims nothing (practice, feedback.rs).
 * @param {Turn} turn
 */
function lost({ feedback }) {
  return Boolean(feedback?.heard.startsWith(UNSURE));
}

/**
 * What has to be known of a turn beside what the peer heard.
 * @param {Turn} turn
 */
function remarks({ disputed, copied }) {
  return [
    disputed && "Trust is as if we had never read it there, and this turn counts nowhere.",
    copied && !disputed && "Words that were shown count as no skill of yours.",
  ].flatMap((words) => (words ? [make("p", { class: "note" }, words)] : []));
}

/**
 * Feedback on the latest turn.
 * @param {Turn} turn
 * @param {string} peer
 * @param {Offers} offers
 * @returns {[HTMLElement, HTMLElement[]]} the note, and what of it is to be spoken
 */
function openNote(turn, peer, { retry, own }) {
  const texts = [...sentences(turn, peer), ...remarks(turn)];
  const note = make("section", { class: "feedback", "aria-label": "About what you said" }, ...texts);
  const row = make("div", { class: "deeds" });
  note.append(row);
  if (retry) row.append(button("Try this moment again", "button", retry));
  if (turn.better) {
    const line = betterLine(turn.better);
    if (turn.attempt > 1 || lost(turn)) {
      // After a second try it is there unasked, and where we have nothing else to say.
      row.before(line);
      texts.push(line);
    } else {
      const show = button("Show me one way to say it", "button quiet", () => {
        show.remove();
        row.before(line);
        line.focus();
      });
      row.append(show);
    }
  }
  if (retry) {
    note.append(
      make("p", { class: "note" }, "Trust goes back to where it was. Your first try is kept for the end."),
    );
  }
  if (own && turn.said === "write" && turn.text) note.append(doubts(turn, peer, own));
  return [note, texts];
}

/**
 * Did we hear it wrong, or was it meant differently? Two things, and neither asks for a reason.
 * @param {Turn} turn
 * @param {string} peer
 * @param {Own} own
 */
function doubts(turn, peer, own) {
  const row = make("div", { class: "deeds" });
  const view = make("div", { class: "aside" }, make("p", { class: "note" }, "Did we hear it wrong?"), row);
  const { labels } = turn.assessment;
  if (labels.length) row.append(opener("You misread me", () => which(turn, own)));
  row.append(opener("I meant it differently", () => meant(peer, own)));

  /**
   * A button that opens what belongs to it, and closes it.
   * @param {string} words
   * @param {() => HTMLElement} draw
   */
  function opener(words, draw) {
    const one = button(words, "button quiet", () => {
      const open = one.getAttribute("aria-expanded") === "true";
      for (const other of row.querySelectorAll("button")) other.setAttribute("aria-expanded", "false");
      view.querySelector(".choice-of")?.remove();
      if (open) return;
      one.setAttribute("aria-expanded", "true");
      row.after(draw());
    });
    one.setAttribute("aria-expanded", "false");
    return one;
  }
  return view;
}

/**
 * What we said of the turn, each to be taken back.
 * @param {Turn} turn
 * @param {Own} own
 */
function which({ text, assessment }, { misread }) {
  const letters = Array.from(text);
  const rows = assessment.labels.map(({ label, spans, because, tier }, i) => {
    const words = spans.map(([from, to]) => `“${letters.slice(from, to).join("")}”`).join(" … ");
    const claim = `${words || "All of it"}: ${tier === "maybe" ? "perhaps " : ""}${because}`;
    const deed = button("Take it back", "button quiet", () => misread(label));
    deed.setAttribute("aria-describedby", `claim-${i}`);
    return make("li", {}, make("p", { id: `claim-${i}` }, ...quoting(claim)), deed);
  });
  return make(
    "div",
    { class: "choice-of" },
    make("p", { class: "note" }, "What we read is taken back, and trust with it. The turn counts nowhere."),
    make("ul", { role: "list" }, ...rows),
  );
}

/**
 * @param {string} peer
 * @param {Own} own
 */
function meant(peer, { again, mend }) {
  return make(
    "div",
    { class: "choice-of" },
    make("p", { class: "note" }, "Then say it again, with trust back where it was. Or mend it, as one would with a person."),
    make(
      "div",
      { class: "deeds" },
      button("Say it again", "button", again),
      mend && button(`Tell ${peer} what you meant`, "button", mend),
    ),
  );
}

/**
 * Feedback on an earlier turn.
 * @param {Turn} turn
 * @param {string} peer
 */
function foldedNote(turn, peer) {
  return make(
    "details",
    { class: "feedback" },
    make("summary", {}, `What ${peer} heard here`),
    ...sentences(turn, peer),
    ...remarks(turn),
  );
}

/** @param {string} words */
function betterLine(words) {
  return make(
    "div",
    { class: "better", tabindex: "-1" },
    make("p", { class: "label" }, "One way to say it"),
    make("p", {}, ...spoken(words)),
  );
}

/**
 * Folds the feedback of a step that is over.
 * @param {Element | null} view
 * @param {Turn} turn
 * @param {string} peer
 */
export function fold(view, turn, peer) {
  view?.querySelector("section.feedback")?.replaceWith(foldedNote(turn, peer));
  view?.removeAttribute("aria-labelledby");
  view?.setAttribute("aria-label", `Moment ${turn.number}`);
}

/**
 * How the peer sits. Gives back the parts that have changed, to be spoken.
 * @param {HTMLElement} room
 * @param {Moment} moment
 * @param {string} peer
 * @returns {HTMLElement[]}
 */
export function drawRoom(room, moment, peer) {
  const title = /** @type {HTMLElement} */ (room.querySelector("h2"));
  const words = /** @type {HTMLElement} */ (room.querySelector("p"));
  const before = [title.textContent, words.textContent];
  room.className = `room ${moment.band}`;
  room.hidden = false;
  title.textContent = `${peer} is ${moment.band}`;
  words.textContent = moment.sits;
  words.id ||= "sits";
  return [title, words].filter((part, i) => part.textContent && part.textContent !== before[i]);
}
