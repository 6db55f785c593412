// Answers requests with a module: one JSON request a line in, one response a line out.
// The first argument is the module, the second the model's file where replies are to be read.

import { readFileSync, writeSync } from "node:fs";

const { instance } = await WebAssembly.instantiate(readFileSync(process.argv[2]), {});
const { memory, alloc, free, call, load } = instance.exports;

if (process.argv[3]) {
  const said = new TextDecoder().decode(give(load, readFileSync(process.argv[3])));
  if (said !== '{"ok":null}') throw new Error(said);
}
for (const request of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  let rest = give(call, new TextEncoder().encode(request));
  while (rest.length) rest = rest.subarray(writeSync(1, rest));
  writeSync(1, "\n");
}

function give(deed, bytes) {
  const ptr = alloc(bytes.length) >>> 0;
  new Uint8Array(memory.buffer, ptr, bytes.length).set(bytes);
  const out = BigInt.asUintN(64, deed(ptr, bytes.length));
  free(ptr, bytes.length);
  const [from, length] = [Number(out >> 32n), Number(out & 0xffffffffn)];
  // Copied before it is used: the memory may move.
  const answer = new Uint8Array(memory.buffer, from, length).slice();
  free(from, length);
  return answer;
}
