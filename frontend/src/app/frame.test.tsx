import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Fake, installFake } from "@/bridge/fake";
import { showLanguage } from "@/lib/language";
import { listenToKeys } from "@/lib/shortcuts";
import { Providers } from "./providers";
import { makeRouter } from "./router";

const client = (id: string, name: string) => ({ id, name, slug: id, archived: false });

function answers(clients: object[]) {
  const settings = { me: "", language: "en", theme: "light", client: "", place: "" };
  return {
    "Window.Start": () => ({ version: "1", folder: "/data", settings, clients, team: [] }),
    "Window.SaveSettings": () => undefined,
    "Window.SetTitle": () => undefined,
    "Brand.Brands": () => [{ id: "b1", name: "One", color: "#112233" }],
    "History.Next": () => ({ undo: { id: 1, text: "3 replies logged" } }),
    "History.Undo": () => ({ id: 1, text: "3 replies logged" }),
  };
}

function open(clients: object[], address: string): { fake: Fake; router: ReturnType<typeof makeRouter> } {
  const fake = installFake(answers(clients));
  window.location.hash = address;
  const router = makeRouter();
  render(<Providers router={router} />);
  return { fake, router };
}

beforeAll(async () => {
  listenToKeys();
  await showLanguage("en");
});
beforeEach(() => window.localStorage.clear());

describe("the frame", () => {
  it("leads to a client and keeps screen and period when another is chosen", async () => {
    const { router } = open([client("a", "Alpha"), client("z", "Zeta")], "/settings?period=2026-02");
    await screen.findByRole("button", { name: /Alpha/ });
    const hand = userEvent.setup();
    await hand.keyboard("{Control>}b{/Control}");
    await hand.type(await screen.findByPlaceholderText("Find a client or brand"), "zet{Enter}");
    await screen.findByRole("button", { name: /Zeta/ });
    expect(router.state.location.pathname).toBe("/settings");
    expect(router.state.location.search).toMatchObject({ client: "z", period: "2026-02" });
  });

  it("undoes by key and says what was undone", async () => {
    const { fake } = open([client("a", "Alpha")], "/settings?client=a");
    await screen.findByRole("button", { name: /Alpha/ });
    await userEvent.setup().keyboard("{Control>}z{/Control}");
    expect(await screen.findByText("Undone: 3 replies logged")).toBeTruthy();
    expect(fake.calls.filter(({ name }) => name === "History.Undo")).toEqual([{ name: "History.Undo", args: ["a"] }]);
  });

  it("asks again for what is shown of a client when the backend says that it changed", async () => {
    const { fake } = open([client("a", "Alpha")], "/settings?client=a");
    await screen.findByRole("button", { name: /Alpha/ });
    const asked = () => fake.calls.filter(({ name }) => name === "Brand.Brands").length;
    const before = asked();
    fake.emit("changed", "other");
    fake.emit("changed", "a");
    await waitFor(() => expect(asked()).toBe(before + 1));
  });
});
