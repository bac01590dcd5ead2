import { Fill } from "@wails/go/app/Sample";
import { bound } from "./call";

/** Fills the empty data folder with the sample agency; progress and cancelling go by the job's name. */
export const fillSample = bound(Fill);
