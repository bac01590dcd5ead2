import { inkOn, isColour } from "@/lib/tint";
import classes from "./person-badge.module.css";

/** Somebody of the team by initials on their colour. Decorative: the name stands beside it. */
export function PersonBadge({ initials, colour, size = 20 }: { initials: string; colour: string; size?: number }) {
  const tinted = isColour(colour) ? { background: colour, color: inkOn(colour) } : undefined;
  return (
    <span aria-hidden className={classes.badge} style={{ width: size, height: size, fontSize: size * 0.45, ...tinted }}>
      {initials}
    </span>
  );
}
