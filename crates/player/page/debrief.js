// The debrief: what a talk showed, in the learner's own words.

import { attend, button, draw, fill, make, marked, quoted, quoting, spoken } from "./dom.js";
import { sharing } from "./sharing.js";
import { saidBy } from "./talk.js";
import { COVERED, skills } from "./skills.js";
import { trustLine } from "./trust-line.js";

/**
 * @typedef {import("./types.js").Assessment} Assessment
 * @typedef {import("./types.js").Debrief} Debrief
 * @typedef {import("./types.js").Deed} Deed
 * @typedef {import("./types.js").Label} Label
 * @typedef {import("./types.js").Mattered} Mattered
 * @typedef {import("./types.js").Side} Side
 *
 * @typedef {Record<string, { href: string, text: string }>} Parts where the lesson treats a label
 * @typedef {{
 *   debrief: Debrief, labels: Label[], parts: Parts, title: string, peer: string,
 *   next: { href: string, text: string } | null,
 *   again(): void, save(): void, transcript(): string, remove(): void,
 * }} Shown
 */

/**
 * Puts the debrief into the page, and the learner before it.
 * @param {HTMLElement} page
 * @param {Shown} shown
 */
export function showDebrief(page, shown) {
  const { debrief, title, peer } = shown;
  const heading = make("h1", { tabindex: "-1" }, "What this talk showed");
  fill(
    page,
    make("p", { class: "label" }, title),
    heading,
    make("p", { class: "lead" }, debrief.summary),
    debrief.points.length > 0 && moved(debrief, peer),
    sides(shown),
    skills(debrief, peer, shown.parts),
    mattered(shown),
    did(shown),
    shares(debrief, peer),
    onward(shown),
  );
  page.hidden = false;
  document.title = `What this talk showed · ${title}`;
  attend(heading);
  scrollTo({ top: 0 });
}

/**
 * @param {string} id
 * @param {string} title
 * @param {string | null} kind
 * @param {...import("./dom.js").Child} children
 */
function section(id, title, kind, ...children) {
  return make("section", { "aria-labelledby": id, class: kind }, make("h2", { id }, title), ...children);
}

/**
 * @param {Debrief} debrief
 * @param {string} peer
 */
function moved(debrief, peer) {
  const rows = debrief.points.map((point) => {
    const tries = debrief.points.filter((other) => other.turn === point.turn).length;
    const which = tries < 2 ? "" : point.attempt === 1 ? ", first try" : `, try ${point.attempt}`;
    const words = point.said === "wait" ? make("p", {}, "You stayed quiet.") : make("blockquote", {}, make("p", {}, quoted(point.text)));
    const verdict = point.verdict === "neutral" ? "neither builds nor breaks" : point.verdict;
    const does = [point.does.length ? `${verdict}: ${point.does.join("; ").toLowerCase()}` : verdict];
    if (point.repaired) does.push("it mended something");
    if (point.costs) does.push("it was right, and cost something");
    if (point.copied) does.push("in words that were shown");
    if (point.disputed) does.push("you said that we misread it");
    return make(
      "tr",
      {},
      make("th", { scope: "row" }, `${point.turn}${which}`),
      make("td", {}, words, make("span", { class: "does" }, does.join("; "))),
      make("td", {}, `${Math.round(point.after.trust * 100)}, ${point.after.band}`),
    );
  });
  const head = ["Turn", "What you said, and what it did", "Trust, of 100"].map((text) => make("th", { scope: "col" }, text));
  return section(
    "line",
    "How trust moved",
    null,
    trustLine(debrief, peer),
    make(
      "table",
      {},
      make("caption", {}, `Turn by turn, from ${Math.round(debrief.start.trust * 100)}, ${debrief.start.band}`),
      make("thead", {}, make("tr", {}, ...head)),
      make("tbody", {}, ...rows),
    ),
  );
}

/**
 * Before the reading, in the talk, and on one's own: held against each other.
 * @param {Shown} shown
 */
