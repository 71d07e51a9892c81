const equals = 61;

/**
 * The text without its padding: one or two `=` that make its length a multiple of 4, or none. Other `=` stay, and no alphabet has
 * them. @see RFC 4648 section 3.2
 */
export function withoutPadding(text: string): string {
  const { length } = text;
  if (length % 4 !== 0 || text.charCodeAt(length - 1) !== equals) return text;
  return text.slice(0, text.charCodeAt(length - 2) === equals ? length - 2 : length - 1);
}

/** The six bits of a base64url character. */
function sextet(code: number): number {
  if (code === 0x2d) return 62;
  if (code === 0x5f) return 63;
  if (code >= 0x61) return code - 0x61 + 26;
  return code >= 0x41 ? code - 0x41 : code - 0x30 + 52;
}

/**
 * Whether base64url characters without padding stand for whole bytes, in the one way there is to write them: unused bits of
 * the last character must be zero, or two texts would mean the same bytes. @see RFC 4648 section 3.5
 */
export function isWhole(body: string): boolean {
  const rest = body.length % 4;
  if (rest === 0) return true;
  const last = sextet(body.charCodeAt(body.length - 1));
  return rest === 2 ? (last & 0b1111) === 0 : rest === 3 && (last & 0b11) === 0;
}
