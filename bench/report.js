import { appendFileSync } from 'node:fs';

const file = process.argv.find((argument) => argument.startsWith('--json='))?.slice('--json='.length);

const round = (/** @type {unknown} */ value) => (typeof value === 'number' ? Number(value.toPrecision(3)) : value);

/**
 * Prints a table, and with `--json=<file>` adds it to the file as one line.
 * @param {string} title
 * @param {readonly ({ readonly name: string } & Readonly<Record<string, unknown>>)[]} rows
 */
export function report(title, rows) {
  const rounded = rows.map(({ name, ...figures }) => [
    name,
    Object.fromEntries(Object.entries(figures).map(([key, value]) => [key, round(value)])),
  ]);
  console.log(`\n${title}`);
  console.table(Object.fromEntries(rounded));
  if (file) appendFileSync(file, `${JSON.stringify({ title, rows: Object.fromEntries(rounded) })}\n`);
}
