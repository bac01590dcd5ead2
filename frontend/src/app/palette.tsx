import { Modal } from "@mantine/core";
import { IconBolt } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { useRegisteredCommands } from "@/lib/commands";
import { useWords } from "@/lib/language";
import { useReturnFocus } from "@/lib/return-focus";
import { type PickItem, PickList } from "@/ui/pick-list";
import { brandItems } from "./brand-switcher";
import type { ClientChoice } from "./clients";
import classes from "./frame.module.css";
import { pages } from "./routes";

/** Everything that can be gone to or done from here, found by a few letters. */
export default function Palette({ choice, onClose }: { choice: ClientChoice; onClose: () => void }) {
  const { t } = useWords();
  useReturnFocus();
  const navigate = useNavigate();
  const commands = useRegisteredCommands();
  const items = useMemo(() => {
    const own: (PickItem & { pick: () => void })[] = commands.map((command) => ({
      ...command,
      mark: <IconBolt size={16} stroke={1.6} aria-hidden />,
      pick: command.run,
    }));
    const sections = pages.flatMap(({ path, section }) =>
      section
        ? [
            {
              id: path,
              label: t(`frame:section.${section.key}`),
              group: t("frame:group.go"),
              mark: <section.icon size={16} stroke={1.6} aria-hidden />,
              keys: `g ${section.letter}`,
              pick: () => void navigate({ to: path }),
            },
          ]
        : [],
    );
    const brands = brandItems(choice, t);
    // What this page can do comes first, what can be done anywhere after the pages.
    const anywhere = own.filter(({ group }) => group === t("frame:group.app") || group === t("frame:group.go"));
    return [...own.filter((one) => !anywhere.includes(one)), ...sections, ...anywhere, ...brands];
  }, [choice, commands, navigate, t]);
  return (
    <Modal.Root opened onClose={onClose} size={560} yOffset="12vh">
      <Modal.Overlay backgroundOpacity={0.25} />
      <Modal.Content aria-label={t("frame:palette")} radius="lg">
        <Modal.Body p={0} className={classes.pick}>
          <PickList
            label={t("frame:palette_hint")}
            items={items}
            nothing={t("frame:palette_nothing")}
            onPick={(item) => {
              onClose();
              item.pick();
            }}
          />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
