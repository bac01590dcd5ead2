import { ActionIcon, Button } from "@mantine/core";
import { IconExternalLink, IconPhoto } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { type Brand, type BrandPatch, pickLogo, setLogo, updateBrand, useLogo } from "@/bridge/brand";
import { onFilesDropped } from "@/bridge/files";
import { openLink } from "@/bridge/open-link";
import { useWords } from "@/lib/language";
import { ColourField } from "@/ui/colour-field";
import { SaveField } from "@/ui/save-field";
import classes from "./page.module.css";

/** The name, look and address of a brand; each field saves as it is left. */
export function Identity({ client, brand }: { client: string; brand: Brand }) {
  const { t } = useWords();
  const save = (patch: BrandPatch) => updateBrand(client, brand.id, patch);
  return (
    <div className={classes.identity}>
      <LogoBox client={client} brand={brand} />
      <div className={classes.fields}>
        <SaveField kind="text" label={t("brand:name")} value={brand.name} onSave={(name) => save({ name })} />
        <SaveField kind="text" label={t("brand:sector")} value={brand.sector} onSave={(sector) => save({ sector })} />
        <div className={`${classes.wide} ${classes.withButton}`}>
          <SaveField
            kind="text"
            label={t("brand:website")}
            placeholder="https://"
            value={brand.website}
            onSave={(website) => save({ website })}
          />
          {brand.website && (
            <ActionIcon
              aria-label={t("brand:open_website")}
              title={t("brand:open_website")}
              onClick={() => openLink(brand.website)}
            >
              <IconExternalLink size={16} stroke={1.6} aria-hidden />
            </ActionIcon>
          )}
        </div>
        <ColourField label={t("brand:colour")} value={brand.color} onSave={(color) => save({ color })} />
        <ColourField
          label={t("brand:colour2")}
          placeholder="#e69f00"
          value={brand.color2}
          onSave={(color2) => save({ color2 })}
        />
      </div>
    </div>
  );
}

function LogoBox({ client, brand }: { client: string; brand: Brand }) {
  const { t } = useWords();
  const { data: picture, error: unread } = useLogo(client, brand);
  const [refused, setRefused] = useState<unknown>(null);
  const error = refused ?? unread;

  async function change(act: () => Promise<unknown>) {
    setRefused(null);
    try {
      await act();
    } catch (reason) {
      setRefused(reason);
    }
  }
  useEffect(
    () =>
      onFilesDropped(([path]) => {
        if (!path) return;
        setRefused(null);
        setLogo(client, brand.id, path).catch(setRefused);
      }),
    [client, brand.id],
  );

  return (
    <div className={classes.logo}>
      <div className={classes.tile} data-empty={picture ? undefined : true}>
        {picture ? (
          <img className={classes.picture} src={picture} alt={t("brand:logo_of", { name: brand.name })} />
        ) : (
          <IconPhoto size={24} stroke={1.2} aria-label={t("brand:logo")} role="img" />
        )}
      </div>
      <div className={classes.logoButtons}>
        <Button variant="default" onClick={() => void change(() => pickLogo(client, brand.id))}>
          {t("brand:choose_logo")}
        </Button>
        {brand.logo && (
          <Button variant="subtle" color="gray" onClick={() => void change(() => setLogo(client, brand.id, ""))}>
            {t("brand:remove_logo")}
          </Button>
        )}
      </div>
      <p className={classes.small}>{t("brand:logo_text")}</p>
      {error !== null && error !== undefined && (
        <p className={classes.bad} role="alert">
          {error instanceof Error ? error.message : String(error)}
        </p>
      )}
    </div>
  );
}
