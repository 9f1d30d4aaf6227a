/** How long ago something was, kept current by the desk's clock. */

import { html } from "../../html.js";
import { age, date } from "../format.js";

/** @param {{desk: import("../desk.js").Desk, since: string}} props */
export function Age({ desk, since }) {
  return html`<time datetime=${since} title=${date(since)}>${age(since, desk.now.value)}</time>`;
}
