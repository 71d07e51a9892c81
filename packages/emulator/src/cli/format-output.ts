import pc from 'picocolors';
import { isJsonObject } from '../store/json-object.js';
import { listColumns } from './list-columns.js';
import { plainText } from './plain-text.js';

const maxCellLength = 60;

/** The answer of a control for people: a table for a list, otherwise its fields. */
export async function formatOutput(name: string, output: unknown): Promise<string> {
  if (isJsonObject(output) && Array.isArray(output['data']))
    return formatList(name, output['data'], output['totalCount']);
  if (isJsonObject(output) && Object.values(output).length === 1 && Object.values(output)[0] === true)
    return `${pc.green('Done')}\n`;
  const { stringify } = await import('yaml');
  return stringify(output, { lineWidth: 0 })
    .split('\n')
    .map((line) => line.replace(/\p{Cc}/gu, '\uFFFD'))
    .join('\n');
}

function formatList(name: string, items: readonly unknown[], total: unknown): string {
  if (items.length === 0) return `${pc.dim('Nothing.')}\n`;
  const rows = items.filter(isJsonObject);
  const columns = listColumns(name, rows[0] ?? {});
  const cells = rows.map((row) => columns.map((column) => cellOf(column.value(row))));
  const widths = columns.map(({ title }, index) =>
    Math.max(title.length, ...cells.map((row) => row[index]?.length ?? 0)),
  );
  const line = (texts: readonly string[]) =>
    texts
      .map((text, index) => text.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd();
  const head = pc.dim(line(columns.map(({ title }) => title)));
  const more = typeof total === 'number' && total > items.length ? pc.dim(`${items.length} of ${total}\n`) : '';
  return `${[head, ...cells.map(line)].join('\n')}\n${more}`;
}

function cellOf(value: unknown): string {
  const text = typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value);
  const plain = plainText(text);
  return plain.length > maxCellLength ? `${plain.slice(0, maxCellLength - 1)}…` : plain;
}
