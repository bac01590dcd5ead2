import { Autocomplete, Button, Popover, Stack, TagsInput } from "@mantine/core";
import { IconTag } from "@tabler/icons-react";
import { useState } from "react";
import type { Tagging, Words } from "@/bridge/content";
import { useWords } from "@/lib/language";
import { useShortcuts } from "@/lib/shortcuts";

/** Puts words on all chosen posts at once. onApply resolves to whether it was done. */
export function TagChosen({ words, onApply }: { words: Words; onApply: (change: Tagging) => Promise<boolean> }) {
  const { t } = useWords();
  const [opened, setOpened] = useState(false);
  const [add, setAdd] = useState<string[]>([]);
  const [remove, setRemove] = useState<string[]>([]);
  const [pillar, setPillar] = useState("");
  useShortcuts([{ keys: "t", label: t("content:tag_chosen"), group: t("content:group"), run: () => setOpened(true) }]);

  async function apply() {
    const change: Tagging = { add, remove };
    if (pillar.trim()) change.pillar = pillar.trim();
    if (!(await onApply(change))) return;
    setOpened(false);
    setAdd([]);
    setRemove([]);
    setPillar("");
  }

  const inside = { withinPortal: false };
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" width={320} trapFocus returnFocus>
      <Popover.Target>
        <Button variant="subtle" leftSection={<IconTag size={15} aria-hidden />} onClick={() => setOpened(!opened)}>
          {t("content:tag_chosen")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          aria-label={t("content:tag_chosen")}
          onSubmit={(event) => {
            event.preventDefault();
            void apply();
          }}
        >
          <Stack gap={8}>
            <TagsInput
              label={t("content:tags_add")}
              data={words.tags}
              limit={8}
              value={add}
              onChange={setAdd}
              acceptValueOnBlur
              comboboxProps={inside}
            />
            <TagsInput
              label={t("content:tags_remove")}
              data={words.tags}
              limit={8}
              value={remove}
              onChange={setRemove}
              acceptValueOnBlur
              comboboxProps={inside}
            />
            <Autocomplete
              label={t("content:pillar_set")}
              data={words.pillars}
              limit={8}
              value={pillar}
              onChange={setPillar}
              comboboxProps={inside}
            />
            <Button type="submit" disabled={add.length + remove.length === 0 && pillar.trim() === ""}>
              {t("content:tag_apply")}
            </Button>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
