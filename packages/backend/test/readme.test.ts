import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { optionTable } from '../src/options.js';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const readme = read('../README.md');
const source = read('../src/options.ts') + read('../src/client-settings.ts');

/** The doc comment of an option, on one line. */
function meaningOf(name: string): string {
  const comment = new RegExp(`/\\*\\*((?:(?!\\*/)[\\s\\S])*?)\\*/\\n {2}readonly ${name}\\?:`).exec(source)?.[1] ?? '';
  return comment
    .replace(/\s*\n\s*\* ?/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

const cells = (row: string) =>
  row
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

describe('README', () => {
  const rows = new Map(
    readme
      .split('\n')
      .filter((line) => /^\| `\w+` +\|/.test(line))
      .map(cells)
      .map(([name = '', variable = '', meaning = '']) => [name.replaceAll('`', ''), { variable, meaning }]),
  );

  it.each(Object.entries(optionTable))('says of the option %s what the code says', (name, { env }) => {
    expect(rows.get(name)).toEqual({ variable: env ? `\`${env}\`` : '', meaning: meaningOf(name) });
  });

  it('lists no option that does not exist', () => {
    expect([...rows.keys()].sort()).toEqual(Object.keys(optionTable).sort());
  });
});
