import { Branded } from "./branded";
import { Times } from "./times";

/** When posts of the period did best, by weekday and hour. */
export default function TimesPage() {
  return <Branded>{(about) => <Times {...about} />}</Branded>;
}
