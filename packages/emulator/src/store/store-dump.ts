/** Everything a database holds: rows by table, each value as SQLite has it. */
export interface StoreDump {
  readonly format: number;
  /** Where ids continue, if they follow one another (`deterministicIds`). */
  readonly ids?: IdPosition | undefined;
  readonly tables: Readonly<Record<string, readonly Readonly<Record<string, string | number | null>>[]>>;
}

/** A place in a sequence of ids. */
export interface IdPosition {
  /** Number of the sequence: a database has another one at each start. */
  readonly run: number;
  /** Number of ids so far. */
  readonly count: number;
}
