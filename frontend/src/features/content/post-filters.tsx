import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useChannels } from "@/bridge/brand";
import { contentKeys, listWords, POST_TYPES, type Words } from "@/bridge/content";
import { formatHour, weekdayName } from "@/lib/format";
import { useWords } from "@/lib/language";
import { useWeekStart, weekdaysFrom } from "@/lib/week";
import { FilterBar, type FilterDef } from "@/ui/filter-bar";
import type { Choice } from "./filter";

const NO_WORDS: Words = { tags: [], pillars: [] };
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** The words in use on a brand's posts. */
export function usePostWords(client: string, brandId: string): Words {
  const { data } = useQuery({
    queryKey: contentKeys.words(client, brandId),
    queryFn: () => listWords(client, brandId),
  });
  return data ?? NO_WORDS;
}

export type PostFiltersProps = {
  client: string;
  brandId: string;
  choice: Choice;
  onChoose: (part: Partial<Choice>) => void;
  /** What is found, at the right. */
  note?: ReactNode;
};

/** Which posts, on each page of them. The hour is offered only where one was chosen in the week. */
export function PostFilters({ client, brandId, choice, onChoose, note }: PostFiltersProps) {
  const { t, language } = useWords();
  const { data: channels = [] } = useChannels(client, brandId);
  const words = usePostWords(client, brandId);
  const weekdays = weekdaysFrom(useWeekStart());
  const without = (kind: string) => ({ value: "", label: t(`content:without.${kind}`) });
  const filters: FilterDef[] = [
    {
      key: "channels",
      label: t("content:channel"),
      choices: channels.map(({ id, platform, handle }) => ({
        value: id,
        label: `${t(`brand:platform.${platform}`)} ${handle}`,
      })),
      chosen: choice.channels,
      onChange: (chosen) => onChoose({ channels: chosen }),
    },
    {
      key: "types",
      label: t("content:type"),
      choices: [
        ...(choice.types.includes("") ? [without("type")] : []),
        ...POST_TYPES.map((type) => ({ value: type, label: t(`content:type.${type}`) })),
      ],
      chosen: choice.types,
      onChange: (types) => onChoose({ types }),
    },
    {
      key: "pillars",
      label: t("content:pillar"),
      choices: [without("pillar"), ...words.pillars.map((pillar) => ({ value: pillar, label: pillar }))],
      chosen: choice.pillars,
      onChange: (pillars) => onChoose({ pillars }),
    },
    {
      key: "tags",
      label: t("content:tags"),
      choices: [without("tag"), ...words.tags.map((tag) => ({ value: tag, label: tag }))],
      chosen: choice.tags,
      onChange: (tags) => onChoose({ tags }),
    },
  ];
  if (choice.weekdays.length > 0) {
    filters.push({
      key: "weekdays",
      label: t("content:weekday"),
      choices: weekdays.map((day) => ({ value: String(day), label: weekdayName(day, language) })),
      chosen: choice.weekdays.map(String),
      onChange: (chosen) => onChoose({ weekdays: chosen.map(Number) }),
    });
  }
  if (choice.hours.length > 0) {
    filters.push({
      key: "hours",
      label: t("content:hour"),
      choices: HOURS.map((hour) => ({ value: String(hour), label: formatHour(hour) })),
      chosen: choice.hours.map(String),
      onChange: (chosen) => onChoose({ hours: chosen.map(Number) }),
    });
  }
  return (
    <FilterBar
      search={{
        value: choice.search,
        placeholder: t("content:search"),
        onChange: (search) => onChoose({ search }),
      }}
      filters={filters}
      note={note}
    />
  );
}
