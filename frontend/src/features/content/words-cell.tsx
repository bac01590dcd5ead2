import { Autocomplete, Popover, TagsInput } from "@mantine/core";
import { useState } from "react";
import type { Tagging } from "@/bridge/content";
import { useWords } from "@/lib/language";
import { showFailure } from "@/ui/toast";
import classes from "./content.module.css";

type CellProps<Value, Saved> = {
  value: Value;
  /** Words in use, which complete what is typed. */
  words: readonly string[];
  onSave: (saved: Saved) => Promise<unknown>;
  close: () => void;
};

/** Edits the tags of a post in place: Enter takes a word, and on an empty field saves; Esc restores. */
export function TagsCell({ value, words, onSave, close }: CellProps<string[], Tagging>) {
  const { t } = useWords();
  const [tags, setTags] = useState(value);
  const [typed, setTyped] = useState("");

  function save(all: string[]) {
    const add = all.filter((tag) => !value.includes(tag));
    const remove = value.filter((tag) => !all.includes(tag));
    if (add.length + remove.length > 0) onSave({ add, remove }).catch(showFailure);
    close();
  }
  const leave = () => save(typed.trim() ? [...tags, typed.trim()] : tags);

  return (
    <Popover opened onDismiss={leave} position="bottom-end" width={300} closeOnEscape={false} hideDetached={false}>
      <Popover.Target>
        <span className={classes.clip}>{value.join(", ")}</span>
      </Popover.Target>
      <Popover.Dropdown p={8}>
        <TagsInput
          autoFocus
          aria-label={t("content:tags")}
          description={t("content:tags_hint")}
          data={[...words]}
          limit={8}
          value={tags}
          onChange={setTags}
          searchValue={typed}
          onSearchChange={setTyped}
          comboboxProps={{ withinPortal: false }}
          onKeyDown={(event) => {
            if (event.key === "Escape") close();
            if (event.key === "Enter" && typed.trim() === "" && !chosenIn(event.currentTarget)) save(tags);
            if (event.key === "Tab") {
              event.preventDefault();
              leave();
            }
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

/** Edits the pillar of a post in place: Enter or leaving saves, Esc restores. */
export function PillarCell({ value, words, onSave, close }: CellProps<string, string>) {
  const { t } = useWords();
  const [pillar, setPillar] = useState(value);

  function save(next: string) {
    if (next.trim() !== value) onSave(next.trim()).catch(showFailure);
    close();
  }

  return (
    <Popover
      opened
      onDismiss={() => save(pillar)}
      position="bottom-end"
      width={240}
      closeOnEscape={false}
      hideDetached={false}
    >
      <Popover.Target>
        <span className={classes.clip}>{value}</span>
      </Popover.Target>
      <Popover.Dropdown p={8}>
        <Autocomplete
          autoFocus
          aria-label={t("content:pillar")}
          data={[...words]}
          limit={8}
          value={pillar}
          onChange={setPillar}
          onOptionSubmit={save}
          comboboxProps={{ withinPortal: false }}
          onKeyDown={(event) => {
            if (event.key === "Escape") close();
            if ((event.key === "Enter" && !chosenIn(event.currentTarget)) || event.key === "Tab") {
              event.preventDefault();
              save(pillar);
            }
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

/** Whether the arrows stand on an offered word, which Enter then takes. */
const chosenIn = (field: HTMLInputElement) => field.getAttribute("aria-activedescendant") !== null;
