import { TextInput } from "@mantine/core";
import { type FormEvent, useEffect, useMemo, useRef, useState } from "react";
import { addChannel, usePlatforms } from "@/bridge/brand";
import { useWords } from "@/lib/language";
import { readChannelLine } from "@/lib/platform";
import { useShortcuts } from "@/lib/shortcuts";
import { PlatformMark } from "@/ui/platform-mark";
import classes from "./page.module.css";

/** Adds channels by one line each: "instagram @alba" and Enter. It has the focus while there is no channel. */
export function ChannelLine({ client, brand, first }: { client: string; brand: string; first: boolean }) {
  const { t } = useWords();
  const platforms = usePlatforms();
  const field = useRef<HTMLInputElement>(null);
  const [line, setLine] = useState("");
  const [error, setError] = useState<string | null>(null);
  const names = useMemo(() => platforms.map((one) => [one, t(`brand:platform.${one}`)] as const), [platforms, t]);
  const read = useMemo(() => readChannelLine(line, names), [line, names]);
  useShortcuts([
    { keys: "n", label: t("brand:add_channel"), group: t("brand:channels"), run: () => field.current?.focus() },
  ]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the page is opened.
  useEffect(() => {
    if (first) field.current?.focus();
  }, []);

  async function add(event: FormEvent) {
    event.preventDefault();
    if (!read) {
      setError(t("brand:channel_unread"));
      return;
    }
    try {
      await addChannel(client, brand, read);
      setLine("");
      setError(null);
    } catch (reason) {
      setError(reason instanceof Error ? reason.message : String(reason));
    }
  }

  return (
    <form className={classes.add} onSubmit={add}>
      <TextInput
        ref={field}
        className={classes.addField}
        aria-label={t("brand:add_channel")}
        placeholder={t("brand:channel_line")}
        value={line}
        error={error}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setLine(event.currentTarget.value);
          setError(null);
        }}
      />
      <span className={classes.read} role="status">
        {read && (
          <>
            <PlatformMark platform={read.platform} />
            {t("brand:channel_read", { handle: read.handle, platform: t(`brand:platform.${read.platform}`) })}
          </>
        )}
      </span>
    </form>
  );
}
