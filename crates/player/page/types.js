// The shapes that the module speaks, for the type checker only; nothing of this runs.
// They follow `practice` (turn.rs, moment.rs, debrief.rs).

/**
 * @typedef {"closed" | "careful" | "open"} Band
 * @typedef {"talk" | "transfer" | "done"} Phase
 * @typedef {{ trust: number, ceiling: number, band: Band }} Standing
 * @typedef {{ text: string, part: "answer" | "scene", tells?: string, danger?: string }} Spoken
 * @typedef {"wait" | "write" | { choose: number }} Said
 * @typedef {"wait" | { choose: number }
 *   | { write: { text: string, assessment: Assessment, means: number | null } }} Answer
 * @typedef {"builds" | "breaks" | "mixed" | "neutral"} Verdict
 *
 * @typedef {{
 *   label: string, confidence: number, tier: "clear" | "maybe", grave: boolean,
 *   spans: [number, number][], because: string,
 * }} Finding
 * @typedef {{ labels: Finding[], verdict: Verdict, unsure: boolean }} Assessment
 *
 * @typedef {{ subject: string, object: string, possessive: string, plural: boolean }} Pronouns
 * @typedef {{
 *   id: string, title: string, kind: string, lines: { text: string }[], replies: { text: string }[],
 * }} Scene
 * @typedef {{
 *   id: string, title: string, hash: string, content_note: string | null,
 *   peer: { name: string, about: string, pronouns: Pronouns }, scenes: Scene[],
 * }} Case
 *
 * @typedef {{
 *   scene: string, title: string, stage: string[], lines: Spoken[], written: boolean,
 * }} Ending
 * @typedef {{
 *   heard: string, worked: string | null, change: string | null, passed_over: string | null,
 * }} Feedback
 * @typedef {{
 *   label: string, delta: number, words: string, kind: "gain" | "loss" | "cost" | "repair",
 * }} Move
 * @typedef {{
 *   number: number, attempt: number, phase: Phase, scene: string, stage: string[],
 *   asked: Spoken[], said: Said, text: string, assessment: Assessment, moves: Move[],
 *   before: Standing, after: Standing, peer: Spoken[], feedback: Feedback | null,
 *   better: string | null, ending: Ending | null, superseded: boolean, disputed: boolean,
 *   copied: boolean,
 * }} Turn
 * @typedef {{
 *   turns: Turn[], stopped: boolean, seed: number, start: Standing, now: { phase: Phase },
 * }} Encounter
 *
 * @typedef {{
 *   phase: Phase, scene: string, title: string, person: string, stage: string[],
 *   lines: Spoken[], asked: string, options: { number: number, text: string }[], band: Band, sits: string,
 *   leaving: boolean, can_wait: boolean, can_retry: boolean, stopped: boolean,
 *   ending: Ending | null,
 * }} Moment
 * @typedef {{ encounter: Encounter, moment: Moment, played: boolean }} Stand
 *
 * @typedef {{ id: string, name: string, builds: boolean }} Label
 *
 * @typedef {{
 *   turn: number, attempt: number, superseded: boolean, text: string, said: Said,
 *   verdict: Verdict, does: string[], before: Standing, after: Standing, words: string,
 *   repaired: boolean, costs: boolean, sign: boolean, left: boolean, disputed: boolean,
 *   copied: boolean,
 * }} TrustPoint
 * @typedef {{
 *   turn: number, phase: Phase, superseded: boolean, text: string, words: string, maybe: boolean,
 * }} Example
 * @typedef {{
 *   label: string, name: string, builds: boolean, times: number, examples: Example[],
 * }} Deed
 * @typedef {{
 *   turn: number, scene: string, title: string, asked: Spoken[], text: string, answer: Spoken[],
 *   reason: string, better: string | null, label: string | null, words: string, delta: number,
 *   band: Band,
 * }} Mattered
 * @typedef {{
 *   person: string, asked: string[], text: string, assessment: Assessment | null, notes: string[],
 * }} Side
 * @typedef {{ turn: number | null, text: string, words: string, maybe: boolean, chosen: boolean }} Quote
 * @typedef {{ examples: Quote[], figure: string | null }} Part
 * @typedef {{
 *   id: string, name: string, about: string, rather_not: boolean, before: Part | null, talk: Part,
 *   transfer: Part | null,
 * }} Skill
 * @typedef {{
 *   summary: string, start: Standing, points: TrustPoint[], told: string[], untold: string[],
 *   gated: { told: number, untold: number }, words_learner: number, words_peer: number,
 *   questions: string | null, deeds: Deed[], mattered: Mattered[], skills: Skill[], before: Side | null,
 *   talk: Side | null, transfer: Side[], ending: Ending | null, turns: number, tries: number,
 *   left: boolean,
 * }} Debrief
 *
 * What the page keeps of one encounter on the device. `choosing`: the written replies stand open;
 * `opened`: in which moment they last did, by the turns before it; `told`: how many turns the record
 * has.
 * @typedef {{
 *   hash: string, title: string, peer: string, registration: string, encounter: Encounter,
 *   played: boolean, met: boolean, choosing?: boolean, opened?: number, told?: number,
 * }} Kept
 */

export {};
