// What every page does: it sends what waits, and offers to finish and clear the device, since many
// learners share a computer.

import { anew, clear } from "./device.js";
import { button, make } from "./dom.js";
import { flush, waiting } from "./record.js";

// `holdspace serve --watch`: the author sees what was written at once.
const { events } = document.body.dataset;
if (events) new EventSource(events).addEventListener("reload", () => location.reload());

for (const form of document.querySelectorAll("form[data-do=finish]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void ask(/** @type {HTMLFormElement} */ (form));
  });
}

for (const form of document.querySelectorAll("form[data-do=delete]")) {
  form.addEventListener("submit", anew);
}

/**
 * Asks once, having sent what waits.
 * @param {HTMLFormElement} form
 */
async function ask(form) {
  if (form.hidden) return;
  form.hidden = true;
  const sent = await Promise.race([flush(), pause(3_000).then(() => waiting() === 0)]);
  const words = make(
    "p",
    { id: "finish-words" },
    "Talks, notes and the sign-in go from this device. What you finished is kept with your program.",
    sent ? "" : " Some of it has not reached the server yet, and would be lost.",
  );
  const finish = button("Yes, finish and clear", "button", () => void finished(form));
  finish.setAttribute("aria-describedby", "finish-words");
  const not = button("Not yet", "button", () => {
    box.remove();
    form.hidden = false;
    form.querySelector("button")?.focus();
  });
  not.setAttribute("aria-describedby", "finish-words");
  const box = make(
    "div",
    { class: "finish", role: "group", "aria-labelledby": "finish-words" },
    words,
    make("div", { class: "deeds" }, finish, not),
  );
  form.after(box);
  // Where something would be lost, the safe answer comes first to hand.
  (sent ? finish : not).focus();
}

/** @param {HTMLFormElement} form */
async function finished(form) {
  await Promise.race([flush(), pause(2_000)]);
  await clear();
  form.submit();
}

/** @param {number} milliseconds */
function pause(milliseconds) {
  return new Promise((done) => setTimeout(done, milliseconds));
}
