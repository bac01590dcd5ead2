import { Branded } from "./branded";
import { Notes } from "./notes";

/** What was seen of competitors, in words. */
export default function NotesPage() {
  return <Branded>{(about) => <Notes {...about} />}</Branded>;
}
