import classes from "./brand-mark.module.css";

/** A brand's own colour as a thin bar; a hairline where the brand has none. */
export function BrandMark({ colour }: { colour: string }) {
  return <span aria-hidden className={classes.bar} style={colour ? { background: colour } : undefined} />;
}
