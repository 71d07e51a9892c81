const equals = 61;

/** The text without the `=` at its end. A loop: a regular expression would try again from each `=` of a hostile text. */
export function withoutPadding(text: string): string {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === equals) end--;
  return end === text.length ? text : text.slice(0, end);
}

/** The six bits a base64url character stands for. */
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
