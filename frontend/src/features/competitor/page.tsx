import { Branded } from "./branded";
import { Comparison } from "./comparison";

/** The brand against its competitors in the period. */
export default function ComparisonPage() {
  return <Branded>{(about) => <Comparison {...about} />}</Branded>;
}
