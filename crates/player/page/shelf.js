// A shelf for large files on this device, so that they are fetched once. IndexedDB, since the
// browser's cache for pages is closed to pages without HTTPS, and a shelter's network has none.

/** Cleared with everything else (device.js). */
export const SHELF = "holdspace";
const FILES = "files";

/**
 * The file of that address, or null where it is not kept, or nothing can be.
 * @param {string} address
 * @returns {Promise<Uint8Array | null>}
 */
export async function taken(address) {
  const found = await on("readonly", (files) => files.get(address)).catch(() => null);
  return found instanceof Uint8Array ? found : null;
}

/**
 * Whether the file of that address is kept.
 * @param {string} address
 */
export async function keeps(address) {
  return Boolean(await on("readonly", (files) => files.count(address)).catch(() => 0));
}

/**
 * Keeps a file in place of all others: an older one is of no use any more.
 * @param {string} address
 * @param {Uint8Array} bytes
 */
export async function put(address, bytes) {
  await on("readwrite", (files) => {
    files.clear();
    return files.put(bytes, address);
  }).catch(() => {});
}

/**
 * @param {IDBTransactionMode} mode
 * @param {(files: IDBObjectStore) => IDBRequest} deed
 * @returns {Promise<unknown>}
 */
async function on(mode, deed) {
  const shelf = await open();
  try {
    return await new Promise((done, fail) => {
      const transaction = shelf.transaction(FILES, mode);
      const request = deed(transaction.objectStore(FILES));
      transaction.oncomplete = () => done(request.result);
      transaction.onabort = transaction.onerror = () => fail(transaction.error);
    });
  } finally {
    // Never left open: it would hold up the clearing of the device.
    shelf.close();
  }
}

/** @returns {Promise<IDBDatabase>} */
function open() {
  return new Promise((done, fail) => {
    const request = indexedDB.open(SHELF, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(FILES);
    request.onsuccess = () => done(request.result);
    request.onerror = request.onblocked = () => fail(request.error);
  });
}
