import { Button, Textarea } from "@mantine/core";
import { IconFileImport } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useBrand, useChannels } from "@/bridge/brand";
import { onFilesDropped } from "@/bridge/files";
import { pickFiles } from "@/bridge/intake";
import { start } from "@/bridge/shell";
import { useCommands } from "@/lib/commands";
import { formatNumber } from "@/lib/format";
import { useWords } from "@/lib/language";
import { frameKeys } from "@/lib/query-keys";
import { useShortcuts } from "@/lib/shortcuts";
import { DropZone } from "@/ui/drop-zone";
import { ErrorNote } from "@/ui/error-note";
import { JobCard } from "@/ui/job-card";
import { Keys } from "@/ui/kbd";
import { PageHeader } from "@/ui/page-header";
import { showFailure } from "@/ui/toast";
import { standingOf, sumOf } from "./basket";
import { FilesTable } from "./files-table";
import classes from "./intake.module.css";
import { Ledger } from "./ledger";
import { readPaths } from "./paths";
import { useBasket, type Work } from "./use-basket";

/** Files in: dropped, picked or named; looked at before anything is written; and the ledger of what came in. */
export default function IntakePage() {
  const { t } = useWords();
  const { client, brand, error } = useBrand();
  const navigate = useNavigate();
  return (
    <>
      <PageHeader
        title={t("frame:section.intake")}
        actions={
          brand && (
            <Button variant="default" onClick={() => void navigate({ to: "/kpi/entry" })}>
              {t("intake:by_hand")}
            </Button>
          )
        }
      />
      {error && <ErrorNote error={error} />}
      {/* The files on their way in are of one brand: going to another begins anew. */}
      {brand && <Imports key={`${client} ${brand.id}`} client={client} brandId={brand.id} />}
    </>
  );
}

function Imports({ client, brandId }: { client: string; brandId: string }) {
  const { t, language } = useWords();
  const basket = useBasket(client, brandId);
  const { data: channels = [] } = useChannels(client, brandId);
  const { data: started } = useQuery({ queryKey: frameKeys.start(), queryFn: start });
  const [opened, setOpened] = useState<string | null>(null);
  const pathField = useRef<HTMLTextAreaElement>(null);
  const clear = basket.items.filter((item) => standingOf(item) === "clear");
  const asking = basket.items.filter((item) => standingOf(item) === "asks").length;
  const sum = sumOf(clear);
  const timeZone = started?.clients.find(({ id }) => id === client)?.timezone;
  const busy = basket.work?.kind === "import";

  function add(paths: readonly string[]) {
    basket.add(paths);
    // One file is looked into at once; of several, whichever a person opens.
    setOpened(paths.length === 1 ? (paths[0] ?? null) : null);
  }
  const latestAdd = useRef(add);
  latestAdd.current = add;
  useEffect(() => onFilesDropped((paths) => latestAdd.current(paths)), []);

  const pick = () => void pickFiles().then(add, showFailure);
  const importClear = () => void basket.importClear();
  const group = t("intake:group");
  useShortcuts([
    { keys: "mod+Enter", label: t("intake:import_clear"), group, run: importClear },
    { keys: "mod+o", label: t("intake:pick"), group, run: pick },
    { keys: "/", label: t("intake:type_path"), group, run: () => pathField.current?.focus() },
  ]);
  useCommands([
    { id: "intake.pick", label: t("intake:pick"), group, keys: "mod+o", run: pick },
    { id: "intake.import", label: t("intake:import_clear"), group, keys: "mod+Enter", run: importClear },
  ]);

  return (
    <div className={classes.page}>
      <div className={classes.in}>
        <DropZone title={t("intake:drop")} text={t("intake:drop_text")} pick={t("intake:pick")} onPick={pick} />
        <PathField field={pathField} onAdd={add} />
      </div>
      {basket.error !== null && <ErrorNote error={basket.error} />}
      {basket.result && <WorkCard work={basket.result} />}
      {basket.work && <WorkCard work={basket.work} onCancel={basket.cancel} />}
      {basket.items.length > 0 && (
        <section className={classes.basket} aria-label={t("intake:files")}>
          <FilesTable
            items={basket.items}
            channels={channels}
            opened={opened}
            onOpen={setOpened}
            onChoose={basket.choose}
            onRemove={basket.remove}
          />
          <div className={classes.go}>
            <p role="status">
              {[
                t("intake:clear_sum", {
                  count: clear.length,
                  added: formatNumber(sum.added, language),
                  updated: formatNumber(sum.updated, language),
                }),
                clear.length > 1 && t("intake:overlap"),
                asking > 0 && t("intake:asking", { count: asking }),
              ]
                .filter(Boolean)
                .join(" ")}
            </p>
            <Keys keys="mod+Enter" />
            <Button
              leftSection={<IconFileImport size={16} aria-hidden />}
              disabled={clear.length === 0}
              loading={busy}
              onClick={importClear}
            >
              {t("intake:import_n", { count: clear.length })}
            </Button>
          </div>
        </section>
      )}
      <Ledger client={client} channels={channels} timeZone={timeZone} />
    </div>
  );
}

function PathField({ field, onAdd }: { field: React.Ref<HTMLTextAreaElement>; onAdd: (paths: string[]) => void }) {
  const { t } = useWords();
  const [text, setText] = useState("");
  function take() {
    const paths = readPaths(text);
    if (paths.length === 0) return;
    onAdd(paths);
    setText("");
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Enter" || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.shiftKey)
      return;
    event.preventDefault();
    take();
  }
  return (
    <div className={classes.paths}>
      <Textarea
        ref={field}
        className={classes.pathField}
        aria-label={t("intake:type_path")}
        placeholder={t("intake:type_path_hint")}
        autosize
        minRows={1}
        maxRows={6}
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <Button variant="default" disabled={text.trim() === ""} onClick={take}>
        {t("intake:preview")}
      </Button>
    </div>
  );
}

function WorkCard({ work, onCancel }: { work: Work; onCancel?: () => void }) {
  const { t, language } = useWords();
  const importing = work.kind === "import";
  const share = work.total ? Math.round((100 * work.done) / work.total) : 0;
  // A preview is mostly there before a person could read this.
  if (!importing && work.total === null && work.state === "running") return null;
  return (
    <JobCard
      title={t(importing ? "intake:importing" : "intake:previewing", { count: work.files })}
      done={share}
      total={100}
      state={work.state}
      note={
        work.brought
          ? t("intake:brought", {
              added: formatNumber(work.brought.added, language),
              updated: formatNumber(work.brought.updated, language),
              skips: formatNumber(work.brought.skips, language),
            })
          : undefined
      }
      onCancel={onCancel}
    />
  );
}
