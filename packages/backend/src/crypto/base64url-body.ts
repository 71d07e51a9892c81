const equals = 61;
/** The characters whose last four bits are zero: a text may end with one if two characters are left after groups of four. */
const endsOfTwo = 'AQgw';
/** The same for the last two bits, if three characters are left. */
const endsOfThree = 'AEIMQUYcgkosw048';

/**
 * A base64url text without its padding. Padding is one or two `=` that make the length a multiple of 4; other `=` stay, and no alphabet
 * has them. Whether the characters are those of the alphabet is for the caller to check.
 * @returns `undefined` unless the text encodes whole bytes in the only canonical way: unused bits of the last character must be
 *   zero, or two texts would mean the same bytes
 * @see RFC 4648 sections 3.2 and 3.5
 */
export function base64UrlBody(text: string): string | undefined {
  const { length } = text;
  let body = text;
  if (length % 4 === 0 && text.charCodeAt(length - 1) === equals) {
    body = text.slice(0, text.charCodeAt(length - 2) === equals ? length - 2 : length - 1);
  }
  const left = body.length % 4;
  if (left === 0) return body;
  const ends = left === 2 ? endsOfTwo : left === 3 ? endsOfThree : '';
  return ends.includes(body.charAt(body.length - 1)) ? body : undefined;
}
