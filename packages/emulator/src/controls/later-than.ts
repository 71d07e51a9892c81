/**
 * Whether an entry of a log came after another one. The log may have been emptied since, or have dropped that one: numbers tell all the same.
 * @param id - of the other one, such as `request_12`
 * @param log - the prefix of its ids, and the number of its last entry
 * @returns undefined if no entry ever had this id
 */
export function laterThan(
  id: string,
  { prefix, count }: { readonly prefix: string; readonly count: number },
): ((entryId: string) => boolean) | undefined {
  const numberOf = (text: string) => {
    const digits = text.startsWith(`${prefix}_`) ? text.slice(prefix.length + 1) : '';
    return /^[1-9]\d{0,14}$/.test(digits) ? Number(digits) : Number.NaN;
  };
  const number = numberOf(id);
  return number <= count ? (entryId) => numberOf(entryId) > number : undefined;
}
