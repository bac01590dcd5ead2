import { MantineProvider } from "@mantine/core";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, describe, expect, it } from "vitest";
import { showLanguage } from "@/lib/language";
import { SaveField } from "./save-field";

beforeAll(() => showLanguage("en"));

function show(onSave: (value: string) => Promise<unknown>) {
  render(
    <MantineProvider>
      <SaveField kind="text" label="Name" value="before" onSave={onSave} />
      <button type="button">elsewhere</button>
    </MantineProvider>,
  );
  return { field: screen.getByRole<HTMLInputElement>("textbox", { name: "Name" }), hand: userEvent.setup() };
}

describe("a field", () => {
  it("saves as it is left and says so", async () => {
    const saved: string[] = [];
    const { field, hand } = show(async (value) => saved.push(value));
    await hand.type(field, "hand");
    expect(saved).toEqual([]);
    await hand.tab();
    expect(saved).toEqual(["beforehand"]);
    expect(await screen.findByText("Saved")).toBeTruthy();
  });

  it("saves nothing when nothing changed", async () => {
    const saved: string[] = [];
    const { field, hand } = show(async (value) => saved.push(value));
    await hand.click(field);
    await hand.tab();
    expect(saved).toEqual([]);
  });

  it("goes back to what is kept on Esc", async () => {
    const saved: string[] = [];
    const { field, hand } = show(async (value) => saved.push(value));
    await hand.type(field, " and after{Escape}");
    expect(field.value).toBe("before");
    await hand.tab();
    expect(saved).toEqual([]);
  });

  it("keeps what was typed and shows the sentence when it could not be saved, and tries again", async () => {
    let refuse = true;
    const { field, hand } = show(async () => {
      if (refuse) throw new Error("That name is taken.");
    });
    await hand.type(field, "!{Enter}");
    expect((await screen.findByRole("alert")).textContent).toBe("That name is taken.");
    expect(field.value).toBe("before!");
    refuse = false;
    await hand.type(field, "{Enter}");
    await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
  });
});
