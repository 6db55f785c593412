// Practice: a case is played here, from its content note to its debrief.

import "./page.js";
import { drawAnswers } from "./answer.js";
import { forget, here, keep, kept } from "./device.js";
import { attend, button, byId, fill, make, save } from "./dom.js";
import { ask } from "./engine.js";
import { crisis } from "./pause.js";
import { beginReading, read, readKept, reading } from "./reading.js";
import { note, uuid } from "./record.js";
import { drawRoom, drawStep, fold, speak } from "./talk.js";

/**
 * @typedef {import("./types.js").Case} Case
 * @typedef {import("./types.js").Kept} Kept
 * @typedef {import("./types.js").Moment} Moment
 * @typedef {import("./types.js").Stand} Stand
 * @typedef {import("./types.js").Turn} Turn
 * @typedef {import("./talk.js").Step} Step
 */

const page = byId("encounter");
const { case: id = "", source = "", topicHref = "/", transcript: other = "" } = page.dataset;
const look = document.getElementById("debrief") ?? make("article", { class: "debrief", id: "debrief", hidden: true });
if (!look.isConnected) page.after(look);
const talk = byId("talk");
const room = byId("room");
const answer = byId("answer");
const slot = `encounter:${id}`;
const draftSlot = `draft:${id}`;
const { title: windowTitle } = document;

/** @type {Case} */
let story;
/** @type {Kept} */
let state;
/** @type {Moment} */
let moment;
let busy = false;
/** Another tab has gone on with this talk. */
let behind = false;
/** Counts what was written and said: only the latest is answered. */
let said = 0;

/**
 * What is found in no words at all: nothing.
 * @type {import("./reading.js").Found}
 */
const NOTHING = { assessment: { labels: [], verdict: "neutral", unsure: true }, means: null };

void trying(open);
addEventListener("storage", (event) => {
  if (event.key !== `holdspace:${slot}`) return;
  behind = true;
  if (story) void trying(catchUp);
});

async function open() {
  const response = await fetch(source);
  if (!response.ok) throw new Error(`expected the case at ${source}, found ${response.status}`);
  story = await response.json();
  arrive();
  // Fetched while the learner reads: the talk then needs no line any more.
  void ask({ do: "labels" }).catch(() => {});
}

function arrive() {
  /** @type {Kept | null} */
  const earlier = kept(slot);
  if (!earlier?.encounter) intro();
  else if (earlier.hash !== story.hash) rewritten(earlier);
  else comeBack(earlier);
}

/** Shows the talk as another tab has left it; who looks back at a talk is left in peace. */
async function catchUp() {
  behind = false;
  if (page.hidden) return;
  /** @type {Kept | null} */
  const now = kept(slot);
  if (state && now?.encounter && now.hash === story.hash) await goOn(now);
  else arrive();
}

/* Before the talk. */

function intro() {
  const { name, about, pronouns } = story.peer;
  look.hidden = true;
  page.hidden = false;
  room.hidden = true;
  talk.replaceChildren();
  fill(
    answer,
    make("p", { class: "lead" }, `You are going to sit down with ${name} (${pronouns.subject}/${pronouns.object}).`),
    about && make("p", {}, make("strong", {}, `About ${name}: `), about),
    story.content_note && make("p", { class: "content-note" }, make("strong", {}, "Before you begin: "), story.content_note),
    make("p", { class: "note" }, `${name} is a character, and nobody is watching you. You can stop at any turn and lose nothing.`),
    make(
      "div",
      { class: "deeds" },
      button("Begin", "button main", () => void trying(begin)),
      other && make("a", { class: "button quiet", href: other }, "Read a talk instead"),
    ),
  );
}

/**
 * A talk waits on this device. It is not shown unasked: somebody else may sit here now.
 * @param {Kept} earlier
 */
function comeBack(earlier) {
  const { name } = story.peer;
  const over = earlier.encounter.now.phase === "done";
  fill(
    answer,
    make("p", { class: "lead" }, over ? `A talk with ${name} has been held on this device.` : `A talk with ${name} has been begun on this device.`),
    make("p", { class: "note" }, over ? "You can look at what it showed, or talk again." : "It waits at the very moment where it was left."),
    make(
      "div",
      { class: "deeds" },
      button(over ? "See what it showed" : "Go on from there", "button main", () => void trying(() => goOn(earlier))),
      button(over ? `Talk with ${name} again` : "Begin anew", "button", startOver),
      button("Save it as a file", "button quiet", () => void trying(() => toFile(earlier))),
    ),
  );
}

