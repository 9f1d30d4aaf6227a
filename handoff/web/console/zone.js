/** Whose days and hours these are: those of the browser, on every page that has any. Pure. */

/** The browser's time zone by its name in the IANA database. */
export const zone = () => {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  // A browser that does not know where it is shows its times in UTC.
  return !timeZone || timeZone === "Etc/Unknown" ? "UTC" : timeZone;
};

/** The same, as people read it: `Europe/Berlin`, `America/New York`. */
export const zoneName = () => zone().replaceAll("_", " ");
