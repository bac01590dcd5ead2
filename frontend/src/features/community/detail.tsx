import { ActionIcon, Button } from "@mantine/core";
import { IconExternalLink, IconTrash, IconX } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { Person } from "@/bridge/agency";
import type { Channel } from "@/bridge/brand";
import {
  type Activity,
  type ActivityPatch,
  communityKeys,
  findActivity,
  KINDS,
  OUTCOMES,
  SENTIMENTS,
  updateActivity,
} from "@/bridge/community";
import { useRecordHistory } from "@/bridge/history";
import { isOpenable, openLink } from "@/bridge/open-link";
import { formatDuration, formatInstant, MISSING } from "@/lib/format";
import { useWords } from "@/lib/language";
import { useReturnFocus } from "@/lib/return-focus";
import { ErrorNote } from "@/ui/error-note";
import { RecordHistory } from "@/ui/record-history";
import { SaveField } from "@/ui/save-field";
import { showFailure } from "@/ui/toast";
import { channelName } from "./columns";
import classes from "./community.module.css";
import { readTopics } from "./filter";
import { editMoment, readMoment } from "./moment";

export type DetailProps = {
  client: string;
  id: string;
  channels: readonly Channel[];
  team: readonly Person[];
  timeZone: string | undefined;
  onClose: () => void;
  onDelete: () => void;
};

// Fields of the history by their names; others are worked out from these.
const FIELDS = [
  "channel_id",
  "kind",
  "quantity",
  "as_self",
  "received_at",
  "answered_at",
  "sentiment",
  "topics",
  "person_id",
  "author",
  "text",
  "answer",
  "link",
  "outcome",
  "minutes",
  "deleted_at",
];

