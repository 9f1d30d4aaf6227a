/** One file on its way to the desk. */

/** So long without a sign of progress, and the connection counts as lost. */
const STALLED_MS = 30_000;
/** What the widget calls a refusal of the desk. @type {Record<string, string>} */
const REFUSALS = { too_long: "fileLarge", bad_request: "fileRefused", too_many: "fileWait" };

/** The file did not arrive; the message is a code of the widget's. */
export class NotUploaded extends Error {}

/**
 * The ref under which a message may name the file. Rejects with `NotUploaded`.
 * @param {string} base @param {string | undefined} token  Of the session; without one it waits.
 * @param {Blob & {name: string}} file
 * @param {{progress: (share: number) => void, signal: AbortSignal}} how
 * @returns {Promise<string>}
 */
export function upload(base, token, file, { progress, signal }) {
  const url = new URL("api/chat/media", base);
  url.searchParams.set("name", file.name);
  return new Promise((resolve, reject) => {
    if (!token) return reject(new NotUploaded("timeout"));
    const request = new XMLHttpRequest();
    let watch = 0;
    const alive = () => {
      clearTimeout(watch);
      watch = setTimeout(() => request.abort(), STALLED_MS);
    };
    request.upload.onprogress = ({ loaded }) => {
      alive();
      progress(loaded / file.size);
    };
    request.onloadend = () => {
      clearTimeout(watch);
      const ref = request.response?.attachment?.ref;
      if (ref) resolve(ref);
      else reject(new NotUploaded(codeOf(request)));
    };
    signal.addEventListener("abort", () => request.abort());
    request.open("POST", url);
    request.responseType = "json";
    request.setRequestHeader("Authorization", `Bearer ${token}`);
    request.setRequestHeader("Content-Type", file.type);
    alive();
    request.send(file);
  });
}

/** What goes away with the next connection is a time-out. @param {XMLHttpRequest} request */
const codeOf = ({ status, response }) =>
  REFUSALS[response?.error?.code] ?? (status === 0 || status === 401 ? "timeout" : "failed");
