/** Language and region as the desk takes them; English when there is no such language.
 * @param {string} tag */
export function localeOf(tag) {
  try {
    const { language, region } = new Intl.Locale(tag);
    return region ? `${language}-${region}` : language;
  } catch {
    return "en";
  }
}
