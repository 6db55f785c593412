// The real command, serving a course to a test: with a data folder of its own, on a free port.

import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

export const root = resolve(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "../..");

/** The command that `cargo xtask test` has built. */
export const command = process.env.HOLDSPACE ?? join(root, "target/debug/holdspace");

/** Runs the command to its end and gives what it printed; fails where the command does. */
export async function holdspace(...words) {
  const { stdout } = await promisify(execFile)(command, words, { cwd: root });
  return stdout;
}

/** A folder that goes away when the test is over. */
export async function folder(test) {
  const path = await newFolder();
  test.after(() => rm(path, { recursive: true, force: true }));
  return path;
}

const newFolder = () => mkdtemp(join(tmpdir(), "holdspace-test-"));

/**
 * A server for one test file or one test; stopped when that is over. `course` is a folder, else
 * it is the built-in course.
 */
export async function serve(test, { course, bind = "127.0.0.1", more = [] } = {}) {
  const data = await newFolder();
  const server = new Server(data, await freePort(), course, bind, more);
  test.after(async () => {
    await server.stop();
    await rm(data, { recursive: true, force: true });
  });
  await server.start();
  return server;
}

class Server {
  constructor(data, port, course, bind, more) {
    Object.assign(this, { data, port, course, bind, more });
    this.url = `http://127.0.0.1:${port}`;
  }

  /** Starts it, again on the same port and the same data where it was stopped. */
  async start() {
    const words = ["serve", ...(this.course ? [this.course] : [])];
    words.push("--port", String(this.port), "--bind", this.bind, "--data", this.data, ...this.more);
    this.said = "";
    this.process = spawn(command, words, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream.on("data", (bytes) => (this.said += bytes));
    }
    for (let tries = 0; tries < 200; tries++) {
      if (this.process.exitCode !== null) break;
      const up = await fetch(`${this.url}/health`).then((r) => r.ok, () => false);
      if (up) return;
      await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error(`expected a server at ${this.url}, found none; it said:\n${this.said}`);
  }

  async stop() {
    if (!this.process || this.process.exitCode !== null || this.process.signalCode) return;
    const gone = new Promise((done) => this.process.once("exit", done));
    this.process.kill("SIGINT");
    const late = setTimeout(() => this.process.kill("SIGKILL"), 10_000);
    await gone;
    clearTimeout(late);
  }
}

function freePort() {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once("error", fail);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}
