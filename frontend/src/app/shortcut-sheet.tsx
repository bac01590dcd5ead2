import { Modal } from "@mantine/core";
import { useWords } from "@/lib/language";
import { type Shortcut, useRegistered } from "@/lib/shortcuts";
import { Keys } from "@/ui/kbd";
import classes from "./frame.module.css";

/** Every shortcut that works here, by group. */
export default function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const registered = useRegistered();
  const table = t("ui:table.group");
  const fixed: Shortcut[] = [
    ["ArrowUp ArrowDown", "ui:table.keys_move"],
    ["Enter", "ui:table.keys_edit"],
    ["Space", "ui:table.keys_select"],
    ["shift+ArrowDown", "ui:table.keys_extend"],
    ["mod+a", "ui:table.keys_all"],
    ["alt+ArrowRight", "ui:table.keys_resize"],
  ].map(([keys = "", key = ""]) => ({ keys, label: t(key), group: table, run: () => undefined }));
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
