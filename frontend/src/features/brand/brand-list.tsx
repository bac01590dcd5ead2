import { ActionIcon, Button, TextInput } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { addBrand, type Brand, brandKeys, deleteBrand } from "@/bridge/brand";
import { undo } from "@/bridge/shell";
import { useWords } from "@/lib/language";
import { useSetPlace } from "@/lib/place";
import { BrandMark } from "@/ui/brand-mark";
import { showDone, showFailure } from "@/ui/toast";
import classes from "./page.module.css";

export type BrandListProps = { client: string; brands: readonly Brand[]; brand: Brand | null };

/** The brands of a client, and the line that adds one. */
export function BrandList({ client, brands, brand }: BrandListProps) {
  const { t } = useWords();
  const setPlace = useSetPlace();
  const cache = useQueryClient();
  const [name, setName] = useState("");
  const [error, setError] = useState<string | null>(null);

  async function add(event: FormEvent) {
    event.preventDefault();
    try {
      const made = await addBrand(client, { name });
      setName("");
      setError(null);
      // The frame goes back from a brand that it does not know yet.
      await cache.invalidateQueries({ queryKey: brandKeys.brands(client) });
      setPlace({ brand: made.id });
    } catch (reason) {
      setError(reason instanceof Error ? reason.message : String(reason));
    }
  }
  const remove = (one: Brand) =>
    deleteBrand(client, one.id).then(() => {
      if (one.id === brand?.id) setPlace({ brand: brands.find(({ id }) => id !== one.id)?.id });
      showDone(t("brand:brand_deleted", { name: one.name }), () => undo(client));
    }, showFailure);

  return (
    <>
      <ul className={classes.brands}>
        {brands.map((one) => (
          <li key={one.id} className={classes.brand}>
            <BrandMark colour={one.color} />
            <span className={classes.brandName}>{one.name}</span>
            {one.id === brand?.id ? (
              <span className={classes.small}>{t("brand:here")}</span>
            ) : (
              <Button variant="default" onClick={() => setPlace({ brand: one.id })}>
                {t("brand:go_to", { name: one.name })}
              </Button>
            )}
            {brands.length > 1 && (
              <ActionIcon
                aria-label={t("brand:delete_brand", { name: one.name })}
                title={t("brand:delete_brand", { name: one.name })}
                onClick={() => void remove(one)}
              >
                <IconTrash size={16} stroke={1.6} aria-hidden />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
      <form className={classes.add} onSubmit={add}>
        <TextInput
          className={classes.addField}
          aria-label={t("brand:add_brand")}
          placeholder={t("brand:add_brand_line")}
          value={name}
          error={error}
          onChange={(event) => {
            setName(event.currentTarget.value);
            setError(null);
          }}
        />
      </form>
    </>
  );
}
