/**
 * What the desk says of its channels. Pure.
 *
 * @import {Channel, Snapshot} from "./types.js"
 */

import { proof as knownProof, name as inWords } from "./words.js";

/**
 * A channel; one that the desk no longer has is called by its name, and promises nothing.
 *
 * @param {Snapshot | null} snapshot
 * @param {string} name
 * @returns {Channel}
 */
export function channelOf(snapshot, name) {
  const found = snapshot?.channels.find((each) => each.name === name);
  return found ?? { ...UNKNOWN, name, label: inWords(name) };
}

const UNKNOWN = {
  marked: true,
  linkable: false,
  templates_only: false,
  templates: [],
  proofs: {},
};

/**
 * How a customer proved who they are, in words; some ways belong to one channel.
 *
 * @param {Snapshot | null} snapshot
 * @param {string | null} how
 */
export function proofOf(snapshot, how) {
  if (how === null) return null;
  const own = snapshot?.channels.find((each) => how in each.proofs);
  return own ? own.proofs[how] : knownProof(how);
}
