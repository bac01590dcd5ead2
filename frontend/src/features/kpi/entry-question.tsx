import { Button, Modal } from "@mantine/core";
import { formatNumber } from "@/lib/format";
import { useWords } from "@/lib/language";
import { useReturnFocus } from "@/lib/return-focus";
import classes from "./entry.module.css";
import type { Question } from "./use-filling";

/** Asks once per paste whether 1.000 is a thousand or one; Esc pastes nothing. */
export function EntryQuestion({ question: { text, point, comma, answer } }: { question: Question }) {
  const { t, language } = useWords();
  useReturnFocus();
  const choices = [
    { sign: "." as const, value: point },
    { sign: "," as const, value: comma },
  ].sort((a, b) => b.value - a.value);
  return (
    <Modal
      opened
      onClose={() => answer(null)}
      title={t("kpi:entry.ask", { text })}
      size={460}
      closeButtonProps={{ "aria-label": t("ui:close") }}
    >
      <p className={classes.ask}>{t("kpi:entry.ask_text")}</p>
      <div className={classes.answers}>
        {choices.map(({ sign, value }, i) => (
          <Button key={sign} variant="default" data-autofocus={i === 0 || undefined} onClick={() => answer(sign)}>
            {t("kpi:entry.ask_one", { text, value: formatNumber(value, language, 3) })}
          </Button>
        ))}
      </div>
    </Modal>
  );
}
