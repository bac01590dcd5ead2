import { Button, Checkbox, CloseButton, Popover, TextInput, UnstyledButton } from "@mantine/core";
import { IconChevronDown, IconSearch } from "@tabler/icons-react";
import { type ReactNode, type RefObject, useEffect, useRef, useState } from "react";
import { useWords } from "@/lib/language";
import { useShortcuts } from "@/lib/shortcuts";
import classes from "./filter-bar.module.css";

export type FilterChoice = { value: string; label: string };

export type FilterDef = {
  key: string;
  label: string;
  choices: readonly FilterChoice[];
  /** The chosen values; none means all. */
  chosen: readonly string[];
  /** Stands for the names of what is chosen, where those are always many. */
  summary?: string;
  onChange: (chosen: string[]) => void;
};

export type FilterBarProps = {
  /** Words searched for; leave out where there is no search. `/` puts the cursor there. */
  search?: { value: string; placeholder: string; onChange: (value: string) => void };
  filters: readonly FilterDef[];
  /** The filters always choose something, so there is no button to clear them. */
  keeps?: boolean;
  /** What is found, at the right: "1,204 entries". */
  note?: ReactNode;
  /** Buttons at the right edge: export. */
  actions?: ReactNode;
};

const SEARCH_DELAY_MS = 150;

/** Search and filters of a list, on one line. */
export function FilterBar({ search, filters, keeps, note, actions }: FilterBarProps) {
  const { t } = useWords();
  const active = filters.some((filter) => filter.chosen.length > 0) || Boolean(search?.value);
  const clear = () => {
    for (const filter of filters) if (filter.chosen.length > 0) filter.onChange([]);
    search?.onChange("");
  };
  const root = useRef<HTMLElement>(null);
  return (
    <search ref={root} className={classes.root}>
      {search ? <SearchField {...search} /> : <ToFilters root={root} />}
      {filters.map(({ key, ...filter }) => (
        <Filter key={key} {...filter} />
      ))}
      {active && !keeps && (
        <Button variant="subtle" color="gray" onClick={clear}>
          {t("ui:filter.clear")}
        </Button>
      )}
      <div className={classes.end}>
        <span className={classes.note} role="status">
          {note}
        </span>
        {actions}
      </div>
    </search>
  );
}

/** Where there is no search, its key leads to the first filter. */
function ToFilters({ root }: { root: RefObject<HTMLElement | null> }) {
  const { t } = useWords();
  useShortcuts([
    {
      keys: "/",
      label: t("ui:filter.first"),
      group: t("ui:table.group"),
      run: () => root.current?.querySelector("button")?.focus(),
    },
  ]);
  return null;
}

function SearchField({ value, placeholder, onChange }: NonNullable<FilterBarProps["search"]>) {
  const { t } = useWords();
  const [typed, setTyped] = useState(value);
  const field = useRef<HTMLInputElement>(null);
  const latest = useRef({ value, onChange });
  latest.current = { value, onChange };
  useShortcuts([
    { keys: "/", label: t("ui:filter.search"), group: t("ui:table.group"), run: () => field.current?.focus() },
  ]);
  // Cleared or changed from outside.
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === latest.current.value) return;
    const timer = window.setTimeout(() => latest.current.onChange(typed), SEARCH_DELAY_MS);
    return () => window.clearTimeout(timer);
  }, [typed]);
  return (
    <TextInput
      ref={field}
      className={classes.search}
      type="search"
      aria-label={placeholder}
      placeholder={placeholder}
      value={typed}
      leftSection={<IconSearch size={15} aria-hidden />}
      rightSection={typed && <CloseButton size="xs" aria-label={t("ui:filter.clear")} onClick={() => setTyped("")} />}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        if (typed) setTyped("");
        else event.currentTarget.blur();
      }}
    />
  );
}

function Filter({ label, choices, chosen, summary, onChange }: Omit<FilterDef, "key">) {
  const names = choices.filter((choice) => chosen.includes(choice.value)).map((choice) => choice.label);
  return (
    <Popover position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton className={classes.filter} data-active={chosen.length > 0 || undefined}>
          <span className={classes.label}>{label}</span>
          {names.length > 0 && <span className={classes.names}>{summary ?? names.join(", ")}</span>}
          <IconChevronDown size={14} aria-hidden />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={classes.choices} aria-label={label}>
        {choices.map((choice) => (
          <Checkbox
            key={choice.value}
            classNames={{ root: classes.choice, labelWrapper: classes.choiceLabel }}
            label={choice.label}
            checked={chosen.includes(choice.value)}
            onChange={(event) =>
              onChange(
                event.currentTarget.checked
                  ? [...chosen, choice.value]
                  : chosen.filter((value) => value !== choice.value),
              )
            }
          />
        ))}
      </Popover.Dropdown>
    </Popover>
  );
}
