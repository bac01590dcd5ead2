import { Modal } from "@mantine/core";
import { useWords } from "@/lib/language";
import { useReturnFocus } from "@/lib/return-focus";
import { type Shortcut, useRegistered } from "@/lib/shortcuts";
import { Keys } from "@/ui/kbd";
import classes from "./frame.module.css";

/** Every shortcut that works here, by group. */
export default function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  useReturnFocus();
  const registered = useRegistered();
  const inTables = [
    ["ArrowUp ArrowDown", "ui:table.keys_move"],
    ["Enter", "ui:table.keys_edit"],
    ["Space", "ui:table.keys_select"],
    ["shift+ArrowDown", "ui:table.keys_extend"],
    ["mod+a", "ui:table.keys_all"],
    ["alt+ArrowRight", "ui:table.keys_resize"],
  ];
  const inSheets = [
    ["F2", "ui:sheet.keys_edit"],
    ["Delete", "ui:sheet.keys_clear"],
    ["shift+ArrowDown", "ui:sheet.keys_extend"],
    ["mod+c", "ui:sheet.keys_copy"],
    ["mod+v", "ui:sheet.keys_paste"],
    ["mod+d", "ui:sheet.keys_down"],
    ["mod+r", "ui:sheet.keys_right"],
    ["Escape", "ui:sheet.keys_leave"],
  ];
  const fixed = [
    { group: t("ui:table.group"), lines: inTables },
    { group: t("ui:sheet.group"), lines: inSheets },
  ].flatMap(({ group, lines }) =>
    lines.map(([keys = "", key = ""]): Shortcut => ({ keys, label: t(key), group, run: () => undefined })),
  );
  const all = [...registered, ...fixed];
  const groups = [...new Set(all.map(({ group }) => group))];
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("frame:shortcuts")}
      size={720}
      closeButtonProps={{ "aria-label": t("ui:close") }}
    >
      <div className={classes.sheet}>
        {groups.map((group) => (
          <section key={group} className={classes.sheetGroup}>
            <h3 className={classes.sheetTitle}>{group}</h3>
            {all
              .filter((shortcut) => shortcut.group === group)
              .map(({ keys, label }) => (
                <div key={keys + label} className={classes.sheetLine}>
                  <span>{label}</span>
                  <Keys keys={keys} />
                </div>
              ))}
          </section>
        ))}
      </div>
    </Modal>
  );
}