/**
 * The case was edited since: the old talk cannot go on, and is not thrown away.
 * @param {Kept} earlier
 */
function rewritten(earlier) {
  fill(
    answer,
    make("p", { class: "lead" }, "This talk has been rewritten since you were last here."),
    make("p", {}, "It can only be begun anew. What you said the last time is still on this device, and you can keep it as a file first."),
    make(
      "div",
      { class: "deeds" },
      button("Save what I said", "button", () => void trying(() => toFile(earlier))),
      button("Go to the new talk", "button main", startOver),
    ),
  );
}

function startOver() {
  forget(slot);
  forget(draftSlot);
  document.title = windowTitle;
  intro();
  answer.querySelector("button")?.focus();
}

/** @param {Kept} earlier */
async function toFile(earlier) {
  const { transcript } = await import("./transcript.js");
  save(`talk-with-${earlier.peer.toLowerCase().replace(/[^a-z0-9]+/g, "-")}.md`, transcript(earlier));
}

async function begin() {
  const [seed] = crypto.getRandomValues(new Uint32Array(1));
  const stand = await ask({ do: "begin", case: story, seed });
  state = {
    hash: story.hash,
    title: story.title,
    peer: story.peer.name,
    registration: uuid(),
    encounter: stand.encounter,
    played: false,
    met: false,
    choosing: false,
    opened: -1,
    told: 0,
  };
  moment = stand.moment;
  keep(slot, state);
  note("attempted", id, { context: context() });
  redraw();
}

/** @param {Kept} earlier */
async function goOn(earlier) {
  /** @type {Stand} */
  const stand = await ask({ do: "look", case: story, encounter: earlier.encounter });
  state = earlier;
  moment = stand.moment;
  if (moment.phase === "done") await debrief();
  else redraw();
}

/* The talk. */

/**
 * What was written is read and then said. False where it could not be read.
 * @param {string} text
 */
async function write(text) {
  const mine = ++said;
  const { encounter } = state;
  const { asked, options } = moment;
  let found;
  try {
    if (text && reading().is !== "there") beginReading();
    found = text ? await read(asked, text, options) : NOTHING;
  } catch {
    return false;
  }
  // Something else may have been answered meanwhile, or the same in other words.
  if (mine === said && encounter === state.encounter) await trying(() => reply({ write: { text, ...found } }));
  return true;
}

/** @param {import("./types.js").Answer} answer */
async function reply(answer) {
  const opened = state.opened === standing().length;
  /** @type {Stand} */
  const stand = await ask({ do: "answer", case: story, encounter: state.encounter, answer, opened });
  // Another tab was quicker, or the device was cleared meanwhile.
  if (behind || !here()) return;
  const before = standing().at(-1);
  if (before) fold(talk.lastElementChild, before, person(before));
  settle();
  take(stand);
  const turn = /** @type {Turn} */ (standing().at(-1));
  // What was read by us may still be taken back: it is told when the talk goes on.
  if (turn.said !== "write") settle();
  else forget(draftSlot);
  if (stand.played && !state.played) {
    state.played = true;
    note("completed", id, { result: { completion: true }, context: context() });
  }
  keep(slot, state);
  show(drawStep({ turn, person: person(turn), next: after(turn), offers: offers() }));
  // What comes at the end is fetched now: by then there may be no line.
  void Promise.all([import("./debrief.js"), import("./transcript.js")]).catch(() => {});
}

async function retry() {
  settle();
  take(await ask({ do: "retry", case: story, encounter: state.encounter }));
  keep(slot, state);
  talk.lastElementChild?.remove();
  drawRoom(room, moment, story.peer.name);
  drawAnswer();
  attend(byId("question"));
}

/** The last turn's moment again, with its words in the box, to be said differently. */
async function sayAgain() {
  const text = standing().at(-1)?.text ?? "";
  await retry();
  const box = document.getElementById("words");
  if (!(box instanceof HTMLTextAreaElement)) return;
  box.value = text;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.focus();
}

