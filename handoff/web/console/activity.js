/** Tells the desk that somebody is at the page: a login that nobody uses runs out. */

const EVERY = 60_000;

/** @param {{tell: (name: string, data: object) => void}} connection */
export function reportActivity(connection) {
  let last = Date.now();
  const note = () => {
    if (Date.now() - last < EVERY) return;
    last = Date.now();
    connection.tell("active", {});
  };
  for (const event of ["pointerdown", "keydown", "wheel"]) addEventListener(event, note, { passive: true });
}