function sides({ debrief, labels, peer }) {
  const { before, talk, transfer } = debrief;
  /** @type {[string, Side][]} */
  const all = [];
  if (before?.text) all.push(["Before you read", before]);
  if (talk) all.push([`With ${peer}`, talk]);
  for (const side of transfer) all.push([`On your own, with ${side.person}`, side]);
  if (all.length < 2) return null;
  const count = ["", "", "Twice", "Three times", "Four times"][all.length] ?? "Several times";
  return section(
    "then",
    `${count} the same kind of moment`,
    null,
    make("p", {}, lead(Boolean(before?.text), transfer.length > 0)),
    make(
      "ol",
      { class: "side-by-side" },
      ...all.map(([title, side]) =>
        make(
          "li",
          {},
          make("h3", {}, title),
          side.asked.length > 0 && make("p", { class: "note" }, `${side.person}: `, ...side.asked.flatMap((line) => [...spoken(line), " "])),
          make("blockquote", {}, make("p", {}, ...(side.text ? marked(side.text, stretches(side, labels)) : ["You stayed quiet."]))),
          ...side.notes.map((words) => make("p", { class: "note" }, ...quoting(words))),
        ),
      ),
    ),
  );
}

/**
 * @param {boolean} before
 * @param {boolean} transfer
 */
function lead(before, transfer) {
  const parts = [before && "before the lesson", "in the talk", transfer && "in the last round, where nobody told you how it went"];
  const said = parts.filter(Boolean);
  return `This is what you said ${said.slice(0, -1).join(", ")} and ${said.at(-1)}.`.replace(", and", " and");
}

/**
 * The words that show what was done; only what a note quotes is marked.
 * @param {Side} side
 * @param {Label[]} labels
 * @returns {import("./dom.js").Stretch[]}
 */
function stretches({ assessment, text, notes }, labels) {
  const letters = Array.from(text);
  return (assessment?.labels ?? []).flatMap(({ label, spans }) =>
    spans
      .filter(([from, to]) => notes.some((note) => note.includes(letters.slice(from, to).join("").replace(/[,;.\s]+$/, ""))))
      .map((span) => ({ span, cost: labels.some((one) => one.id === label && !one.builds) })),
  );
}

/** @param {Shown} shown */
function mattered(shown) {
  const all = shown.debrief.mattered;
  if (!all.length) return null;
  const count = ["", "One turn", "Two turns", "Three turns"][all.length] ?? "The turns";
  return section("mattered", `${count} that mattered`, null, make("ol", { class: "mattered" }, ...all.map((turn) => one(turn, shown))));
}

/**
 * @param {Mattered} turn
 * @param {Shown} shown
 */
function one(turn, { peer, parts, labels }) {
  const from = turn.words ? turn.text.indexOf(turn.words) : -1;
  const start = from < 0 ? 0 : Array.from(turn.text.slice(0, from)).length;
  /** @type {import("./dom.js").Stretch[]} */
  const marks = from < 0 ? [] : [{ span: [start, start + Array.from(turn.words).length], cost: turn.delta < 0 }];
  const part = turn.label ? parts[turn.label] : null;
  const name = labels.find((label) => label.id === turn.label)?.name;
  return make(
    "li",
    {},
    make("h3", {}, `Turn ${turn.turn}: ${turn.title}`),
    make(
      "div",
      { class: "exchange" },
      turn.asked.length > 0 && saidBy(peer, turn.asked),
      make(
        "div",
        { class: "said you" },
        make("p", { class: "label" }, "You"),
        turn.text
          ? make("blockquote", {}, make("p", {}, ...marked(turn.text, marks)))
          : make("p", { class: "scene" }, "You stayed quiet and waited."),
      ),
      turn.answer.length > 0 && saidBy(peer, turn.answer),
    ),
    make("p", {}, ...quoting(turn.reason)),
    turn.better &&
      make("div", { class: "better" }, make("p", { class: "label" }, "Another way to say it"), make("p", {}, ...spoken(turn.better))),
    part && make("a", { class: "back", href: part.href }, `Read again: ${name ?? part.text}`),
  );
}

