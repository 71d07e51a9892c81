/** Base64 of the ordinary alphabet, with or without its padding; nothing else, no white space either. @see RFC 4648 section 4 */
const base64 = /^[A-Za-z0-9+/]*={0,2}$/;

/**
 * Base64 in the alphabet of base64url, for decoders that take nothing else.
 * @returns `undefined` if a character is not of the ordinary alphabet
 */
export function toBase64Url(text: string): string | undefined {
  return base64.test(text) ? text.replaceAll('+', '-').replaceAll('/', '_') : undefined;
}
