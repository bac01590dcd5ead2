import { type ComboboxItem, type ComboboxItemGroup, type OptionsFilter, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { intakeKeys, listPlaces, type Outcome, type Place } from "@/bridge/intake";
import { useWords } from "@/lib/language";
import { matches } from "@/lib/match";
import classes from "./intake.module.css";

export type PlaceFieldProps = {
  label: string;
  /** Stands above the field where it is not in a table. */
  title?: string;
  outcome: Pick<Outcome, "platforms" | "candidates">;
  /** Id of the channel that is chosen, "" while none is. */
  chosen: string;
  /** The client that is open: its channels come first. */
  client: string;
  /** Whether the file waits for this answer. */
  asks: boolean;
  autoFocus?: boolean;
  onChoose: (place: Place) => void;
};

/** The channels of all clients, read when they are first needed, and anew for each page. */
function usePlaces() {
  return useQuery({ queryKey: intakeKeys.places(), queryFn: listPlaces, staleTime: 10_000 });
}

/** Whose a file is: a channel of any client, found by typing a client's or a channel's name. */
export function PlaceField({ label, title, outcome, chosen, client, asks, autoFocus, onChoose }: PlaceFieldProps) {
  const { t } = useWords();
  const { data: places = [], isPending } = usePlaces();
  const fits = placesFor(outcome, places, client);
  const clients = [...new Set(fits.map((place) => place.client))];
  const item = (place: Place): ComboboxItem => ({
    value: place.channel,
    label: [
      severalBrands(places, place.client) && place.brand,
      `${t(`brand:platform.${place.platform}`)} ${place.handle}`,
    ]
      .filter(Boolean)
      .join(" · "),
  });
  const data =
    clients.length > 1
      ? clients.map((id) => {
          const own = fits.filter((place) => place.client === id);
          return { group: own[0]?.client_name ?? "", items: own.map(item) };
        })
      : fits.map(item);
  return (
    <Select
      label={title}
      aria-label={label}
      className={classes.choice}
      data-asks={asks || undefined}
      placeholder={isPending ? t("ui:loading") : t("intake:choose_channel")}
      data={data}
      value={chosen === "" ? null : chosen}
      searchable
      selectFirstOptionOnChange
      autoFocus={autoFocus}
      allowDeselect={false}
      nothingFoundMessage={t("intake:no_place")}
      comboboxProps={{ width: 300, position: "bottom-start" }}
      maxDropdownHeight={320}
      filter={byWords}
      onChange={(value) => {
        const place = places.find(({ channel }) => channel === value);
        if (place) onChoose(place);
      }}
    />
  );
}

/** The channels that a file may belong to, those of the open client first. */
export function placesFor(outcome: PlaceFieldProps["outcome"], places: readonly Place[], client: string): Place[] {
  const fits = places.filter(
    ({ channel, platform }) =>
      outcome.platforms.length === 0 || outcome.platforms.includes(platform) || outcome.candidates.includes(channel),
  );
  const home = (place: Place) => (place.client === client ? 0 : 1);
  return fits.sort((a, b) => home(a) - home(b));
}

function severalBrands(places: readonly Place[], client: string): boolean {
  return new Set(places.filter((place) => place.client === client).map(({ brand }) => brand)).size > 1;
}

type Choices = (ComboboxItem | ComboboxItemGroup<ComboboxItem>)[];

const byWords: OptionsFilter = ({ options, search }) =>
  (options as Choices).flatMap((option): Choices => {
    if (!("group" in option)) return matches(search, option.label) ? [option] : [];
    const items = option.items.filter(({ label }) => matches(search, `${option.group} ${label}`));
    return items.length > 0 ? [{ ...option, items }] : [];
  });
