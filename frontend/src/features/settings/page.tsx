import { SegmentedControl } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useId } from "react";
import type { Settings } from "@/bridge/shell";
import { useWords } from "@/lib/language";
import { WEEK_STARTS, weekStartOf } from "@/lib/week";
import { ErrorNote } from "@/ui/error-note";
import { PageHeader } from "@/ui/page-header";
import { SaveField } from "@/ui/save-field";
import { showFailure } from "@/ui/toast";
import classes from "./page.module.css";
import { languageOf, useSettings, useTeam } from "./settings";

/** How the app is set up on this machine: language, appearance, who is at work, where the data lies. */
export default function SettingsPage() {
  const { t } = useWords();
  const { started, settings, error, change } = useSettings();
  const { team, me } = useTeam();
  const cache = useQueryClient();
  const set = (part: Partial<Settings>) => void change(part).catch(showFailure);

  return (
    <>
      <PageHeader title={t("frame:section.settings")} />
      <div className={classes.page}>
        {error && <ErrorNote error={error} />}
        {started && settings && (
          <div className={classes.rows}>
            <Row title={t("settings:language")} text={t("settings:language_text")}>
              {(label) => (
                <SegmentedControl
                  aria-labelledby={label}
                  value={languageOf(settings.language)}
                  data={[
                    { value: "en", label: "English" },
                    { value: "es", label: "Español" },
                  ]}
                  onChange={(language) => set({ language })}
                />
              )}
            </Row>
            <Row title={t("settings:theme")} text={t("settings:theme_text")}>
              {(label) => (
                <SegmentedControl
                  aria-labelledby={label}
                  value={settings.theme || "auto"}
                  data={["auto", "light", "dark"].map((value) => ({ value, label: t(`frame:theme.${value}`) }))}
                  onChange={(theme) => set({ theme: theme === "auto" ? "" : theme })}
                />
              )}
            </Row>
            <Row title={t("settings:week")} text={t("settings:week_text")}>
              {(label) => (
                <SegmentedControl
                  aria-labelledby={label}
                  value={weekStartOf(settings.week_start)}
                  data={WEEK_STARTS.map((value) => ({ value, label: t(`settings:week.${value}`) }))}
                  // What was read by week is of the weeks before.
                  onChange={(start) => change({ week_start: start }).then(() => cache.invalidateQueries(), showFailure)}
                />
              )}
            </Row>
            <Row title={t("settings:person")} text={t("settings:person_text")}>
              {() =>
                team.length === 0 ? (
                  <p className={classes.quiet}>{t("settings:no_people")}</p>
                ) : (
                  <div className={classes.field}>
                    <SaveField
                      kind="select"
                      label={t("settings:person")}
                      labelHidden
                      value={me?.id ?? ""}
                      choices={team.map(({ id, name }) => ({ value: id, label: name }))}
                      onSave={(id) => change({ me: id })}
                    />
                  </div>
                )
              }
            </Row>
            <Row title={t("settings:data_folder")} text={t("settings:data_folder_text")}>
              {() => <code className={classes.path}>{started.folder}</code>}
            </Row>
            <Row title={t("settings:version")} text={t("settings:version_text")}>
              {() => <span className={classes.path}>{started.version}</span>}
            </Row>
          </div>
        )}
      </div>
    </>
  );
}

function Row({ title, text, children }: { title: string; text: string; children: (labelId: string) => ReactNode }) {
  const id = useId();
  return (
    <section className={classes.row} aria-labelledby={id}>
      <div className={classes.words}>
        <h2 id={id} className={classes.title}>
          {title}
        </h2>
        <p className={classes.quiet}>{text}</p>
      </div>
      <div className={classes.control}>{children(id)}</div>
    </section>
  );
}
