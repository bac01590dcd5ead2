import { Button, Checkbox, Modal } from "@mantine/core";
import { IconFileSpreadsheet, IconFileUpload } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import type { Channel } from "@/bridge/brand";
import { onFilesDropped } from "@/bridge/files";
import { pickForm, readForm } from "@/bridge/intake";
import { exportForm, type GridQuery, type Metric } from "@/bridge/kpi";
import { useCommands } from "@/lib/commands";
import { formatRange } from "@/lib/format";
import { useWords } from "@/lib/language";
import { useShortcuts } from "@/lib/shortcuts";
import { showFailure, showToast } from "@/ui/toast";
import classes from "./entry.module.css";
import { FormPreview, type ReadBack } from "./form-preview";

export type FormButtonsProps = {
  client: string;
  brandId: string;
  /** What the template is of. */
  query: GridQuery;
  channels: readonly Channel[];
  metrics: readonly Metric[];
};

/** Saves the grid as an Excel template for somebody else, and reads back what came of it. */
export function FormButtons({ client, brandId, query, channels, metrics }: FormButtonsProps) {
  const { t, language } = useWords();
  const [asking, setAsking] = useState(false);
  const [filled, setFilled] = useState(true);
  const [writing, setWriting] = useState(false);
  const [back, setBack] = useState<ReadBack | null>(null);

  async function save() {
    setWriting(true);
    try {
      const path = await exportForm(client, { grid: { ...query, channels: [] }, filled, language: "" }, "");
      setAsking(false);
      if (path !== "") showToast(t("ui:exported", { path }));
    } catch (reason) {
      showFailure(reason);
    } finally {
      setWriting(false);
    }
  }

  async function look(path: string) {
    if (path === "") return;
    try {
      setBack({ path, form: await readForm(client, brandId, path) });
    } catch (reason) {
      showFailure(reason);
    }
  }

  const read = () => void pickForm().then(look, showFailure);
  const latest = useRef(look);
  latest.current = look;
  useEffect(
    () =>
      onFilesDropped((paths) => {
        const [path] = paths;
        if (path !== undefined) void latest.current(path);
      }),
    [],
  );
  const group = t("frame:section.kpi");
  const acts = [
    { id: "kpi.form", keys: "mod+e", label: t("kpi:form.save"), group, run: () => setAsking(true) },
    { id: "kpi.form_read", keys: "mod+o", label: t("kpi:form.read"), group, run: read },
  ];
  useShortcuts(acts);
  useCommands(acts);

  return (
    <>
      <Button variant="default" leftSection={<IconFileUpload size={16} aria-hidden />} onClick={read}>
        {t("kpi:form.read")}
      </Button>
      <Button
        variant="default"
        leftSection={<IconFileSpreadsheet size={16} aria-hidden />}
        onClick={() => setAsking(true)}
      >
        {t("kpi:form.save")}
      </Button>
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={t("kpi:form.title")}
        size={460}
        closeButtonProps={{ "aria-label": t("ui:close") }}
      >
        <p className={classes.ask}>
          {t(query.grain === "day" ? "kpi:form.of_days" : "kpi:form.of_months", {
            range: formatRange(query.from, query.to, language),
            metrics: metrics.map(({ name }) => name).join(", "),
          })}
        </p>
        <Checkbox
          label={t("kpi:form.filled")}
          checked={filled}
          onChange={(event) => setFilled(event.currentTarget.checked)}
        />
        <div className={classes.buttons}>
          <Button data-autofocus loading={writing} onClick={() => void save()}>
            {t("kpi:form.save_now")}
          </Button>
        </div>
      </Modal>
      {back && (
        <FormPreview
          client={client}
          brandId={brandId}
          back={back}
          channels={channels}
          onClose={() => setBack(null)}
          onAgain={() => void look(back.path)}
        />
      )}
    </>
  );
}
