/** Files on their way to the desk. */

import { Refused, Unreachable } from "./errors.js";

/**
 * Upload a file; the ref under which a message may name it. Rejects with Refused or Unreachable.
 *
 * @param {File} file
 * @returns {Promise<string>}
 */
export async function upload(file) {
  let response;
  try {
    response = await fetch(`/api/console/media?name=${encodeURIComponent(file.name)}`, {
      method: "POST",
      headers: {
        "Content-Type": file.type || "application/octet-stream",
        "X-Requested-With": "warmdesk",
      },
      body: file,
    });
  } catch {
    throw new Unreachable();
  }
  const body = await response.json();
  if (!response.ok) throw new Refused(body.error);
  return body.attachment.ref;
}
