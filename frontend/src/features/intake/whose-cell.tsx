import { ActionIcon, Button, NativeSelect } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { useState } from "react";
import { formatDay, MISSING } from "@/lib/format";
import { useWords } from "@/lib/language";
import { PlatformMark } from "@/ui/platform-mark";
import { type Item, questionOf } from "./basket";
import classes from "./intake.module.css";
import { PlaceField } from "./place-field";
import type { Answer } from "./use-basket";

export type WhoseCellProps = {
  item: Item;
  /** Of the file. */
  name: string;
  /** The client that is open; another one is named. */
  client: string;
  onAnswer: (path: string, answer: Answer) => void;
  onMap: (path: string) => void;
};

/** Where a file goes, and the answer that it waits for. */
export function WhoseCell({ item, name, client, onAnswer, onMap }: WhoseCellProps) {
  const { t } = useWords();
  const [changing, setChanging] = useState(false);
  const { outcome, path } = item;
  const question = outcome && questionOf(outcome);
  if (!outcome || (outcome.format === "" && question === null)) return <span className={classes.quiet}>{MISSING}</span>;
  if (question === "holds") {
    return (
      <Button variant="default" data-asks onClick={() => onMap(path)} aria-label={`${t("intake:say")} ${name}`}>
        {t("intake:say")}
      </Button>
    );
  }
  const asks = question === "client" || question === "channel";
  const choosing = asks || changing || Boolean(item.channel);
  const done = item.imported || outcome.same;
  // Where only its bytes tell its channel, it may be of another that has the very same numbers.
  const settled = item.imported || (outcome.same && outcome.candidates.length === 0);
  return (
    <div className={classes.whose}>
      {choosing && !settled ? (
        <PlaceField
          label={t("intake:channel_of", { name })}
          outcome={outcome}
          chosen={item.channel || (asks ? "" : (outcome.feeds[0]?.channel ?? ""))}
          client={client}
          asks={asks}
          autoFocus={changing}
          onChoose={(place) => onAnswer(path, { client: place.client, channel: place.channel })}
        />
      ) : (
        <div className={classes.placed}>
          <Placed item={item} client={client} />
          {!settled && outcome.platforms.length <= 1 && (
            <ActionIcon
              aria-label={t("intake:move", { name })}
              title={t("intake:move", { name })}
              className={classes.move}
              onClick={() => setChanging(true)}
            >
              <IconPencil size={14} aria-hidden />
            </ActionIcon>
          )}
        </div>
      )}
      {outcome.mapping && !done && (
        <Button
          variant="subtle"
          size="compact-xs"
          aria-label={`${t("intake:map.change")} ${name}`}
          onClick={() => onMap(path)}
        >
          {t("intake:map.change")}
        </Button>
      )}
      {outcome.until !== "" && !done && !asks && (
        <YearField
          label={t("intake:year_of", { name })}
          until={outcome.until}
          chosen={item.year ?? 0}
          onChoose={(year) => onAnswer(path, { year })}
        />
      )}
    </div>
  );
}

function Placed({ item, client }: { item: Item; client: string }) {
  const { t } = useWords();
  const { outcome } = item;
  if (!outcome || outcome.feeds.length === 0) return <span className={classes.quiet}>{MISSING}</span>;
  return (
    <span className={classes.fed}>
      {outcome.client !== client && <span className={classes.otherClient}>{outcome.client_name}</span>}
      {outcome.feeds.map(({ channel, platform, handle }) => (
        <span key={channel} className={classes.channel} title={t(`brand:platform.${platform}`)}>
          <PlatformMark platform={platform} size={15} />
          {handle}
        </span>
      ))}
    </span>
  );
}

const MOST_YEARS = 6;

type YearFieldProps = { label: string; until: string; chosen: number; onChoose: (year: number) => void };

/** Which year the last day of a file is of: what it guesses first, then those before. */
function YearField({ label, until, chosen, onChoose }: YearFieldProps) {
  const { t, language } = useWords();
  const [guess] = useState(() => Number(until.slice(0, 4)));
  return (
    <NativeSelect
      aria-label={label}
      className={classes.choice}
      data-asks={chosen === 0 || undefined}
      value={chosen}
      onChange={(event) => onChoose(Number(event.currentTarget.value))}
    >
      {chosen === 0 && <option value={0}>{t("intake:choose_year")}</option>}
      {Array.from({ length: MOST_YEARS }, (_, back) => guess - back).map((year) => (
        <option key={year} value={year}>
          {t("intake:until", { day: formatDay(`${year}${until.slice(4)}`, language) })}
        </option>
      ))}
    </NativeSelect>
  );
}
