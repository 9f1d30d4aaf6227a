/** What every form of the console does: once at a time, and an error is said in the form. */

import { useState } from "../../vendor/preact-hooks.js";
import { said } from "../errors.js";

/**
 * `act` does what the form says. What it throws, or returns as a complaint, is shown; the form can be
 * sent again in any case, where it stays.
 * @param {(form: FormData) => Promise<string | void>} act
 */
export function useSubmit(act) {
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);

  /** @param {string} complaint */
  function sayNo(complaint) {
    setError(complaint);
    setBusy(false);
  }

  /** @param {SubmitEvent} event */
  function submit(event) {
    event.preventDefault();
    return run(new FormData(/** @type {HTMLFormElement} */ (event.currentTarget)));
  }

  /** @param {FormData} form */
  async function run(form) {
    setBusy(true);
    try {
      sayNo((await act(form)) ?? "");
    } catch (problem) {
      sayNo(said(problem));
    }
  }

  return { error, busy, submit, run };
}
