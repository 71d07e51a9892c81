import { readFileSync } from 'node:fs';
import * as groups from '@acme/backend/endpoints';
import { describe, expect, it } from 'vitest';
import { backendApi } from '../../src/backend-api/backend-api.js';
import { methodsOf } from './two-clients.js';

const answered: Readonly<Record<string, object>> = backendApi;

describe('the emulator', () => {
  it.each(Object.entries(groups))('answers every method of %s', (name, { table }) => {
    expect(Object.keys(answered[name] ?? {}).sort()).toEqual(Object.keys(table).sort());
  });

  it('is described by the table in the README', () => {
    const lines = Object.entries(groups).map(([name, { table }]) => {
      const own = Object.keys(table).length;
      const official = methodsOf(name === 'accountlessApplications' ? '__experimental_accountlessApplications' : name);
      return [name, own, Object.keys(answered[name] ?? {}).length, official.length];
    });
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    const rows = readme
      .split('\n')
      .filter((line) => /^\| `\w+` +\|/.test(line) && /\d+ +\|$/.test(line))
      .map((line) => line.split('|').map((cell) => cell.trim().replaceAll('`', '')))
      .map(([, name, ...counts]) => [name, ...counts.slice(0, 3).map(Number)]);
    expect(rows).toEqual(lines);
  });
});
