/** Headers as the Fetch API has them, or as Node.js and those who imitate it do. */
export type DeliveryHeaders =
  Pick<Headers, 'get'> | Readonly<Record<string, string | number | readonly string[] | undefined>>;

function isFetchHeaders(headers: DeliveryHeaders): headers is Pick<Headers, 'get'> {
  return typeof headers.get === 'function';
}

/**
 * The value of a header. Requests made by hand may have its name in capitals, and lists of values.
 * @param name - in lower case
 */
export function deliveryHeader(headers: DeliveryHeaders, name: string): string | undefined {
  if (isFetchHeaders(headers)) return headers.get(name) ?? undefined;
  const value = headers[name] ?? Object.entries(headers).find(([other]) => other.toLowerCase() === name)?.[1];
  if (value === undefined || value === null) return undefined;
  return typeof value === 'object' ? value.join(', ') : String(value);
}