/** To say to the peer that it was meant differently, as one would with a person. */
function mend() {
  const box = document.getElementById("words");
  const help = make(
    "p",
    { class: "note", id: "mending" },
    `Say to ${story.peer.name} that it came out wrong, and what you meant. It needs no excuse.`,
  );
  document.getElementById("mending")?.remove();
  document.getElementById("question")?.after(help);
  box?.setAttribute("aria-describedby", "mending private");
  box?.scrollIntoView({ block: "center" });
  box?.focus({ preventScroll: true });
}

/**
 * We read a label into the last turn that is not there: it is taken back, and trust with it.
 * @param {string} label
 */
async function misread(label) {
  /** @type {Stand} */
  const stand = await ask({ do: "misread", case: story, encounter: state.encounter, label });
  if (behind || !here()) return;
  take(stand);
  keep(slot, state);
  const turn = /** @type {Turn} */ (standing().at(-1));
  talk.lastElementChild?.remove();
  show(drawStep({ turn, person: person(turn), next: after(turn), offers: offers() }));
}

async function stop() {
  take(await ask({ do: "stop", case: story, encounter: state.encounter }));
  keep(slot, state);
  note("suspended", id, { context: context() });
  fill(
    answer,
    make("h2", { id: "question" }, "You have stopped here"),
    make("p", {}, "Nothing is lost. This very moment waits for you on this device: come back to this page whenever you like. Or leave it; that is fine too."),
    make(
      "div",
      { class: "deeds" },
      button("Go on with the talk", "button main", () => {
        drawAnswer();
        attend(byId("question"));
      }),
      make("a", { class: "button", href: topicHref }, "Back to the topic"),
      other && make("a", { class: "button quiet", href: other }, "Read a talk instead"),
    ),
  );
  attend(byId("question"));
}

/** A pause because of a hint that the learner is in danger: nothing is told to the record. */
function pause() {
  fill(
    answer,
    make("h2", { id: "question" }, "You are taking a pause"),
    make("p", {}, "Take all the time that you need. Nothing is lost: this very moment and what you wrote wait on this device, and nowhere else."),
    crisis(),
    make(
      "div",
      { class: "deeds" },
      button("Go on with the talk", "button main", () => {
        drawAnswer();
        document.getElementById("words")?.focus();
      }),
      make("a", { class: "button", href: topicHref }, "Back to the topic"),
    ),
  );
  attend(byId("question"));
}

/** @param {Stand} stand */
function take(stand) {
  state.encounter = stand.encounter;
  moment = stand.moment;
}

/** Draws everything anew, as after closing the browser. */
function redraw() {
  const turns = standing();
  look.hidden = true;
  page.hidden = false;
  talk.replaceChildren();
  const first = turns.find((turn) => turn.phase === "talk") ?? { stage: moment.stage, asked: moment.lines };
  const opening = { person: story.peer.name, stage: first.stage, lines: first.asked };
  talk.append(drawStep({ turn: null, person: story.peer.name, next: opening, offers: null }));
  turns.forEach((turn, i) => {
    if (turn.phase === "transfer" && turns[i - 1]?.phase === "talk") talk.append(meeting(turn.scene, turn.stage, turn.asked));
    const last = i === turns.length - 1;
    talk.append(drawStep({ turn, person: person(turn), next: after(turn), offers: last && !(state.met && turn.phase === "talk") ? offers() : null }));
  });
  if (state.met && turns.at(-1)?.phase === "talk") talk.append(meeting(moment.scene, moment.stage, moment.lines));
  show(/** @type {HTMLElement} */ (talk.lastElementChild));
}

/**
 * Puts the newest step in its place, and the learner before it.
 * @param {HTMLElement} view
 */
function show(view) {
  talk.append(view);
  const news = drawRoom(room, moment, story.peer.name);
  // In the round with new people nobody sits in that room.
  room.hidden = moment.phase !== "talk";
  drawAnswer();
  const spoken = (view.getAttribute("aria-labelledby") ?? "").split(" ").filter(Boolean);
  const parts = [...spoken.map(byId), ...(room.hidden ? [] : news)];
  if (parts.length) speak(view, parts);
  attend(view);
}

