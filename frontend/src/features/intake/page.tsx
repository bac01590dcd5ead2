import { Button, Textarea, UnstyledButton } from "@mantine/core";
import { IconFileImport } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { useBrand, useChannels } from "@/bridge/brand";
import { onFilesDropped } from "@/bridge/files";
import { pickFiles, pickFolder } from "@/bridge/intake";
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
import { countOf, type Item, nextAsking, type Question, questionOf, type Standing, standingOf, sumOf } from "./basket";
import { FilesTable, type GoTo } from "./files-table";
import classes from "./intake.module.css";
import { Ledger } from "./ledger";
import { MappingDialog } from "./mapping-dialog";
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
      {error && <ErrorNote page error={error} />}
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
  const [mapping, setMapping] = useState<string | null>(null);
  const [only, setOnly] = useState<Standing | null>(null);
  const [goTo, setGoTo] = useState<GoTo | null>(null);
  const lastAsked = useRef<{ path: string; question: Question | null } | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const clear = basket.items.filter((item) => standingOf(item) === "clear");
  const count = countOf(basket.items);
  const narrowed = only && count[only] > 0 ? only : null;
  const shown = useMemo(
    () => (narrowed ? basket.items.filter((item) => standingOf(item) === narrowed) : basket.items),
    [basket.items, narrowed],
  );
  const sum = sumOf(clear);
  const timeZone = started?.clients.find(({ id }) => id === client)?.timezone;

  async function add(paths: readonly string[]) {
    const files = await basket.add(paths);
    setOnly(null);
    // One file is looked into at once; of several, whichever a person opens.
    setOpened(files.length === 1 ? (files[0] ?? null) : null);
  }
  const latestAdd = useRef(add);
  latestAdd.current = add;
  useEffect(() => onFilesDropped((paths) => void latestAdd.current(paths)), []);

  const pick = () => void pickFiles().then(add, showFailure);
  const pickAll = () => void pickFolder().then((path) => (path === "" ? undefined : add([path])), showFailure);
  function nextQuestion() {
    const asked = nextAsking(shown, lastAsked.current) ?? nextAsking(basket.items, null);
    if (!asked) return;
    lastAsked.current = { path: asked.path, question: asked.outcome && questionOf(asked.outcome) };
    if (!shown.includes(asked)) setOnly(null);
    setGoTo({ path: asked.path, part: "answer" });
  }
  const importClear = () => void basket.importClear();
  const group = t("intake:group");
  useShortcuts([
    { keys: "mod+Enter", label: t("intake:import_clear"), group, run: importClear },
    { keys: "mod+o", label: t("intake:pick"), group, run: pick },
    { keys: "mod+shift+o", label: t("intake:pick_folder"), group, run: pickAll },
    { keys: "mod+j", label: t("intake:next_question"), group, run: nextQuestion },
    { keys: "/", label: t("intake:type_path"), group, run: () => pathField.current?.focus() },
  ]);
  useCommands([
    { id: "intake.pick", label: t("intake:pick"), group, keys: "mod+o", run: pick },
    { id: "intake.pick_folder", label: t("intake:pick_folder"), group, keys: "mod+shift+o", run: pickAll },
    { id: "intake.question", label: t("intake:next_question"), group, keys: "mod+j", run: nextQuestion },
    { id: "intake.import", label: t("intake:import_clear"), group, keys: "mod+Enter", run: importClear },
  ]);

  return (
    <div ref={scroller} className={classes.page}>
      <div className={classes.in}>
        <DropZone title={t("intake:drop")} text={t("intake:drop_text")} pick={t("intake:pick")} onPick={pick} />
        <PathField field={pathField} onAdd={(paths) => void add(paths)} onPickFolder={pickAll} />
      </div>
      {basket.error !== null && <ErrorNote error={basket.error} />}
      {basket.result && <WorkCard work={basket.result} />}
      {basket.reading && <WorkCard work={basket.reading} onCancel={() => basket.cancel("preview")} />}
      {basket.importing && <WorkCard work={basket.importing} onCancel={() => basket.cancel("import")} />}
      {basket.items.length > 0 && (
        <section className={classes.basket} aria-label={t("intake:files")}>
          {basket.items.length > 1 && (
            <Standings items={basket.items} count={count} only={only} onOnly={setOnly} onClear={basket.clear} />
          )}
          <FilesTable
            items={shown}
            scroller={scroller}
            goTo={goTo}
            client={client}
            opened={opened}
            onOpen={setOpened}
            onAnswer={basket.answer}
            onMap={setMapping}
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
                count.asks > 0 && t("intake:asking", { count: count.asks }),
              ]
                .filter(Boolean)
                .join(" ")}
            </p>
            {count.asks > 0 && (
              <Button variant="subtle" rightSection={<Keys keys="mod+j" />} onClick={nextQuestion}>
                {t("intake:next_question")}
              </Button>
            )}
            <Keys keys="mod+Enter" />
            <Button
              leftSection={<IconFileImport size={16} aria-hidden />}
              disabled={clear.length === 0}
              loading={basket.importing !== null}
              onClick={importClear}
            >
              {t("intake:import_n", { count: clear.length })}
            </Button>
          </div>
        </section>
      )}
      <MappingDialog
        item={basket.items.find(({ path }) => path === mapping) ?? null}
        client={client}
        onClose={() => setMapping(null)}
        onMapped={(path, answer, remembered) => {
          basket.answer(path, answer);
          setGoTo({ path, part: "answer" });
          // Others of the same shape are read now as well.
          if (remembered) basket.lookAgain();
        }}
      />
      <Ledger client={client} channels={channels} timeZone={timeZone} />
    </div>
  );
}

