import { Popover, UnstyledButton } from "@mantine/core";
import { IconBuilding, IconPlus, IconSelector } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useLogo } from "@/bridge/brand";
import { useWords } from "@/lib/language";
import { useShortcuts } from "@/lib/shortcuts";
import { BrandMark } from "@/ui/brand-mark";
import { type PickItem, PickList } from "@/ui/pick-list";
import type { ClientChoice } from "./clients";
import classes from "./frame.module.css";

/** The brands of the client at work where it has several, then every client. */
export function brandItems(
  choice: ClientChoice,
  t: ReturnType<typeof useWords>["t"],
): (PickItem & { pick: () => void })[] {
  const { client, brands, clients } = choice;
  const own = brands.map(({ id, name, color }) => ({
    id,
    label: name,
    group: t("frame:brands_of", { name: client?.name }),
    mark: <BrandMark colour={color} />,
    pick: () => choice.chooseBrand(id),
  }));
  const all = clients.map(({ id, name }) => ({
    id,
    label: name,
    group: t("frame:group.brands"),
    mark:
      id === client?.id ? (
        <BrandMark colour={brands[0]?.color ?? ""} />
      ) : (
        <IconBuilding size={16} stroke={1.4} aria-hidden />
      ),
    pick: () => choice.chooseClient(id),
  }));
  return brands.length > 1 ? [...own, ...all] : all;
}

/** The brand at work, and the list to go to another without leaving the screen or the period. */
export function BrandSwitcher({ choice }: { choice: ClientChoice }) {
  const { t } = useWords();
  const [opened, setOpened] = useState(false);
  useShortcuts([
    { keys: "mod+b", label: t("frame:switch_brand"), group: t("frame:group.app"), run: () => setOpened(true) },
  ]);
  const items = useMemo(() => brandItems(choice, t), [choice, t]);
  const { client, brands, brand } = choice;
  const several = brands.length > 1;
  const { data: logo } = useLogo(client?.id ?? "", brand);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" width={320} trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton className={classes.switcher} onClick={() => setOpened(!opened)} title={t("frame:switch_brand")}>
          <BrandMark colour={brand?.color ?? ""} />
          {logo && <img src={logo} alt="" className={classes.logo} />}
          <span className={classes.names}>
            <span className={classes.brandName}>{(several ? brand?.name : client?.name) ?? "Brandloop"}</span>
            {several && <span className={classes.clientName}>{client?.name}</span>}
          </span>
          <IconSelector size={15} className={classes.chevron} aria-hidden />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={classes.pick} aria-label={t("frame:switch_brand")}>
        <PickList
          label={t("frame:find_brand")}
          items={items}
          chosen={several ? brand?.id : client?.id}
          nothing={t("frame:no_brand")}
          onPick={(item) => {
            setOpened(false);
            item.pick();
          }}
          footer={
            <Link to="/clients/new" className={classes.link} onClick={() => setOpened(false)}>
              <IconPlus size={16} stroke={1.6} aria-hidden />
              {t("frame:add_client")}
            </Link>
          }
        />
      </Popover.Dropdown>
    </Popover>
  );
}
