import { IconMinus, IconMoodSad, IconMoodSmile } from "@tabler/icons-react";
import { MISSING } from "@/lib/format";
import { useWords } from "@/lib/language";
import classes from "./community.module.css";

const ICONS = { negative: IconMoodSad, neutral: IconMinus, positive: IconMoodSmile };

/** A sentiment by icon, word and colour; – where nobody noted one. */
export function SentimentMark({ sentiment }: { sentiment: string | null }) {
  const { t } = useWords();
  const Icon = ICONS[sentiment as keyof typeof ICONS];
  if (!Icon) return MISSING;
  return (
    <span className={classes.sentiment} data-sentiment={sentiment}>
      <Icon size={15} aria-hidden />
      <span className={classes.clip}>{t(`community:sentiment.${sentiment}`)}</span>
    </span>
  );
}
