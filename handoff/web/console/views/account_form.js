/**
 * Inviting somebody, or saying something else of an account.
 *
 * @import {Account} from "../types.js"
 * @import {Desk} from "../desk.js"
 * @import {AccountLink} from "../accounts.js"
 */

import { useState } from "../../vendor/preact-hooks.js";
import { html } from "../../html.js";
import { isolated } from "../../isolated.js";
import { accountOf, changeAccount, dropFactor, invite } from "../accounts.js";
import { said } from "../errors.js";
import { Dialog } from "./dialog.js";
import { SkillChoices } from "./skill_choice.js";
import { useSubmit } from "./submitting.js";

/** @type {[string, string][]} */
const ROLES = [
  ["agent", "Agent: answers customers"],
  ["supervisor", "Supervisor: also takes cases from colleagues"],
  ["trainer", "Trainer: no customers' conversations"],
  ["admin", "Admin: everything, with accounts and the audit log"],
];

/**
 * @param {{desk: Desk, account: Account | null,
 *   saved: (name: string, link: AccountLink | null) => void}} props
 */
export function AccountDialog({ desk, account, saved }) {
  const own = account?.id === desk.snapshot.value?.agent.id;

  const [problem, setProblem] = useState("");
  /** @param {Account} account */
  const drop = ({ id, name }) =>
    dropFactor(id).then(() => saved(name, null), (refusal) => setProblem(said(refusal)));

  const { error, busy, submit } = useSubmit(async (form) => {
    const wanted = accountOf(form);
    if (account) await changeAccount(account.id, wanted);
    saved(wanted.name, account ? null : await invite(wanted));
  });

  return html`
    <${Dialog} desk=${desk} title=${account ? `Account of ${isolated(account.name)}` : "Invite somebody"}>
      <form onSubmit=${submit}>
        <label>Name, as customers see it
          <input name="name" dir="auto" required maxlength="200" defaultValue=${account?.name} />
        </label>
        ${!account && html`
          <label>E-mail<input name="email" type="email" required maxlength="320" /></label>
        `}
        <label>Role
          <select name="role" defaultValue=${account?.role ?? "agent"}>
            ${ROLES.map(([role, words]) => html`
              <option value=${role} selected=${role === (account?.role ?? "agent")}
                disabled=${own && role !== account?.role}>${words}</option>
            `)}
          </select>
        </label>
        <${SkillChoices} chosen=${account?.skills ?? []} />
        <label>Conversations at once
          <input name="capacity" type="number" min="0" max="50" required
            defaultValue=${account?.capacity ?? 4} />
        </label>
        <p class="error" role="alert">${error || problem}</p>
        ${account && !own && html`
          <p>
            <button type="button" class="quiet" title="For who has lost both app and recovery codes"
              onClick=${() => drop(account)}>
              Remove their second factor
            </button>
          </p>
        `}
        <p class="dialog-buttons">
          <button type="button" onClick=${() => (desk.dialog.value = null)}>Cancel</button>
          <button class="primary" disabled=${busy}>${account ? "Save" : "Make the invitation"}</button>
        </p>
      </form>
    <//>
  `;
}
