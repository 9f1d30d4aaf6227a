/**
 * What "@" offers over an internal note: colleagues, who are told of it.
 *
 * @import {Desk} from "../desk.js"
 * @import {Offered} from "./menu.js"
 */

import { nameable, withName } from "../mentions.js";
import { name as inWords } from "../words.js";

const SHOWN = 6;

/**
 * What the menu offers for a note; null where there is no menu.
 *
 * @param {Desk} desk
 * @param {string} draft
 * @returns {Offered | null}
 */
export function namesFor(desk, draft) {
  const { agents = [], agent } = desk.snapshot.value ?? {};
  const others = agents.filter((each) => each.at_desk && each.id !== agent?.id);
  const fits = nameable(draft, others);
  return fits && {
    label: "Colleagues",
    choices: fits.slice(0, SHOWN).map(({ id, name, presence }) => (
      { id, title: name, text: inWords(presence), draft: withName(draft, name) })),
    none: "",
  };
}
