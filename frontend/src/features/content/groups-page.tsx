import { Branded } from "./branded";
import { Groups } from "./groups";

/** The posts of the period by tag, pillar, type or channel. */
export default function GroupsPage() {
  return <Branded>{(about) => <Groups {...about} />}</Branded>;
}
