import { describe, expect, it } from "vitest";
import { BridgeError, bound, toBridgeError } from "./call";

const refusal = '{"code":"conflict","message":"There is a client of that name.","field":"name"}';

describe("a rejected call", () => {
  it("becomes the refusal that the backend wrote", async () => {
    const error = await bound(() => Promise.reject(refusal))().catch((e: unknown) => e);
    expect(error).toBeInstanceOf(BridgeError);
    expect(error).toMatchObject({ code: "conflict", field: "name", message: "There is a client of that name." });
  });

  it("is read from an Error as well as from a text", () => {
    expect(toBridgeError(new Error(refusal)).code).toBe("conflict");
  });

  it.each(["boom", "{}", "null", '{"code":1', "[1]"])("is internal with its own words for %j", (text) => {
    expect(toBridgeError(text)).toMatchObject({ code: "internal", message: text, field: "" });
  });

  it("is internal when the code is unknown", () => {
    expect(toBridgeError('{"code":"odd","message":"m"}').code).toBe("internal");
  });
});

it("a call that is answered hands its arguments and its answer through", async () => {
  const add = bound((a: number, b: number) => Promise.resolve(a + b));
  expect(await add(2, 3)).toBe(5);
});
