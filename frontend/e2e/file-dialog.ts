import type { App } from "./app";
import { until } from "./until";

/** Waits for the system's file dialog of that title, types the path into it and opens it. */
export async function giveToDialog({ display }: App, title: string, path: string): Promise<void> {
  const dialog = await until("The file dialog opens", async () => (await display.windows(title))[0]);
  await display.focus(dialog);
  // The first letter opens the field for a path; what is typed before it is open would be lost.
  await display.key("slash");
  let before = "";
  await until("The dialog waits for a path", async () => {
    const now = (await display.picture()).toString("base64");
    const still = now === before;
    before = now;
    return still;
  });
  await display.type(path.slice(1));
  await display.key("Return");
}

/** Waits for the system's dialog of that title that asks for a name, and saves under the path. */
export async function saveInDialog({ display }: App, title: string, path: string): Promise<void> {
  const dialog = await until("The file dialog opens", async () => (await display.windows(title))[0]);
  await display.focus(dialog);
  await display.key("ctrl+a");
  await display.type(path);
  await display.key("Return");
}
