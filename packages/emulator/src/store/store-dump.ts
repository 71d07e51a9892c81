/** Everything a database holds: rows by table, each value as SQLite has it. */
export interface StoreDump {
  readonly format: number;
  readonly tables: Readonly<Record<string, readonly Readonly<Record<string, string | number | null>>[]>>;
}
