// Answers requests with a module: one JSON request a line in, one response a line out.

import { readFileSync, writeSync } from "node:fs";

const { instance } = await WebAssembly.instantiate(readFileSync(process.argv[2]), {});
const { memory, alloc, free, call } = instance.exports;

for (const request of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const bytes = new TextEncoder().encode(request);
  const ptr = alloc(bytes.length) >>> 0;
  new Uint8Array(memory.buffer, ptr, bytes.length).set(bytes);
  const out = BigInt.asUintN(64, call(ptr, bytes.length));
  free(ptr, bytes.length);
  const [from, length] = [Number(out >> 32n), Number(out & 0xffffffffn)];
  // Copied before it is written: the memory may move.
  let rest = new Uint8Array(memory.buffer, from, length).slice();
  free(from, length);
  while (rest.length) rest = rest.subarray(writeSync(1, rest));
  writeSync(1, "\n");
}
