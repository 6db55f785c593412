// The practice itself: the WASM modules, and one function to ask them. The one that reads stays
// away until somebody writes.

/**
 * @typedef {{
 *   memory: WebAssembly.Memory,
 *   alloc(len: number): number,
 *   free(ptr: number, len: number): void,
 *   call(ptr: number, len: number): bigint,
 *   load(ptr: number, len: number): bigint,
 * }} Exports
 */

// A module of one function that uses one SIMD instruction.
const SIMD = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15,
  253, 98, 11,
]);

/** @typedef {"player" | "reader"} Name of a module: the talk, or what reads replies */

/** @type {Map<Name, Promise<Exports>>} */
const modules = new Map();

/**
 * Asks a module one thing, and gives back what it answers.
 * Throws with the module's own words where it refuses.
 * @param {Record<string, unknown>} request
 * @param {Name} [name]
 * @returns {Promise<any>}
 */
export async function ask(request, name = "player") {
  const exports = await there(name);
  return give(exports, exports.call, new TextEncoder().encode(JSON.stringify(request)));
}

/**
 * Gives the model's file to the module that reads replies.
 * @param {Uint8Array} model
 */
export async function load(model) {
  const exports = await there("reader");
  give(exports, exports.load, model);
}

/**
 * @param {Name} name
 * @returns {Promise<Exports>}
 */
function there(name) {
  const module = modules.get(name) ?? begin(name);
  modules.set(name, module);
  return module.catch((error) => {
    // The next try begins anew: a weak line is no reason to give up.
    modules.delete(name);
    throw error;
  });
}

/**
 * @param {Exports} exports
 * @param {(ptr: number, len: number) => bigint} deed
 * @param {Uint8Array} bytes
 */
function give({ memory, alloc, free }, deed, bytes) {
  const ptr = alloc(bytes.length) >>> 0;
  if (!ptr) throw new Error(`expected room for ${bytes.length} bytes, found none`);
  new Uint8Array(memory.buffer, ptr, bytes.length).set(bytes);
  const out = BigInt.asUintN(64, deed(ptr, bytes.length));
  free(ptr, bytes.length);
  const [from, length] = [Number(out >> 32n), Number(out & 0xffffffffn)];
  const text = new TextDecoder().decode(new Uint8Array(memory.buffer, from, length));
  free(from, length);
  const answer = JSON.parse(text);
  if (answer.error) throw new Error(answer.error);
  return answer.ok;
}

/**
 * @param {Name} name
 * @returns {Promise<Exports>}
 */
async function begin(name) {
  const file = WebAssembly.validate(SIMD) ? `./${name}.wasm` : `./${name}-plain.wasm`;
  const response = await fetch(new URL(file, import.meta.url));
  if (!response.ok) throw new Error(`expected the player at ${response.url}, found ${response.status}`);
  const { instance } = await WebAssembly.instantiate(await response.arrayBuffer(), {});
  return /** @type {Exports} */ (/** @type {unknown} */ (instance.exports));
}
