import type { Voice } from "@/bridge/competitor";
import { formatNumber, MISSING } from "@/lib/format";
import { useWords } from "@/lib/language";
import { formatUnit } from "@/lib/unit";
import { PlatformMark } from "@/ui/platform-mark";
import classes from "./competitor.module.css";

/** The share of voice of the brand and on each platform, with what it is made of. */
export function Voices({ voices }: { voices: readonly Voice[] }) {
  const { t, language } = useWords();
  return (
    <section className={classes.part} aria-label={t("competitor:voice")}>
      <div className={classes.partHead}>
        <h2 className={classes.heading}>{t("competitor:voice")}</h2>
      </div>
      {voices.length === 0 ? (
        <p className={classes.hint}>{t("competitor:no_voice")}</p>
      ) : (
        <>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">{t("competitor:platform")}</th>
                <th scope="col">{t("competitor:share")}</th>
                <th scope="col">{t("competitor:own_mentions")}</th>
                <th scope="col">{t("competitor:their_mentions")}</th>
                <th scope="col">{t("competitor:set")}</th>
              </tr>
            </thead>
            <tbody>
              {voices.map(({ platform, share, own, rivals, n, set }) => (
                <tr key={platform}>
                  <th scope="row">
                    {platform === "" ? (
                      t("competitor:whole_brand")
                    ) : (
                      <span className={classes.platform}>
                        <PlatformMark platform={platform} size={15} />
                        {t(`brand:platform.${platform}`)}
                      </span>
                    )}
                  </th>
                  <td>{formatUnit(share, { unit: "%", kind: "ratio" }, language, t("ui:not_available"))}</td>
                  <td>{formatNumber(own, language)}</td>
                  <td>{formatNumber(rivals, language)}</td>
                  <td title={set.join(", ")}>{n === 0 ? MISSING : n}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className={classes.hint}>{t("competitor:voice_rule")}</p>
        </>
      )}
    </section>
  );
}
