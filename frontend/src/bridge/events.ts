import { runtime } from "./runtime";

/**
 * Hears an event of the backend until the returned function is called. Only the canceller of this one listener is
 * ever used: the runtime's EventsOff would silence everybody else's.
 */
export function listen<Data = unknown>(name: string, fn: (data: Data) => void): () => void {
  return runtime()?.EventsOn(name, (data) => fn(data as Data)) ?? (() => undefined);
}
