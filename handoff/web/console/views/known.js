/** What a view shows of the desk, read when it opens and again after each thing that is done. */

import { useEffect, useState } from "../../vendor/preact-hooks.js";
import { said } from "../errors.js";

/**
 * `known` is null until it was read. `tried` does something and reads anew; what either throws is
 * in `error`, until something is tried again.
 * @template T
 * @param {() => Promise<T>} read
 */
export function useKnown(read) {
  const [known, setKnown] = useState(/** @type {T | null} */ (null));
  const [error, setError] = useState("");

  /** @param {() => Promise<unknown>} act */
  async function tried(act) {
    try {
      setError("");
      await act();
      setKnown(await read());
    } catch (problem) {
      setError(said(problem));
    }
  }
  useEffect(() => void tried(async () => {}), []);

  return { known, error, tried };
}
