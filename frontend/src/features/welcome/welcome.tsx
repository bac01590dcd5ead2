import { Button, UnstyledButton } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { BridgeError } from "@/bridge/call";
import { LANGUAGES, useWords } from "@/lib/language";
import { ErrorNote } from "@/ui/error-note";
import { JobCard } from "@/ui/job-card";
import classes from "./welcome.module.css";

/** How far the filling is, and the way to stop it. */
export type Filling = { done: number; total: number; stop: () => void };

export type WelcomeProps = {
  /** The form that adds the first client. */
  form: ReactNode;
  /** Fills the data folder with the sample agency, telling how far it is, and goes there. */
  onExplore: (told: (filling: Filling) => void) => Promise<unknown>;
  /** Leads to the clients that are archived or deleted; left out where there are none. */
  onOthers?: () => void;
  /** Brings back what undo took away last; left out where there is nothing. */
  onRedo?: { label: string; run: () => void };
  /** Changes the language of the app. */
  onLanguage: (language: string) => void;
};

/** The first screen on an empty data folder: add a client, or look around in a sample. */
export function Welcome({ form, onExplore, onOthers, onRedo, onLanguage }: WelcomeProps) {
  const { t, language } = useWords();
  const [busy, setBusy] = useState(false);
  const [filling, setFilling] = useState<Filling | null>(null);
  const [error, setError] = useState<unknown>(null);

  async function explore() {
    setBusy(true);
    setError(null);
    try {
      await onExplore(setFilling);
    } catch (reason) {
      setError(reason);
    } finally {
      setBusy(false);
      setFilling(null);
    }
  }

  return (
    <main className={classes.page}>
      <div className={classes.sheet}>
        <header className={classes.head}>
          <p className={classes.product}>Brandloop</p>
          <fieldset className={classes.languages}>
            <legend className={classes.hidden}>{t("frame:language")}</legend>
            {LANGUAGES.map((one) => (
              <UnstyledButton
                key={one}
                className={classes.language}
                aria-pressed={one === language}
                lang={one}
                onClick={() => onLanguage(one)}
              >
                {one === "en" ? "English" : "Español"}
              </UnstyledButton>
            ))}
          </fieldset>
        </header>
        <h1 className={classes.title}>{t("welcome:title")}</h1>
        <p className={classes.lead}>{t("welcome:lead")}</p>
        <div className={classes.ways}>
          <section aria-labelledby="welcome-add">
            <h2 id="welcome-add" className={classes.heading}>
              {t("welcome:add_title")}
            </h2>
            {form}
          </section>
          <section className={classes.sample} aria-labelledby="welcome-sample">
            <h2 id="welcome-sample" className={classes.heading}>
              {t("welcome:sample_title")}
            </h2>
            <p className={classes.text}>{t("welcome:sample_text")}</p>
            <Button variant="default" loading={busy} onClick={explore}>
              {t("welcome:explore")}
            </Button>
            {filling && (
              <JobCard
                title={t("welcome:filling")}
                done={filling.done}
                total={filling.total || null}
                state="running"
                onCancel={filling.stop}
              />
            )}
            {error !== null && !(error instanceof BridgeError && error.code === "canceled") && (
              <ErrorNote error={error} />
            )}
            {onRedo && (
              <Button variant="subtle" color="gray" onClick={onRedo.run}>
                {t("frame:redo_this", { label: onRedo.label })}
              </Button>
            )}
            {onOthers && (
              <Button variant="subtle" color="gray" onClick={onOthers}>
                {t("welcome:other_clients")}
              </Button>
            )}
          </section>
        </div>
      </div>
    </main>
  );
}
