// A talk as a text that its learner can keep.

/**
 * @typedef {import("./types.js").Kept} Kept
 * @typedef {import("./types.js").Spoken} Spoken
 */

/**
 * The whole talk in Markdown: what was said, and the feedback on it; first tries too.
 * @param {Kept} kept
 * @returns {string}
 */
export function transcript({ title, peer, encounter }) {
  const out = [`# ${title}`, `A practice talk with ${peer}, who is a character.`];
  for (const turn of encounter.turns) {
    const again = turn.attempt > 1 ? `, try ${turn.attempt}` : "";
    const where = turn.phase === "transfer" ? "On your own" : `Moment ${turn.number}${again}`;
    out.push(`## ${where}`, ...turn.stage.map((words) => `*${words}*`));
    const who = turn.phase === "transfer" ? "They" : peer;
    if (turn.asked.length) out.push(said(who, turn.asked));
    out.push(turn.said === "wait" ? "**You** stayed quiet and waited." : `**You:** ${turn.text}`);
    const answer = turn.peer.filter((line) => line.part === "answer");
    if (answer.length) out.push(said(who, answer));
    const { passed_over: over, heard, worked, change } = turn.feedback ?? {};
    const notes = [over, heard, worked, change].filter(Boolean);
    if (notes.length) out.push(notes.map((words) => `> ${words}`).join("\n>\n"));
    if (turn.ending) {
      out.push("## How it ended", ...turn.ending.stage.map((words) => `*${words}*`));
      if (turn.ending.lines.length) out.push(said(peer, turn.ending.lines));
    }
  }
  return `${out.join("\n\n")}\n`;
}

/**
 * @param {string} who
 * @param {Spoken[]} lines
 */
function said(who, lines) {
  return `**${who}:** ${lines.map((line) => line.text).join("\n\n")}`;
}
