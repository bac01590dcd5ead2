import { Branded } from "./branded";
import { Register } from "./register";

/** Who the competitors are, and on which accounts. */
export default function RegisterPage() {
  return <Branded>{(about) => <Register {...about} />}</Branded>;
}
