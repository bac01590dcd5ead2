import { Button } from "@mantine/core";
import { IconFileImport } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import classes from "./drop-zone.module.css";

export type DropZoneProps = {
  /** "Drop export files here" */
  title: string;
  /** What is understood. */
  text?: string;
  /** The button that opens the system's file dialog. */
  pick: string;
  onPick: () => void;
  disabled?: boolean;
};

/**
 * The place that says files can be dropped. The files themselves reach the page through the window as paths
 * (bridge/files onFilesDropped), so that a drop anywhere counts; this only shows it, and offers the dialog.
 */
export function DropZone({ title, text, pick, onPick, disabled }: DropZoneProps) {
  const [over, setOver] = useState(false);
  useEffect(() => {
    let depth = 0; // entering a child leaves its parent, so only the count tells whether the window was left
    const enter = () => setOver(++depth > 0);
    const leave = () => setOver(--depth > 0);
    const end = () => {
      depth = 0;
      setOver(false);
    };
    window.addEventListener("dragenter", enter);
    window.addEventListener("dragleave", leave);
    window.addEventListener("drop", end);
    return () => {
      window.removeEventListener("dragenter", enter);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("drop", end);
    };
  }, []);
  return (
    <div className={classes.root} data-over={over || undefined}>
      <IconFileImport size={24} stroke={1.25} className={classes.icon} aria-hidden />
      <div className={classes.words}>
        <p className={classes.title}>{title}</p>
        {text && <p className={classes.text}>{text}</p>}
      </div>
      <Button variant="default" onClick={onPick} disabled={disabled}>
        {pick}
      </Button>
    </div>
  );
}
