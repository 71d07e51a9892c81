/** Name of the file in the project's folder that remembers the ranges of the official packages, for the way back. */
export const memoryFile = '.acme-upgrade.json';

/** One dependency that was renamed. */
export interface RememberedRange {
  /** Section of `package.json`. */
  readonly section: string;
  readonly from: string;
  readonly to: string;
  /** The range of the official package. */
  readonly before: string;
  /** The range that the command wrote. */
  readonly after: string;
}

type Entries = Readonly<Record<string, readonly RememberedRange[]>>;

function isRange(value: unknown): value is RememberedRange {
  const fields = ['section', 'from', 'to', 'before', 'after'];
  return (
    typeof value === 'object' &&
    value !== null &&
    fields.every((name) => typeof (value as Readonly<Record<string, unknown>>)[name] === 'string')
  );
}

function parse(text: string): Entries {
  try {
    const { ranges } = JSON.parse(text) as { readonly ranges?: unknown };
    if (typeof ranges !== 'object' || ranges === null) return {};
    return Object.fromEntries(
      Object.entries(ranges).map(([path, list]) => [path, Array.isArray(list) ? list.filter(isRange) : []]),
    );
  } catch {
    return {}; // edited by hand into something else: the way back uses the default ranges
  }
}

/** The ranges of official packages in each `package.json`, as they were before the migration. */
export class RememberedRanges {
  readonly #entries: Map<string, readonly RememberedRange[]>;

  /** @param text - of the file, if it exists */
  constructor(text: string | undefined) {
    this.#entries = new Map(Object.entries(text === undefined ? {} : parse(text)));
  }

  /** Remembers a range. */
  remember(path: string, range: RememberedRange): void {
    const others = (this.#entries.get(path) ?? []).filter(
      ({ section, to }) => section !== range.section || to !== range.to,
    );
    this.#entries.set(path, [...others, range]);
  }

  /** The range of the official package, unless somebody changed the range since. The entry is removed. */
  before(path: string, section: string, to: string, range: string): string | undefined {
    const list = this.#entries.get(path) ?? [];
    const entry = list.find((one) => one.section === section && one.to === to);
    this.#entries.set(
      path,
      list.filter((one) => one !== entry),
    );
    return entry?.after === range ? entry.before : undefined;
  }

  /** The text of the file; undefined if there is nothing to remember. */
  get text(): string | undefined {
    const ranges = [...this.#entries].filter(([, list]) => list.length > 0).sort(([a], [b]) => (a < b ? -1 : 1));
    if (ranges.length === 0) return undefined;
    const about =
      'Version ranges before `npx @acme/upgrade`; the way back (--to clerk) restores them and removes this file.';
    return `${JSON.stringify({ about, ranges: Object.fromEntries(ranges) }, undefined, 2)}\n`;
  }
}
