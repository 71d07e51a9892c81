/** Joins the values of a header that came more than once, as Node.js does. */
export function joinValues(name: string, values: readonly unknown[]): string {
  return values.join(name === 'cookie' ? '; ' : ', ');
}

function textOf(name: string, value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  return Array.isArray(value) ? joinValues(name, value) : undefined;
}

/** Names and values of an object, of `Headers`, of a `Map`, or of a list of pairs. None for anything else. */
function entriesOf(headers: object | null | undefined): Iterable<unknown> {
  if (typeof headers !== 'object' || headers === null) return [];
  return Symbol.iterator in headers ? (headers as Iterable<unknown>) : Object.entries(headers);
}

/**
 * Reads headers that Node.js has not parsed; names become lower case. Cookies of several headers are joined; of any other header that
 * comes in several spellings the first counts.
 */
export function anyCaseHeaders(headers: object | null | undefined): Readonly<Record<string, string>> {
  const found = Object.create(null) as Record<string, string>;
  for (const entry of entriesOf(headers)) {
    const [key, value] = Array.isArray(entry) ? (entry as readonly unknown[]) : [];
    if (typeof key !== 'string') continue;
    const name = key.toLowerCase();
    const text = textOf(name, value);
    if (text === undefined) continue;
    const before = found[name];
    if (before === undefined) found[name] = text;
    else if (name === 'cookie') found[name] = joinValues(name, [before, text]);
  }
  return found;
}
