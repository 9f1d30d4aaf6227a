/**
 * An icon of the one set, as large as the words beside it. It says nothing: its button has a name.
 */

import { html } from "../../html.js";
import { ICONS } from "../../vendor/icons.js";

/** @param {{name: keyof typeof ICONS}} props */
export function Icon({ name }) {
  return html`
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" dangerouslySetInnerHTML=${{ __html: ICONS[name] }} />
  `;
}