/** What can be answered now, always in the same place. */
function drawAnswer() {
  if (over() && !state.met) return drawInterval();
  if (moment.phase === "done") return drawEnd();
  const { person: who, leaving } = moment;
  const turns = standing().length;
  // Who has opened the written replies once finds them open in the rest of this talk.
  if (state.choosing) state.opened = turns;
  const draft = kept(draftSlot);
  drawAnswers(
    answer,
    {
      moment,
      question: leaving ? `${who} is about to leave. What do you say?` : `What do you say to ${who}?`,
      note: moment.phase === "transfer" ? "Nobody tells you how it went this time. You see it afterwards." : null,
      draft: draft?.at === turns ? String(draft.text) : "",
      open: Boolean(state.choosing),
    },
    {
      write,
      choose: (number) => void trying(() => reply({ choose: number })),
      wait: () => void trying(() => reply("wait")),
      stop: () => void trying(stop),
      pause,
      draft: (text) => (text.trim() ? keep(draftSlot, { at: turns, text }) : forget(draftSlot)),
      open: (open) => {
        if (open === Boolean(state.choosing)) return;
        state.choosing = open;
        if (open) state.opened = turns;
        keep(slot, state);
      },
    },
  );
}

/** Between the talk and the moment on one's own. */
function drawInterval() {
  const { name } = story.peer;
  const next = moment.phase === "transfer";
  const round = story.scenes.filter((scene) => scene.kind === "transfer" && scene.replies.length).length;
  const more = round > 1 ? "A few more moments, and they are short." : "One more moment, and it is short.";
  fill(
    answer,
    make("h2", { id: "question" }, `Your talk with ${name} is over`),
    next &&
      make("p", {}, `${more} You meet ${round > 1 ? "new people" : moment.person}, and this time nobody tells you how it went. Afterwards you see it beside your talk with ${name}.`),
    make(
      "div",
      { class: "deeds" },
      next
        ? button(`Meet ${moment.person}`, "button main", meet)
        : button("See what this talk showed", "button main", () => void trying(debrief)),
    ),
    next && stopping(),
  );
}

/** After the moment on one's own. */
function drawEnd() {
  fill(
    answer,
    make("h2", { id: "question" }, "That was all"),
    make("p", {}, "Now look back at it in peace."),
    make("div", { class: "deeds" }, button("See what this talk showed", "button main", () => void trying(debrief))),
  );
}

function stopping() {
  return make(
    "div",
    { class: "stop" },
    button("Stop here", "button", () => void trying(stop)),
    make("p", { class: "note" }, "Nothing is lost. You can come back to this very moment."),
  );
}

function meet() {
  const before = standing().at(-1);
  if (before) fold(talk.lastElementChild, before, person(before));
  state.met = true;
  keep(slot, state);
  show(meeting(moment.scene, moment.stage, moment.lines));
}

/**
 * @param {string} scene
 * @param {string[]} stage
 * @param {import("./types.js").Spoken[]} lines
 */
function meeting(scene, stage, lines) {
  const who = title(scene);
  return drawStep({ turn: null, person: who, next: { person: who, stage, lines }, offers: null });
}

async function debrief() {
  settle();
  keep(slot, state);
  const before = await cold();
  const [{ showDebrief }, { transcript }, found, labels] = await Promise.all([
    import("./debrief.js"),
    import("./transcript.js"),
    ask({ do: "debrief", case: story, encounter: state.encounter, before }),
    ask({ do: "labels" }),
  ]);
  const { nextHref, next } = page.dataset;
  page.hidden = true;
  showDebrief(look, {
    debrief: found,
    labels,
    parts: JSON.parse(document.getElementById("data")?.textContent ?? "{}").labels ?? {},
    title: story.title,
    peer: story.peer.name,
    next: nextHref ? { href: nextHref, text: next ?? "Next" } : null,
    again: startOver,
    save: () => void trying(() => toFile(state)),
    transcript: () => transcript(state),
    remove: () => {
      forget(slot);
      forget(draftSlot);
    },
  });
}

