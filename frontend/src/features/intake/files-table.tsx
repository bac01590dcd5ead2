import { ActionIcon, Loader, NativeSelect, UnstyledButton } from "@mantine/core";
import {
  IconAlertTriangle,
  IconChevronRight,
  IconCircleCheck,
  IconCircleX,
  IconHelpCircle,
  IconRepeat,
  IconX,
} from "@tabler/icons-react";
import { Fragment, useId } from "react";
import type { Channel } from "@/bridge/brand";
import type { Outcome } from "@/bridge/intake";
import { formatNumber, formatRange, MISSING } from "@/lib/format";
import { useWords } from "@/lib/language";
import { PlatformMark } from "@/ui/platform-mark";
import { type Item, type Standing, standingOf } from "./basket";
import { FileDetail } from "./file-detail";
import classes from "./intake.module.css";

export type FilesTableProps = {
  items: readonly Item[];
  channels: readonly Channel[];
  /** The path of the file whose detail is open, or null. */
  opened: string | null;
  onOpen: (path: string | null) => void;
  onChoose: (path: string, channel: string) => void;
  onRemove: (path: string) => void;
};

const ICONS = {
  clear: IconCircleCheck,
  asks: IconHelpCircle,
  known: IconRepeat,
  refused: IconCircleX,
  imported: IconCircleCheck,
};

/** The files on their way in, one line each: what they are and what importing them would change. */
export function FilesTable({ items, ...props }: FilesTableProps) {
  const { t } = useWords();
  return (
    <table className={classes.files} aria-label={t("intake:files")}>
      <thead>
        <tr>
          <th scope="col">{t("intake:file")}</th>
          <th scope="col">{t("intake:channel")}</th>
          {(["added", "updated", "unchanged", "skips"] as const).map((count) => (
            <th key={count} scope="col" data-number>
              {t(`intake:count.${count}`)}
            </th>
          ))}
          <td data-remove />
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <FileRows key={item.path} item={item} {...props} />
        ))}
      </tbody>
    </table>
  );
}

function FileRows({
  item,
  channels,
  opened,
  onOpen,
  onChoose,
  onRemove,
}: { item: Item } & Omit<FilesTableProps, "items">) {
  const { t, language } = useWords();
  const detailId = useId();
  const { outcome, path } = item;
  const standing = standingOf(item);
  const name = outcome?.file || path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
  const readable = outcome !== null && outcome.format !== "";
  const open = opened === path && readable;
  const counted = standing === "clear" || standing === "imported";
  return (
    <Fragment>
      <tr data-standing={standing} data-open={open || undefined}>
        <th scope="row">
          <UnstyledButton
            className={classes.file}
            aria-expanded={open}
            aria-controls={open ? detailId : undefined}
            disabled={!readable}
            title={path}
            onClick={() => onOpen(open ? null : path)}
          >
            <IconChevronRight size={14} aria-hidden className={classes.chevron} data-open={open || undefined} />
            <span className={classes.fileWords}>
              <span className={classes.fileName}>{name}</span>
              <span className={classes.fileNote}>
                <State standing={standing} />
                {readable && <span>{describe(outcome, t, language)}</span>}
              </span>
            </span>
          </UnstyledButton>
        </th>
        <td>
          <ChannelCell item={item} name={name} channels={channels} onChoose={onChoose} />
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
      {outcome?.error && (
        <tr className={classes.sentence}>
          <td colSpan={7} role="alert">
            <Says>{outcome.error}</Says>
          </td>
        </tr>
      )}
      {outcome !== null && outcome.warnings.length > 0 && standing !== "refused" && standing !== "imported" && (
        <tr className={classes.sentence}>
          <td colSpan={7}>
            {outcome.warnings.map((warning) => (
              <Says key={warning} warning>
                {warning}
              </Says>
            ))}
          </td>
        </tr>
      )}
      {open && (
        <tr className={classes.opened}>
          <td colSpan={7} id={detailId}>
            <FileDetail {...outcome} />
          </td>
        </tr>
      )}
    </Fragment>
  );
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

function State({ standing }: { standing: Standing }) {
  const { t } = useWords();
  const Glyph = standing === "reading" ? null : ICONS[standing];
  return (
    <span className={classes.state} data-standing={standing}>
      {Glyph ? <Glyph size={14} aria-hidden /> : <Loader size={12} aria-hidden />}
      {t(`intake:state.${standing}`)}
    </span>
  );
}

type ChannelCellProps = {
  item: Item;
  name: string;
  channels: readonly Channel[];
  onChoose: FilesTableProps["onChoose"];
};

function ChannelCell({ item, name, channels, onChoose }: ChannelCellProps) {
  const { t } = useWords();
  const { outcome } = item;
  if (!outcome || outcome.format === "") return <span className={classes.quiet}>{MISSING}</span>;
  const fits = outcome.question
    ? channels.filter(({ id }) => outcome.candidates.includes(id))
    : channels.filter(({ platform }) => outcome.platforms.length === 0 || outcome.platforms.includes(platform));
  const fed = outcome.feeds.map(({ channel }) => channel);
  const open = standingOf(item) === "asks" || standingOf(item) === "clear" || item.channel !== "";
  if (!open || item.imported || fits.length < 2 || outcome.platforms.length > 1) {
    return (
      <span className={classes.fed}>
        {outcome.feeds.length === 0
          ? MISSING
          : outcome.feeds.map(({ channel, platform, handle }) => (
              <span key={channel} className={classes.channel} title={t(`brand:platform.${platform}`)}>
                <PlatformMark platform={platform} size={15} />
                {handle}
              </span>
            ))}
      </span>
    );
  }
  return (
    <NativeSelect
      aria-label={t("intake:channel_of", { name })}
      className={classes.choice}
      data-asks={outcome.question !== "" || undefined}
      value={item.channel || (fed[0] ?? "")}
      onChange={(event) => onChoose(item.path, event.currentTarget.value)}
    >
      {!item.channel && fed.length === 0 && <option value="">{t("intake:choose_channel")}</option>}
      {fits.map(({ id, platform, handle }) => (
        <option key={id} value={id}>
          {`${t(`brand:platform.${platform}`)} ${handle}`}
        </option>
      ))}
    </NativeSelect>
  );
}
