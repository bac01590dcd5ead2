import { runtime } from "./runtime";

/** The codes that the backend's package fault gives. */
export type BridgeCode = "invalid" | "not_found" | "conflict" | "newer" | "damaged" | "canceled" | "internal";

/** A refusal of the backend: message is a sentence for a person, in the language of the app. */
export class BridgeError extends Error {
  override readonly name = "BridgeError";

  constructor(
    /** What kind of refusal it is, for programs. */
    readonly code: BridgeCode,
    message: string,
    /** The field of a form that it is about, or "". */
    readonly field = "",
  ) {
    super(message);
  }
}

const CODES: readonly string[] = ["invalid", "not_found", "conflict", "newer", "damaged", "canceled", "internal"];

/**
 * Turns what a bound method rejected with into a BridgeError. The backend sends {"code","message","field"} as text,
 * because Wails hands an object over as "[object Object]". Anything else becomes code internal with its own words.
 */
export function toBridgeError(reason: unknown): BridgeError {
  if (reason instanceof BridgeError) return reason;
  const text = reason instanceof Error ? reason.message : String(reason);
  try {
    const sent: unknown = JSON.parse(text);
    if (typeof sent === "object" && sent !== null && "code" in sent && "message" in sent) {
      const { code, message, field } = sent as { code: unknown; message: unknown; field?: unknown };
      const known = CODES.includes(String(code)) ? (code as BridgeCode) : "internal";
      return new BridgeError(known, String(message), typeof field === "string" ? field : "");
    }
  } catch {
    // Not what the backend writes: said as it is.
  }
  runtime()?.LogError(`bridge: ${text}`);
  return new BridgeError("internal", text);
}

/**
 * A generated binding as the rooms use it: the same arguments and result, and every rejection a BridgeError.
 * A file of src/bridge holds one such line per method: export const listChannels = bound(Brand.Channels).
 */
export function bound<Args extends unknown[], Result>(
  method: (...args: Args) => Promise<Result>,
): (...args: Args) => Promise<Result> {
  return async (...args) => {
    try {
      return await method(...args);
    } catch (reason) {
      throw toBridgeError(reason);
    }
  };
}
