// The other way: a talk is read, and what one thinks about it stays on this device.

import "./page.js";
import { forget, keep, kept } from "./device.js";
import { byId } from "./dom.js";
import "./pause.js";

const { case: id = "" } = byId("transcript").dataset;
const name = `thought:${id}`;
const thought = document.querySelector("textarea[data-do=reflection]");

if (thought instanceof HTMLTextAreaElement) {
  const earlier = kept(name);
  if (typeof earlier === "string" && !thought.value) thought.value = earlier;
  thought.addEventListener("input", () => {
    if (thought.value.trim()) keep(name, thought.value);
    else forget(name);
  });
}
