// Small things to build a page with: elements and text, never markup.

/** @typedef {Node | string | null | undefined | false} Child */

/**
 * An element with attributes and children. `class` and `aria-…` are written as in HTML; an
 * attribute that is `false` or null is left out, and one that is `true` stands without a value.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, string | number | boolean | null | undefined>} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  dress(element, attributes);
  append(element, children);
  return element;
}

/**
 * The same for SVG.
 * @param {string} tag
 * @param {Record<string, string | number | boolean | null | undefined>} [attributes]
 * @param {...Child} children
 * @returns {SVGElement}
 */
export function draw(tag, attributes = {}, ...children) {
  const element = /** @type {SVGElement} */ (
    document.createElementNS("http://www.w3.org/2000/svg", tag)
  );
  dress(element, attributes);
  append(element, children);
  return element;
}

/**
 * A button that does something.
 * @param {string} words
 * @param {string} kind such as `button main`
 * @param {() => void} deed
 * @returns {HTMLButtonElement}
 */
export function button(words, kind, deed) {
  const element = make("button", { type: "button", class: kind }, words);
  element.addEventListener("click", deed);
  return element;
}

/**
 * The element of that id, which the page has to have.
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`expected an element #${id} in the page`);
  return element;
}

/**
 * Puts children in place of what is there.
 * @param {Element} element
 * @param {...Child} children
 */
export function fill(element, ...children) {
  element.replaceChildren(...kept(children));
}

/**
 * A character's line: what is spoken in quotation marks, a stage direction (`*…*`) without.
 * @param {string} text
 * @returns {(Node | string)[]}
 */
export function spoken(text) {
  /** @type {(Node | string)[]} */
  const out = [];
  text.split(/(\*[^*]+\*)/).forEach((part) => {
    const stage = /^\*([^*]+)\*$/.exec(part);
    const words = (stage ? stage[1] : part).trim();
    if (!words) return;
    if (out.length) out.push(" ");
    out.push(stage ? make("span", { class: "stage" }, words) : quoted(words));
  });
  return out;
}

/**
 * Words in quotation marks, once.
 * @param {string} words
 */
export function quoted(words) {
  return /^[“"]/.test(words) ? words : `“${words}”`;
}

/** @typedef {{ span: [number, number], cost: boolean }} Stretch in Unicode characters */

/**
 * A learner's words, in quotation marks, with the telling ones marked.
 * @param {string} text
 * @param {Stretch[]} stretches
 * @returns {(Node | string)[]}
 */
export function marked(text, stretches) {
  const letters = Array.from(text);
  /** @type {(Node | string)[]} */
  const out = ["“"];
  let at = 0;
  const sorted = [...stretches].sort((a, b) => a.span[0] - b.span[0] || b.span[1] - a.span[1]);
  for (const { span: [start, end], cost } of sorted) {
    if (start < at || end <= start || end > letters.length) continue;
    out.push(letters.slice(at, start).join(""));
    out.push(make("mark", { class: cost ? "cost" : null }, letters.slice(start, end).join("")));
    at = end;
  }
  out.push(letters.slice(at).join(""), "”");
  return out.filter((part) => part !== "");
}

/**
 * Text with each stretch between “…” as a quotation of its own.
 * @param {string} text
 * @returns {(Node | string)[]}
 */
export function quoting(text) {
  return text
    .split(/(“[^”]*”)/)
    .filter(Boolean)
    .map((part) => (part.startsWith("“") ? make("q", {}, part.slice(1, -1)) : part));
}

/**
 * Moves focus to something that is not itself a control, and shows its beginning below the header.
 * @param {HTMLElement} element
 */
export function attend(element) {
  if (!element.hasAttribute("tabindex")) element.setAttribute("tabindex", "-1");
  element.focus({ preventScroll: true });
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  element.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
}

/**
 * Hands a text to the learner as a file.
 * @param {string} name
 * @param {string} text
 * @param {string} [type]
 */
export function save(name, text, type = "text/markdown;charset=utf-8") {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = make("a", { href: address, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/**
 * @param {Element} element
 * @param {Record<string, string | number | boolean | null | undefined>} attributes
 */
function dress(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    element.setAttribute(name, value === true ? "" : String(value));
  }
}

/**
 * @param {Element} element
 * @param {Child[]} children
 */
function append(element, children) {
  element.append(...kept(children));
}

/**
 * @param {Child[]} children
 * @returns {(Node | string)[]}
 */
function kept(children) {
  return /** @type {(Node | string)[]} */ (
    children.filter((child) => child !== null && child !== undefined && child !== false)
  );
}
