import { Branded } from "./branded";
import { Numbers } from "./numbers";

/** What is seen of every competitor on a day, typed or from a file. */
export default function NumbersPage() {
  return <Branded>{(about) => <Numbers {...about} />}</Branded>;
}
