import { setTimeout as pause } from "node:timers/promises";

/** What is left of a type when nothing stands for "not yet". */
type Truthy<T> = Exclude<T, false | 0 | "" | null | undefined>;

/** What a probe throws when there is nothing left to wait for. */
export class Hopeless extends Error {}

/**
 * Asks `probe` until it answers with something truthy, and returns that.
 * A probe that throws has not answered yet, unless it is Hopeless; its last
 * complaint is part of the error when `seconds` have gone by.
 */
export async function until<T>(what: string, probe: () => Promise<T> | T, seconds = 30): Promise<Truthy<T>> {
  const deadline = performance.now() + seconds * 1000;
  let complaint = "";
  for (;;) {
    try {
      const answer = await probe();
      if (answer) return answer as Truthy<T>;
      complaint = "";
    } catch (error) {
      if (error instanceof Hopeless) throw error;
      complaint = `: ${error instanceof Error ? error.message : String(error)}`;
    }
    if (performance.now() > deadline) throw new Error(`${what}: not within ${seconds} s${complaint}`);
    await pause(40);
  }
}
