// What is kept on this device, and how all of it goes.

const PREFIX = "holdspace:";

// After clearing, nothing is written any more: a page that closes must not put things back.
let cleared = false;

/**
 * What is kept under a name, or null. The prefix is added here.
 * @param {string} name
 * @returns {any}
 */
export function kept(name) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + name) ?? "null");
  } catch {
    return null;
  }
}

/**
 * Keeps a value. False where storage is full, or closed as in a private window: the page then works
 * on, and forgets.
 * @param {string} name
 * @param {unknown} value
 * @returns {boolean}
 */
export function keep(name, value) {
  if (cleared) return false;
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** @param {string} name */
export function forget(name) {
  try {
    localStorage.removeItem(PREFIX + name);
  } catch {
    // Closed storage holds nothing.
  }
}

/**
 * True the first time in one sitting (one tab) that it is asked of a name.
 * @param {string} name
 */
export function first(name) {
  try {
    if (sessionStorage.getItem(PREFIX + name)) return false;
    if (!cleared) sessionStorage.setItem(PREFIX + name, "1");
  } catch {
    // Without storage everything is for the first time.
  }
  return true;
}

/** Everything that Holdspace keeps on this device, gone. */
export async function clear() {
  cleared = true;
  for (const open of [() => localStorage, () => sessionStorage]) {
    try {
      const storage = open();
      const names = Array.from({ length: storage.length }, (_, i) => storage.key(i) ?? "");
      names.filter((name) => name.startsWith(PREFIX)).forEach((name) => storage.removeItem(name));
    } catch {
      // Closed storage holds nothing.
    }
  }
  if ("caches" in globalThis) {
    for (const name of await caches.keys()) await caches.delete(name);
  }
}
