// Skill by skill: before the reading, in the talk and on one's own, in the learner's own words.
//
// Examples come first; a figure only where there are turns enough for one (practice, skill.rs). No
// grade.

import { make } from "./dom.js";

/**
 * @typedef {import("./types.js").Debrief} Debrief
 * @typedef {import("./types.js").Part} Part
 * @typedef {import("./types.js").Quote} Quote
 * @typedef {import("./types.js").Skill} Skill
 */

/** The labels that each skill is seen by, the telling one first. */
const LABELS = Object.freeze(
  /** @type {Record<string, string[]>} */ ({
    "open-questions": ["open-question"],
    reflections: ["listening", "empathy", "perspective"],
    validation: ["nonjudgment", "perspective"],
    advice: ["advice"],
  }),
);

export const COVERED = Object.freeze(Object.values(LABELS).flat());

/**
 * @param {Debrief} debrief
 * @param {string} peer
 * @param {Record<string, { href: string, text: string }>} parts where the lesson treats a label
 */
export function skills({ skills: all, questions }, peer, parts) {
  // Who talked more has a place of its own.
  const shown = all.filter(({ id, talk }) => id !== "floor" && (id !== "closed-questions" || talk.examples.length));
  if (!shown.length) return null;
  return make(
    "section",
    { "aria-labelledby": "skills" },
    make("h2", { id: "skills" }, "Skill by skill"),
    make("p", {}, "Your own words, and no grade. A few turns are examples and not yet a habit."),
    make("ol", { class: "skills" }, ...shown.map((skill) => one(skill, peer, parts, questions))),
  );
}

/**
 * @param {Skill} skill
 * @param {string} peer
 * @param {Record<string, { href: string, text: string }>} parts
 * @param {string | null} questions
 */
function one({ id, name, about, rather_not: rather, before, talk, transfer }, peer, parts, questions) {
  const run = id === "closed-questions";
  /** @type {[string, Part][]} */
  const all = [];
  if (before && !run) all.push(["Before you read", before]);
  all.push([`With ${peer}`, talk]);
  // The turns with new people have no numbers on the page.
  if (transfer && !run) all.push(["On your own", { ...transfer, examples: transfer.examples.map((quote) => ({ ...quote, turn: null })) }]);
  const part = (LABELS[id] ?? []).map((label) => parts[label]).find(Boolean);
  return make(
    "li",
    {},
    make("h3", {}, name),
    make("p", { class: "note" }, run && questions ? questions : about, " ", part && make("a", { href: part.href }, `Read again: ${part.text}`)),
    make("dl", {}, ...all.map(([title, found]) => make("div", {}, make("dt", {}, title), ...said(found, rather)))),
  );
}

/**
 * @param {Part} part
 * @param {boolean} rather whether none of it is what one hopes for
 */
function said({ examples, figure }, rather) {
  const rows = examples.map((quote) => make("dd", {}, ...words(quote)));
  if (!rows.length) rows.push(make("dd", { class: "none" }, rather ? "None." : "None yet."));
  if (figure) rows.push(make("dd", { class: "note" }, figure));
  return rows;
}

/** @param {Quote} quote */
function words({ turn, text, words: telling, maybe, chosen }) {
  const where = [turn !== null && `turn ${turn}`, chosen && "chosen"].filter(Boolean).join(", ");
  return [
    maybe ? "Perhaps " : "",
    make("q", {}, (telling || text).replace(/^[“"]|[”"]$/g, "")),
    where ? make("span", { class: "note" }, ` ${where}`) : "",
  ];
}
