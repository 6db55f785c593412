// Sharing a transcript: a deliberate act, with a preview that says who will see it.

import { attend, button, make } from "./dom.js";

/** @typedef {{ peer: string, title: string, transcript(): string, save(): void }} Shared */

/**
 * The button that opens the preview.
 * @param {() => HTMLElement} place after which the preview stands
 * @param {Shared} shared
 */
export function sharing(place, shared) {
  const open = button("Share this transcript", "button quiet", () => {
    const there = document.getElementById("sharing");
    if (there) return close(there);
    open.setAttribute("aria-expanded", "true");
    const view = preview(shared, () => close(view));
    place().after(view);
    attend(/** @type {HTMLElement} */ (view.querySelector("h2")));
  });
  open.setAttribute("aria-expanded", "false");

  /** @param {HTMLElement} view */
  function close(view) {
    view.remove();
    open.setAttribute("aria-expanded", "false");
    open.focus();
  }
  return open;
}

/**
 * @param {Shared} shared
 * @param {() => void} close
 */
function preview({ peer, title, transcript, save }, close) {
  const text = transcript();
  const done = make("p", { class: "note", role: "status" });
  const file = () => new File([text], "talk.txt", { type: "text/plain" });
  const sheet = Boolean(navigator.canShare?.({ files: [file()] }));
  return make(
    "section",
    { id: "sharing", class: "sharing", "aria-labelledby": "sharing-title" },
    make("h2", { id: "sharing-title" }, "Before you share it"),
    make(
      "p",
      {},
      make("strong", {}, "Who will see it: whoever you give this file to."),
      ` They can read all of it, and pass it on: your own words, what ${peer} said, the tries that you took back, and what was said about each. Holdspace sends it to nobody, and your trainer sees it only if you hand it over.`,
    ),
    make("p", { class: "label", id: "sharing-what" }, "This is what they get"),
    make("div", { class: "paper", tabindex: "0", role: "group", "aria-labelledby": "sharing-what" }, make("pre", {}, text)),
    make(
      "div",
      { class: "deeds" },
      sheet &&
        button("Choose who gets it", "button main", () => {
          // Closing the device's own sheet is no failure.
          navigator.share({ title, files: [file()] }).catch(() => {});
        }),
      button("Save the file", sheet ? "button" : "button main", () => {
        save();
        done.textContent = "Saved on this device. Nobody has it yet but you.";
      }),
      navigator.clipboard &&
        button("Copy the text", "button", () => {
          navigator.clipboard.writeText(text).then(
            () => (done.textContent = "Copied. Whoever uses this device next can paste it."),
            () => (done.textContent = "It could not be copied here. You can save the file."),
          );
        }),
      button("Do not share", "button quiet", close),
    ),
    done,
  );
}