/** @param {Shown} shown */
function did({ debrief, parts, peer }) {
  const { told, untold, deeds, gated } = debrief;
  /** @param {string} title @param {...import("./dom.js").Child} words */
  const row = (title, ...words) => make("div", {}, make("dt", {}, title), make("dd", {}, ...words));
  // What stands skill by skill is not said twice.
  const others = deeds.filter(({ label }) => !COVERED.includes(label));
  const rows = others.map((deed) => row(deed.name, ...examples(deed), ...again(deed, parts)));
  const open = [];
  if (told.length) open.push(`${peer} told you ${list(told)}.`);
  if (untold.length) open.push(`Untold so far: ${untold.join("; ")}.`);
  else if (told.length) open.push("Nothing stayed untold.");
  if (!told.length && !untold.length && gated.told + gated.untold > 0) {
    open.push(
      gated.told > 0
        ? `${peer} said more than the least in ${gated.told} of ${gated.told + gated.untold} moments.`
        : `${peer} kept to the least that could be said.`,
    );
  }
  if (open.length) rows.push(row("Told, and untold", open.join(" ")));
  return rows.length ? section("did", "What else you did", null, make("dl", { class: "deeds-done" }, ...rows)) : null;
}

/**
 * The learner's own words for one deed, each once.
 * @param {Deed} deed
 * @returns {(Node | string)[]}
 */
function examples(deed) {
  const seen = new Set();
  const shown = deed.examples.filter(({ words, text }) => !seen.has(words || text) && seen.add(words || text)).slice(0, 4);
  const out = shown.flatMap((example, i) => {
    const where = example.superseded
      ? ` (turn ${example.turn}, a try that you took back)`
      : example.phase === "transfer"
        ? " (on your own)"
        : ` (turn ${example.turn})`;
    const doubt = example.maybe ? " perhaps, in " : "";
    const words = example.text ? make("q", {}, bare(example.words || example.text)) : "staying quiet";
    return [i === 0 ? "" : i === shown.length - 1 ? " and " : ", ", doubt, words, where];
  });
  return [...out, "."].filter((part) => part !== "");
}

/**
 * @param {Deed} deed
 * @param {Parts} parts
 */
function again(deed, parts) {
  const part = parts[deed.label];
  return part ? [" ", make("a", { href: part.href }, `Read again: ${part.text}`)] : [];
}

/**
 * @param {Debrief} debrief
 * @param {string} peer
 */
function shares({ words_learner: mine, words_peer: theirs }, peer) {
  const all = mine + theirs;
  if (!all) return null;
  const bar = draw(
    "svg",
    { viewBox: "0 0 225 10", preserveAspectRatio: "none", "aria-hidden": "true", focusable: "false" },
    draw("rect", { class: "theirs", x: 0.5, y: 0.5, width: 224, height: 9 }),
    draw("rect", { class: "mine", width: Math.round((225 * mine) / all), height: 10 }),
  );
  return section(
    "shares",
    "Who had the floor",
    "shares",
    make("p", {}, `You spoke ${mine} words, and ${peer} ${theirs}.`),
    bar,
    make("p", { class: "note" }, "The filled part is yours."),
  );
}

/** @param {Shown} shown */
function onward({ next, peer, title, again: anew, save, transcript, remove }) {
  const gone = make("p", { class: "note", role: "status" });
  const keep = make(
    "div",
    { class: "deeds keep" },
    button("Save this talk as a file", "button quiet", save),
    sharing(() => gone, { peer, title, transcript, save }),
    button("Delete it", "button quiet", () => {
      remove();
      gone.textContent = "The talk is deleted from this device. This page goes with it when you leave.";
      keep.remove();
      attend(gone);
    }),
  );
  return make(
    "nav",
    { class: "onward", "aria-label": "What next" },
    make(
      "div",
      { class: "deeds" },
      next && make("a", { class: "button main", href: next.href }, next.text),
      button(`Talk with ${peer} again`, "button", anew),
    ),
    keep,
    gone,
    make("p", { class: "note" }, "Only you can see this page. It stays on this device."),
  );
}

/** @param {string[]} parts */
function list(parts) {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

/** @param {string} text */
function bare(text) {
  return text.replace(/^[“"]|[”"]$/g, "");
}
