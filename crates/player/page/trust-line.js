// Trust over the turns of a talk: a drawing that says in words what it shows.

import { draw, make } from "./dom.js";

/**
 * @typedef {import("./types.js").Debrief} Debrief
 * @typedef {import("./types.js").TrustPoint} TrustPoint
 */

// The drawing's measures, in its own units; the style asks for this width.
const [LEFT, RIGHT, TOP, BOTTOM] = [64, 386, 46, 188];
// From here up the bands begin (practice, `trust.rs`).
const BANDS = Object.freeze({ closed: 0, careful: 0.34, open: 0.68 });

/**
 * @param {Debrief} debrief
 * @param {string} peer
 * @returns {HTMLElement}
 */
export function trustLine(debrief, peer) {
  const { points, start } = debrief;
  const standing = points.filter((point) => !point.superseded);
  const most = Math.max(0.8, ...points.map((point) => point.after.trust + 0.06));
  /** @param {number} trust */
  const y = (trust) => round(BOTTOM - (trust / most) * (BOTTOM - TOP));
  const turns = Math.max(1, ...points.map((point) => point.turn));
  /** @param {number} turn */
  const x = (turn) => round(LEFT + ((RIGHT - LEFT) / turns) * turn);
  const svg = draw(
    "svg",
    { viewBox: "0 34 400 192", role: "img", "aria-labelledby": "line-title line-text" },
    draw("title", { id: "line-title" }, `${peer}’s trust over ${turns} ${turns === 1 ? "turn" : "turns"}`),
    draw("desc", { id: "line-text" }, told(debrief)),
    draw("path", {
      class: "line",
      d: Object.values(BANDS).map((from) => `M56 ${y(from)}H396`).join(""),
    }),
    ...Object.entries(BANDS).map(([band, from]) => draw("text", { class: "band", x: 0, y: y(from) - 8 }, band)),
  );
  // Tries that were taken back start where the turn began, and lead nowhere.
  for (const point of points.filter((one) => one.superseded)) {
    const [from, to] = [y(point.before.trust), y(point.after.trust)];
    svg.append(
      draw("path", { class: "first-try", d: `M${x(point.turn - 1)} ${from}L${x(point.turn)} ${to}` }),
      knot(point, x(point.turn), to),
    );
  }
  const line = [`M${LEFT} ${y(start.trust)}`, ...standing.map((point) => `L${x(point.turn)} ${y(point.after.trust)}`)];
  svg.append(
    draw("path", { class: "path", d: line.join("") }),
    draw("circle", { class: "start", cx: LEFT, cy: y(start.trust), r: 2 }),
    ...standing.map((point) => knot(point, x(point.turn), y(point.after.trust))),
    ...words(debrief, x, y),
    ...standing.map((point) => draw("text", { x: x(point.turn), y: 222, "text-anchor": "middle" }, String(point.turn))),
    draw("text", { class: "band", x: 0, y: 222 }, "turn"),
  );
  const tries = debrief.tries > 0 ? " A dashed stroke is a try that you took back." : "";
  return make(
    "figure",
    { class: "trust-line" },
    svg,
    make(
      "figcaption",
      { class: "note" },
      `A full dot is a turn where trust grew or held, an empty diamond one where it fell.${tries}`,
    ),
  );
}

/**
 * A full dot where trust grew or held, an empty diamond where it fell.
 * @param {TrustPoint} point
 * @param {number} x
 * @param {number} y
 */
function knot(point, x, y) {
  return point.after.trust < point.before.trust
    ? draw("path", { class: "down", d: `M${x} ${y - 6}l6 6-6 6-6-6z` })
    : draw("circle", { class: "up", cx: x, cy: y, r: 4.5 });
}

/**
 * The words at the three turns that moved trust most, where there is room for them: the table has
 * them all.
 * @param {Debrief} debrief
 * @param {(turn: number) => number} x
 * @param {(trust: number) => number} y
 * @returns {SVGElement[]}
 */
function words({ points, start }, x, y) {
  /** @type {[number, number][]} */
  const taken = [];
  // The lines themselves, dot by dot.
  let [fromX, fromY] = [LEFT, y(start.trust)];
  for (const point of points) {
    const [toX, toY] = [x(point.turn), y(point.after.trust)];
    const [startX, startY] = point.superseded ? [x(point.turn - 1), y(point.before.trust)] : [fromX, fromY];
    for (let part = 0; part <= 12; part++) {
      taken.push([startX + ((toX - startX) * part) / 12, startY + ((toY - startY) * part) / 12]);
    }
    if (!point.superseded) [fromX, fromY] = [toX, toY];
  }
  /** @param {TrustPoint} point */
  const size = (point) => Math.abs(point.after.trust - point.before.trust);
  const loudest = points.filter((point) => point.words).sort((a, b) => size(b) - size(a)).slice(0, 3);
  return loudest.flatMap((point) => {
    const text = `“${short(point.words)}”`;
    const half = text.length * 3.8;
    const [middle, line] = [x(point.turn), y(point.after.trust)];
    const heights = point.after.trust < point.before.trust ? [line + 21, line - 11] : [line - 11, line + 21];
    const places = heights.flatMap((height) => [0, half * 0.7, -half * 0.7].map((aside) => [middle + aside, height]));
    const free = places.find(
      ([at, height]) =>
        at - half >= 62 && at + half <= 400 && height >= 46 && height <= 206 &&
        !taken.some(([left, up]) => left > at - half - 4 && left < at + half + 4 && up > height - 16 && up < height + 8),
    );
    if (!free) return [];
    const [at, height] = free;
    for (let part = 0; part <= 8; part++) taken.push([at - half + (half * part) / 4, height - 4]);
    return [draw("text", { class: "words", x: round(at), y: round(height), "text-anchor": "middle" }, text)];
  });
}

/** @param {string} text */
function short(text) {
  const kept = [];
  for (const word of text.split(/\s+/)) {
    if (kept.length && [...kept, word].join(" ").length > 16) return `${kept.join(" ").replace(/[,;:.]$/, "")} …`;
    kept.push(word);
  }
  return kept.join(" ");
}

/**
 * The drawing in sentences.
 * @param {Debrief} debrief
 */
function told({ points, start }) {
  const standing = points.filter((point) => !point.superseded);
  const out = [`It begins ${start.band}`];
  /** @type {number[]} */
  let falls = [];
  const fallen = () => {
    const turns = falls.length < 2 ? falls.join("") : `${falls.slice(0, -1).join(", ")} and ${falls.at(-1)}`;
    if (falls.length) out.push(`falls in turn${falls.length > 1 ? "s" : ""} ${turns}`);
    falls = [];
  };
  let band = start.band;
  for (const point of standing) {
    if (point.after.band !== band) {
      fallen();
      out.push(`is ${point.after.band} from turn ${point.turn}`);
    } else if (point.after.trust < point.before.trust) {
      falls.push(point.turn);
    }
    band = point.after.band;
  }
  fallen();
  const whole = standing.length ? `${out.join(", ")}, and ends ${band}.` : `${out[0]}.`;
  return `${whole} The table below gives every step.`;
}

/** @param {number} value */
function round(value) {
  return Math.round(value * 10) / 10;
}
