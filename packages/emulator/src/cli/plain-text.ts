/** A text in one line, without the control characters that a terminal would obey. */
export function plainText(text: string): string {
  return text.replace(/[\r\n\t]+/g, ' ').replace(/\p{Cc}/gu, '\uFFFD');
}