/** Every field of one entry, and who changed what of it. Esc closes. */
export function Detail({ client, id, channels, team, timeZone, onClose, onDelete }: DetailProps) {
  const { t, language } = useWords();
  useReturnFocus();
  const panel = useRef<HTMLElement>(null);
  const { data, error, refetch } = useQuery({
    queryKey: communityKeys.one(client, id),
    queryFn: () => findActivity(client, id),
  });
  const { steps } = useRecordHistory(client, "activity", id);
  const loaded = data?.id === id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another entry takes the focus anew.
  useEffect(() => {
    if (loaded) panel.current?.focus({ preventScroll: true });
  }, [id, loaded]);

  const cache = useQueryClient();
  const saved = useRef<Promise<void>>(Promise.resolve());
  // One after the other, for what a field says may rest on what another one just said: a time alone is of the entry's
  // day.
  function save(change: ActivityPatch | ((day: string) => ActivityPatch)): Promise<void> {
    const key = communityKeys.one(client, id);
    const mine = saved.current
      .catch(() => undefined)
      .then(async () => {
        const day = cache.getQueryData<Activity>(key)?.day ?? "";
        const entry = await updateActivity(client, id, typeof change === "function" ? change(day) : change);
        // A read that began before would bring the entry as it was.
        await cache.cancelQueries({ queryKey: key });
        cache.setQueryData(key, entry);
      });
    saved.current = mine;
    return mine;
  }
  const moment = (field: "received_at" | "answered_at") => (typed: string) =>
    typed.trim() === ""
      ? save({ clear: [field] })
      : save((day) => ({ [field]: readMoment(typed, day, timeZone) ?? undefined }));
  const checkMoment = (typed: string) =>
    typed.trim() === "" || readMoment(typed, data?.day ?? "", timeZone) ? null : t("community:no_moment");
  const choices = (names: readonly string[], prefix: string) =>
    names.map((name) => ({ value: name, label: t(`community:${prefix}.${name}`) }));

  return (
    <aside
      ref={panel}
      className={classes.aside}
      data-detail
      tabIndex={-1}
      aria-label={t("community:detail")}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.stopPropagation();
        onClose();
      }}
    >
      <header className={classes.asideHead}>
        <h2>{t("community:detail")}</h2>
        <ActionIcon variant="subtle" color="gray" aria-label={t("community:delete")} onClick={onDelete}>
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
        <ActionIcon variant="subtle" color="gray" aria-label={t("ui:close")} onClick={onClose}>
          <IconX size={16} aria-hidden />
        </ActionIcon>
      </header>
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {data && (
        <div key={data.id} className={classes.fields}>
          <SaveField
            kind="text"
            rows={3}
            label={t("community:text")}
            value={data.text}
            onSave={(text) => save({ text })}
          />
          <SaveField
            kind="text"
            rows={2}
            label={t("community:answer")}
            value={data.answer}
            onSave={(answer) => save({ answer })}
          />
          <div className={classes.pair}>
            <SaveField
              kind="select"
              label={t("community:channel")}
              value={data.channel_id}
              choices={channels.map((channel) => ({ value: channel.id, label: channelName(t, channel) }))}
              onSave={(channel_id) => save({ channel_id })}
            />
            <SaveField
              kind="select"
              label={t("community:kind")}
              value={data.kind}
              choices={choices(KINDS, "kind")}
              onSave={(kind) => save({ kind })}
            />
            <SaveField
              kind="number"
              label={t("community:quantity")}
              value={data.quantity}
              min={1}
              decimals={0}
              onSave={(quantity) => (quantity === null ? save({ quantity: 0 }) : save({ quantity }))}
            />
            <SaveField
              kind="select"
              label={t("community:sentiment")}
              value={data.sentiment ?? ""}
              choices={[{ value: "", label: t("community:sentiment.unsaid") }, ...choices(SENTIMENTS, "sentiment")]}
              onSave={(sentiment) => save({ sentiment })}
            />
            <SaveField
              kind="text"
              label={t("community:received")}
              placeholder={editMoment("2026-10-31T14:05:00Z", "UTC", language)}
              value={editMoment(data.received_at, timeZone, language)}
              check={checkMoment}
              onSave={moment("received_at")}
            />
            <SaveField
              kind="text"
              label={t("community:answered")}
              placeholder={editMoment("2026-10-31T14:20:00Z", "UTC", language)}
              value={editMoment(data.answered_at, timeZone, language)}
              check={checkMoment}
              onSave={moment("answered_at")}
            />
            {!data.received_at && !data.answered_at && (
              <SaveField
                kind="text"
                label={t("community:when")}
                value={editMoment(data.occurred_at, timeZone, language)}
                check={(typed) => (typed.trim() === "" ? t("community:no_moment") : checkMoment(typed))}
                onSave={(typed) => save((day) => ({ at: readMoment(typed, day, timeZone) ?? undefined }))}
              />
            )}
            <SaveField
              kind="text"
              label={t("community:author")}
              value={data.author}
              onSave={(author) => save({ author })}
            />
            <SaveField
              kind="select"
              label={t("community:outcome")}
              value={data.outcome}
              choices={[{ value: "", label: t("community:outcome.none") }, ...choices(OUTCOMES, "outcome")]}
              onSave={(outcome) => save({ outcome })}
            />
            <SaveField
              kind="number"
              label={t("community:minutes")}
              value={data.minutes ?? null}
              min={0}
              decimals={1}
              onSave={(minutes) => save(minutes === null ? { clear: ["minutes"] } : { minutes })}
            />
            <SaveField
              kind="select"
              label={t("community:person")}
              value={data.person_id}
              choices={[
                { value: "", label: MISSING },
                ...team.map(({ id: person, name }) => ({ value: person, label: name })),
              ]}
              onSave={(person_id) => save({ person_id })}
            />
            <SaveField
              kind="select"
              label={t("community:as")}
              value={data.as_self ? "self" : "brand"}
              choices={[
                { value: "brand", label: t("community:as.brand") },
                { value: "self", label: t("community:as.self") },
              ]}
              onSave={(as) => save({ as_self: as === "self" })}
            />
          </div>
          <SaveField
            kind="text"
            label={t("community:topics")}
            value={data.topics.join(", ")}
            onSave={(topics) => save({ topics: readTopics(topics) })}
          />
          <SaveField kind="text" label={t("community:link")} value={data.link} onSave={(link) => save({ link })} />
          {isOpenable(data.link) && (
            <Button
              variant="subtle"
              size="compact-sm"
              leftSection={<IconExternalLink size={14} aria-hidden />}
              onClick={() => void openLink(data.link).catch(showFailure)}
            >
              {t("community:open_link")}
            </Button>
          )}
          <p className={classes.note}>
            {typeof data.resp_ms === "number"
              ? t("community:response_was", { time: formatDuration(data.resp_ms / 1000, language) })
              : data.received_at && data.answered_at && data.answered_at < data.received_at
                ? t("community:answered_before")
                : t("community:logged_at", { at: formatInstant(data.created_at, language, timeZone) })}
          </p>
          <h3 className={classes.heading}>{t("community:history")}</h3>
          <RecordHistory
            label={t("community:history")}
            steps={steps}
            fieldName={(field) => (FIELDS.includes(field) ? t(`community:field.${field}`) : null)}
          />
        </div>
      )}
    </aside>
  );
}