/** What was said before the reading, where something was; read now, where that can be done. */
async function cold() {
  const found = kept(`before:${id}`);
  if (!found) return null;
  const words = String(found.words ?? "");
  const choice = words ? null : Number(found.choice) || null;
  const scene = story.scenes.find((one) => one.id === found.scene);
  const text = words || scene?.replies[(choice ?? 0) - 1]?.text || "";
  if (!text) return null;
  const lines = (scene?.lines ?? []).map((line) => line.text.replace(/\*[^*]*\*/g, " ").trim());
  const assessment = words ? await readKept(lines.join(" "), words) : null;
  return { scene: String(found.scene), text, choice, assessment };
}

/* What a turn is made of. */

/** The turns that stand. */
function standing() {
  return state.encounter.turns.filter((turn) => !turn.superseded);
}

/** Whether the talk itself has ended and nobody new has been met. */
function over() {
  return moment.phase !== "talk" && standing().at(-1)?.phase !== "transfer";
}

/** @param {string} scene */
function title(scene) {
  return story.scenes.find((one) => one.id === scene)?.title ?? story.peer.name;
}

/** @param {Turn} turn */
function person(turn) {
  return turn.phase === "transfer" ? title(turn.scene) : story.peer.name;
}

/**
 * What came after a turn: how the talk ended, what was asked next, or what is asked now.
 * @param {Turn} turn
 * @returns {Step["next"]}
 */
function after(turn) {
  if (turn.ending) return { person: person(turn), stage: turn.ending.stage, lines: turn.ending.lines };
  const turns = standing();
  const next = turns[turns.indexOf(turn) + 1];
  if (next) return { person: person(next), stage: next.stage, lines: next.asked };
  if (moment.phase === "done") return null;
  return { person: moment.person, stage: moment.stage, lines: moment.lines };
}

/** @returns {import("./talk.js").Offers} */
function offers() {
  if (!moment.can_retry) return { retry: null, own: null };
  return {
    retry: () => void trying(retry),
    own: {
      misread: (label) => void trying(() => misread(label)),
      again: () => void trying(sayAgain),
      mend: moment.phase === "talk" ? mend : null,
    },
  };
}

/* What is told to the record: what a reply did, never its words. */

/** Tells all turns that have not been told; one that was misread counts nowhere. */
function settle() {
  const { turns } = state.encounter;
  // A talk that was begun before anything was counted has told all of its turns.
  const from = state.told ?? turns.length;
  turns.slice(from).filter((turn) => !turn.disputed).forEach(tell);
  state.told = turns.length;
}

/** @param {Turn} turn */
function tell(turn) {
  const { labels, verdict } = turn.assessment;
  note("answered", `${id}/scenes/${turn.scene}`, {
    result: {
      extensions: {
        "urn:holdspace:labels": labels.map(({ label, tier, confidence }) => ({ label, tier, confidence })),
        "urn:holdspace:verdict": verdict,
        "urn:holdspace:trust": {
          before: turn.before.trust,
          after: turn.after.trust,
          ceiling: turn.after.ceiling,
          band: turn.after.band,
        },
        "urn:holdspace:attempt": turn.attempt,
        "urn:holdspace:phase": turn.phase,
        "urn:holdspace:said": turn.copied ? "copied" : turn.said === "write" ? "written" : turn.said === "wait" ? "waited" : "chosen",
      },
    },
    context: context(),
  });
}

function context() {
  return { registration: state.registration, extensions: { "urn:holdspace:case-hash": state.hash } };
}

/* What may fail on a weak line. */

/** @param {() => Promise<void>} deed */
async function trying(deed) {
  if (busy || !here()) return;
  // What stands here is not what was said last: that is shown first.
  if (behind && story) deed = catchUp;
  busy = true;
  page.setAttribute("aria-busy", "true");
  document.getElementById("trouble")?.remove();
  try {
    await deed();
  } catch (error) {
    if (!here()) return;
    console.error(error);
    trouble(deed);
  } finally {
    busy = false;
    page.removeAttribute("aria-busy");
  }
  if (behind && story) void trying(catchUp);
}

/** @param {() => Promise<void>} deed */
function trouble(deed) {
  const box = make(
    "div",
    { id: "trouble" },
    make("p", {}, "That did not go through. Nothing is lost: your place is kept on this device."),
    make("div", { class: "deeds" }, button("Try again", "button", () => void trying(deed))),
  );
  answer.append(box);
  attend(box);
}
