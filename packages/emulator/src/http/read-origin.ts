/**
 * The origin in a text as browsers send it, e.g. `https://app.test` or `chrome-extension://abc`.
 * @returns undefined if the text is no origin, e.g. if it has a path
 */
export function readOrigin(text: string): string | undefined {
  if (!/^[a-z][a-z\d+.-]*:\/\/[^/?#\s\\@]+\/?$/i.test(text) || !URL.canParse(text)) return undefined;
  const { origin } = new URL(text);
  // Addresses of extensions have no origin in Node.js.
  return origin === 'null' ? text.replace(/\/$/, '') : origin;
}
