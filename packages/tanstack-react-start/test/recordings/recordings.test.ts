import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { serveApp, type ServedApp } from '../served-app.js';
import { intendedDifferences, type IntendedDifference } from './intended-differences.js';
import { createFill, record, type RecordedAnswer, type Recording } from './recorded-answer.js';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const recordings = JSON.parse(read('../vectors/tanstack-react-start.json')) as readonly Recording[];

const present = (headers: RecordedAnswer['headers']) =>
  Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== null));

function withDifference(before: RecordedAnswer, { row, recordings: _, ...own }: IntendedDifference): RecordedAnswer {
  const { headers, body, ...others } = own;
  const all = { ...before, ...others, headers: { ...before.headers, ...headers } };
  return body === 'any' ? { ...all, body: undefined } : all;
}

/** The recorded answer, with what ours has instead. `body` is undefined where it is not compared. */
function expected({ name, answer }: Recording): RecordedAnswer {
  const changed = intendedDifferences
    .filter((difference) => difference.recordings.includes(name))
    .reduce(withDifference, answer);
  return { ...changed, headers: present(changed.headers) };
}

describe('TanStack Start: the answer of the official package', () => {
  let app: ServedApp;
  let fill: (text: string) => string;
  beforeAll(async () => {
    app = await serveApp();
    // A build makes up the addresses of server functions.
    const addresses = (await app.ask('/api/fn-ids')).json as Readonly<Record<string, string>>;
    const known = await createFill(app);
    fill = (text) => known(text).replace(/^\{(\w+)\}$/, (whole, name: string) => addresses[name] ?? whole);
  });

  it.each(recordings)('$name', async (recording) => {
    const { method, path, headers: given, body: sent } = recording.request;
    const headers = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, fill(value)]));
    const init = { method, headers, redirect: 'manual', ...(sent !== undefined && { body: sent }) } as const;
    const { body, ...own } = await record(app, recording, await fetch(app.url + fill(path), init));
    const { body: wanted, ...others } = expected(recording);
    expect(own).toEqual(others);
    if (typeof wanted === 'object') expect(body).toMatchObject(wanted as object);
    else if (wanted !== undefined) expect(body).toEqual(wanted);
  });
});

describe('the list of intended differences', () => {
  const rows = read('../../../../docs/differences.md')
    .split('\n')
    .map((line) => line.split(/(?<!\\)\|/)[1]?.trim());

  it('concerns recordings, and is in the documentation', () => {
    const names = recordings.map(({ name }) => name);
    for (const { row, recordings: concerned } of intendedDifferences) {
      expect(rows).toContain(row);
      for (const name of concerned) expect(names).toContain(name);
    }
  });
});
