import { type ChildProcess, execFile, type SpawnOptions, spawn } from "node:child_process";
import { promisify } from "node:util";

/**
 * Starts a program as the head of a process group. The kernel ends it with this
 * process, however that ends: no display and no window stays behind.
 */
export function start(program: string, args: string[], options: SpawnOptions): ChildProcess {
  return spawn("setpriv", ["--pdeathsig", "KILL", program, ...args], { ...options, detached: true });
}

/** Ends a program and whatever it started, and resolves when it is gone. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  signal(child, "SIGTERM");
  const impatient = setTimeout(() => signal(child, "SIGKILL"), 5000);
  await gone;
  clearTimeout(impatient);
}

function signal(child: ChildProcess, name: NodeJS.Signals): void {
  try {
    if (child.pid) process.kill(-child.pid, name);
  } catch {
    // Gone already.
  }
}

const execute = promisify(execFile);

/** Runs a program to its end and returns what it printed; rejects with its complaint. */
export async function run(program: string, args: string[], env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const { stdout } = await execute(program, args, { env, maxBuffer: 256 << 20 });
  return stdout;
}

/** Like `run`, for bytes: a picture, say. */
export async function runForBytes(program: string, args: string[], env: NodeJS.ProcessEnv): Promise<Buffer> {
  const { stdout } = await execute(program, args, { env, encoding: "buffer", maxBuffer: 256 << 20 });
  return stdout;
}
