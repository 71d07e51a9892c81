/** Whether two texts are equal. Takes as long for the first different letter as for the last, so that nobody can guess a signature. */
export function isEqualText(left: string, right: string): boolean {
  if (left.length !== right.length) return false;
  let difference = 0;
  // Stryker disable next-line EqualityOperator: one step more compares NaN with NaN, which is no difference.
  for (let index = 0; index < left.length; index += 1) difference |= left.charCodeAt(index) ^ right.charCodeAt(index);
  return difference === 0;
}
