// A weak line: what stands between a browser and the server, and lets the model through slowly.

import { createServer, request } from "node:http";

/** Serves the same as `server`, with at most so many bytes of the model in a second; 0 lets none through. */
export async function slowly(test, server, rate) {
  const line = { rate, asked: 0 };
  const proxy = createServer((incoming, outgoing) => {
    const { method, url, headers } = incoming;
    const onward = request({ host: "127.0.0.1", port: server.port, method, path: url, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      if (url.endsWith("/replies.model")) {
        line.asked++;
        void trickle(answer, outgoing, line);
      } else {
        answer.pipe(outgoing);
      }
    });
    onward.on("error", () => outgoing.destroy());
    outgoing.on("error", () => onward.destroy());
    incoming.pipe(onward);
  });
  await new Promise((done) => proxy.listen(0, "127.0.0.1", () => done(null)));
  test.after(() => {
    proxy.closeAllConnections();
    proxy.close();
  });
  const { port } = /** @type {import("node:net").AddressInfo} */ (proxy.address());
  return Object.assign(line, { url: `http://127.0.0.1:${port}` });
}

async function trickle(answer, outgoing, line) {
  for await (const bytes of answer) {
    for (let at = 0; at < bytes.length; ) {
      while (!line.rate) await new Promise((done) => setTimeout(done, 50));
      const part = bytes.subarray(at, at + Math.max(1, line.rate / 20));
      if (outgoing.destroyed) return;
      outgoing.write(part);
      at += part.length;
      await new Promise((done) => setTimeout(done, (1_000 * part.length) / line.rate));
    }
  }
  outgoing.end();
}
