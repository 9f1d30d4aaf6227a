/**
 * What may be sent once the reply window has closed: a template, with its places filled in.
 *
 * @import {Desk} from "../desk.js"
 * @import {Conversation, Template} from "../types.js"
 */

import { useState } from "../../vendor/preact-hooks.js";
import { html } from "../../html.js";
import { channelOf } from "../channels.js";
import { said } from "../errors.js";

/** @param {{desk: Desk, conversation: Conversation}} props */
export function Templates({ desk, conversation }) {
  const { label, templates } = channelOf(desk.snapshot.value, conversation.channel);
  const [chosen, setChosen] = useState(0);
  const [values, setValues] = useState(/** @type {string[]} */ ([]));
  const [state, setState] = useState("");
  const template = templates[chosen];
  if (!template) return html`<${Frame} label=${label}><p class="closed">No templates are set up.</p><//>`;
  const parameters = template.parameters.map((_, place) => values[place]?.trim() ?? "");
  const send = async () => {
    setState("Sending …");
    try {
      await desk.sending.special(conversation, { template: { name: template.name, parameters } });
      setValues([]);
      setState("Sent. The rest goes out when the customer answers.");
    } catch (error) {
      setState(said(error));
    }
  };
  return html`
    <${Frame} label=${label}>
      <select aria-label="Template" value=${chosen} onChange=${(/** @type {any} */ event) =>
          setChosen(Number(event.currentTarget.value))}>
        ${templates.map((each, place) => html`<option dir="auto" value=${place}>${each.name}</option>`)}
      </select>
      ${template.parameters.map((name, place) => html`
        <input key=${name} dir="auto" aria-label=${name} placeholder=${name} maxlength="300"
          value=${values[place] ?? ""} onInput=${(/** @type {any} */ event) =>
            setValues(template.parameters.map((_, at) =>
              at === place ? event.currentTarget.value : (values[at] ?? "")))} />
      `)}
      <p class="preview" dir="auto">${preview(template, parameters)}</p>
      <div class="composer-line">
        <button class="toggle" onClick=${() => desk.write("note")}>Internal note</button>
        <span class="hint" role="status">${state}</span>
        <button class="primary" onClick=${send}
          disabled=${!parameters.every(Boolean) || desk.link.value !== "live"}>
          Send template
        </button>
      </div>
    <//>
  `;
}

/** @param {{label: string, children?: any}} props */
const Frame = ({ label, children }) => html`
  <div class="composer templates">
    <p class="hint">The reply window is closed. ${label} now takes templates only.</p>
    ${children}
  </div>
`;

/**
 * @param {Template} template
 * @param {string[]} parameters
 */
const preview = ({ text }, parameters) =>
  text.replaceAll(/\{\{(\d+)\}\}/g, (place, number) => parameters[number - 1] || place);
