/** What can go wrong between the page and the desk. */

/** The desk said no; `message` is a sentence for the agent. */
export class Refused extends Error {
  /** @param {{code: string, message: string}} error */
  constructor({ code, message }) {
    super(message);
    this.code = code;
  }
}

/** The desk did not answer; whether it heard is unknown. */
export class Unreachable extends Error {
  constructor() {
    super("The desk cannot be reached right now.");
  }
}

/**
 * The sentence of an expected error; anything else is a fault of the page and goes on.
 *
 * @param {unknown} error
 */
export function said(error) {
  if (error instanceof Refused || error instanceof Unreachable) return error.message;
  throw error;
}
