import { ActionIcon, Loader, UnstyledButton } from "@mantine/core";
import {
  IconAlertTriangle,
  IconChevronRight,
  IconCircleCheck,
  IconCircleX,
  IconHelpCircle,
  IconRepeat,
  IconX,
} from "@tabler/icons-react";
import { memo, useId } from "react";
import type { Outcome } from "@/bridge/intake";
import { formatNumber, formatRange, MISSING } from "@/lib/format";
import { useWords } from "@/lib/language";
import { type Item, type Question, questionOf, type Standing, standingOf } from "./basket";
import { FileDetail } from "./file-detail";
import classes from "./intake.module.css";
import type { Answer } from "./use-basket";
import { WhoseCell } from "./whose-cell";

export type FileRowsProps = {
  item: Item;
  /** Its place among the lines of the table, the header being 1. */
  line: number;
  /** Its detail is open. */
  opened: boolean;
  /** The client that is open. */
  client: string;
  onOpen: (path: string | null) => void;
  onAnswer: (path: string, answer: Answer) => void;
  /** Asks what the table in a file holds. */
  onMap: (path: string) => void;
  onRemove: (path: string) => void;
};

const ICONS = {
  clear: IconCircleCheck,
  asks: IconHelpCircle,
  known: IconRepeat,
  refused: IconCircleX,
  imported: IconCircleCheck,
};

/** The lines of a file: itself, what is wrong with it or to be known, and its detail while that is open. */
export const FileRows = memo(function FileRows(props: FileRowsProps) {
  const { item, line, client, onOpen, onAnswer, onMap, onRemove } = props;
  const { t, language } = useWords();
  const detailId = useId();
  const { outcome, path } = item;
  const question = outcome && questionOf(outcome);
  const standing = standingOf(item);
  const name = outcome?.file || path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
  const readable = outcome !== null && outcome.format !== "";
  const open = props.opened && readable;
  const counted = standing === "clear" || standing === "imported";
  const { sentence, warnings, detail } = linesOf(item, props.opened);
  return (
    <>
      <tr data-standing={standing} data-open={open || undefined} aria-rowindex={line}>
        <th scope="row">
          <UnstyledButton
            className={classes.file}
            data-file
            aria-expanded={open}
            aria-controls={open ? detailId : undefined}
            // The arrow keys go through the files, one that cannot be opened too.
            aria-disabled={!readable || undefined}
            title={path}
            onClick={() => readable && onOpen(open ? null : path)}
          >
            <IconChevronRight size={14} aria-hidden className={classes.chevron} data-open={open || undefined} />
            <span className={classes.fileWords}>
              <span className={classes.fileName}>{name}</span>
              <span className={classes.fileNote}>
                <State standing={standing} question={question} />
                {readable && (
                  <span className={classes.fileFacts} title={describe(outcome, t, language)}>
                    {describe(outcome, t, language)}
                  </span>
                )}
              </span>
            </span>
          </UnstyledButton>
        </th>
        <td>
          <WhoseCell item={item} name={name} client={client} onAnswer={onAnswer} onMap={onMap} />
        </td>
        {(["added", "updated", "unchanged", "skips"] as const).map((count) => (
          <td key={count} data-number data-strong={(counted && count === "added") || undefined}>
            {outcome && (counted || (count === "skips" && readable)) ? formatNumber(outcome[count], language) : MISSING}
          </td>
        ))}
        <td>
          <ActionIcon
            aria-label={t("intake:remove", { name })}
            title={t("intake:remove", { name })}
            onClick={() => onRemove(path)}
          >
            <IconX size={15} aria-hidden />
          </ActionIcon>
        </td>
      </tr>
      {sentence && (
        <tr className={classes.sentence} aria-rowindex={line + 1}>
          <td colSpan={7} role="alert">
            <Says>{outcome?.error ?? ""}</Says>
          </td>
        </tr>
      )}
      {warnings && (
        <tr className={classes.sentence} aria-rowindex={line + (sentence ? 2 : 1)}>
          <td colSpan={7}>
            {outcome?.warnings.map((warning) => (
              <Says key={warning} warning>
                {warning}
              </Says>
            ))}
          </td>
        </tr>
      )}
      {detail && outcome && (
        <tr className={classes.opened} aria-rowindex={line + linesOf(item, true).count - 1}>
          <td colSpan={7} id={detailId}>
            <FileDetail {...outcome} />
          </td>
        </tr>
      )}
    </>
  );
});

/** Which lines a file has beside its own, and how many there are. */
export function linesOf(item: Item, opened: boolean) {
  const { outcome } = item;
  const standing = standingOf(item);
  const sentence = Boolean(outcome?.error);
  const warnings = Boolean(outcome?.warnings.length) && standing !== "refused" && standing !== "imported";
  const detail = opened && Boolean(outcome?.format);
  return { sentence, warnings, detail, count: 1 + [sentence, warnings, detail].filter(Boolean).length };
}

function Says({ warning, children }: { warning?: boolean; children: string }) {
  return (
    <p className={classes.says} data-warning={warning || undefined}>
      <IconAlertTriangle size={15} aria-hidden />
      {children}
    </p>
  );
}

/** Format, account and period of a file on one line. */
function describe(outcome: Outcome, t: ReturnType<typeof useWords>["t"], language: string): string {
  const [account] = outcome.accounts;
  const more = outcome.accounts.length - 1;
  const who = account && (account.handle ? `@${account.handle}` : account.name || account.id);
  return [
    t(`intake:format.${outcome.format}`),
    who && (more > 0 ? t("intake:and_more", { name: who, count: more }) : who),
    outcome.from && formatRange(outcome.from, outcome.to, language),
    t("intake:rows_read", { count: outcome.read, n: formatNumber(outcome.read, language) }),
  ]
    .filter(Boolean)
    .join(" · ");
}

function State({ standing, question }: { standing: Standing; question: Question | null }) {
  const { t } = useWords();
  const Glyph = standing === "reading" ? null : ICONS[standing];
  return (
    <span className={classes.state} data-standing={standing}>
      {Glyph ? <Glyph size={14} aria-hidden /> : <Loader size={12} aria-hidden />}
      {standing === "asks" && question ? t(`intake:asks.${question}`) : t(`intake:state.${standing}`)}
    </span>
  );
}