const STANDINGS = ["clear", "asks", "reading", "imported", "known", "refused"] as const;

type StandingsProps = {
  items: readonly Item[];
  count: Record<Standing, number>;
  only: Standing | null;
  onOnly: (only: Standing | null) => void;
  onClear: () => void;
};

/** How many files stand where; one of them narrows the list to its own. */
function Standings({ items, count, only, onOnly, onClear }: StandingsProps) {
  const { t, language } = useWords();
  const chosen = only && count[only] > 0 ? only : null;
  return (
    <div className={classes.standings}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out in a line everywhere. */}
      <div role="group" aria-label={t("intake:show_only")} className={classes.standingGroup}>
        {([null, ...STANDINGS] as const).map(
          (standing) =>
            (standing === null || count[standing] > 0) && (
              <UnstyledButton
                key={standing ?? "all"}
                className={classes.standing}
                data-standing={standing ?? undefined}
                aria-pressed={chosen === standing}
                onClick={() => onOnly(standing)}
              >
                {t(standing === null ? "intake:all_files" : `intake:state.${standing}`)}{" "}
                <b>{formatNumber(standing === null ? items.length : count[standing], language)}</b>
              </UnstyledButton>
            ),
        )}
      </div>
      <Button variant="subtle" color="gray" onClick={onClear}>
        {t("intake:clear_list")}
      </Button>
    </div>
  );
}

type PathFieldProps = {
  field: React.Ref<HTMLTextAreaElement>;
  onAdd: (paths: string[]) => void;
  onPickFolder: () => void;
};

function PathField({ field, onAdd, onPickFolder }: PathFieldProps) {
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
      <Button variant="default" onClick={onPickFolder}>
        {t("intake:pick_folder")}
      </Button>
    </div>
  );
}

/** Reading is mostly over before a person could look at how far it is. */
const LATE_MS = 400;

function WorkCard({ work, onCancel }: { work: Work; onCancel?: () => void }) {
  const { t, language } = useWords();
  const importing = work.kind === "import";
  const [late, setLate] = useState(importing || work.state !== "running");
  useEffect(() => {
    const timer = window.setTimeout(() => setLate(true), LATE_MS);
    return () => window.clearTimeout(timer);
  }, []);
  if (!late) return null;
  const share = work.total ? Math.round((100 * work.done) / work.total) : 0;
  const looking = !importing && work.files === 0 && work.state === "running";
  return (
    <JobCard
      title={
        looking ? t("intake:looking") : t(importing ? "intake:importing" : "intake:previewing", { count: work.files })
      }
      done={importing ? share : Math.floor(work.done)}
      total={importing ? 100 : work.total}
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
