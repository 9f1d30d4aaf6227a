/** Where a code of the second factor goes, or one that stands for it. */

import { html } from "../../html.js";

export function CodeField() {
  return html`
    <label>
      Code of your app, or a recovery code
      <input name="code" autocomplete="one-time-code" required autofocus spellcheck=${false} />
    </label>
  `;
}
