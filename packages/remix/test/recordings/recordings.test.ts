import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { intendedDifferences, type IntendedDifference } from './intended-differences.js';
import { record } from './recorded-answer.js';
import { serveRecordedApp, type RecordedApp, type Recording } from './recorded-app.js';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const recordings = JSON.parse(read('../vectors/remix2.json')) as readonly Recording[];

type Answer = Recording['answer'];

const withoutNulls = (given: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));

type Location = { readonly to: string; readonly query: readonly (readonly [name: string, value: string])[] };

function withReason(location: unknown, reason: string | undefined): object {
  if (location === undefined || reason === undefined) return {};
  const { to, query } = location as Location;
  return {
    location: { to, query: query.map(([name, value]) => [name, name === '__clerk_hs_reason' ? reason : value]) },
  };
}

function withDifference(before: Answer, { status, headers, handshakeReason, body }: IntendedDifference): Answer {
  const location = withReason(before.headers['location'], handshakeReason);
  return {
    status: status ?? before.status,
    headers: withoutNulls({ ...before.headers, ...location, ...headers }),
    ...('body' in before && { body: body === 'any' ? undefined : before.body }),
  };
}

/** The recorded answer, with what ours has instead. */
function expected({ name, answer }: Recording): Answer {
  const concerned = intendedDifferences.filter((difference) => difference.recordings.includes(name));
  return concerned.reduce(withDifference, answer);
}

describe('the answers of the official package, without single fetch', () => {
  let app: RecordedApp;
  beforeAll(async () => {
    app = await serveRecordedApp(false);
  });

  it.each(recordings)('$name', async (recording) => {
    const { method, path, headers: given, body: sent } = recording.request;
    const headers = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, app.fill(value)]));
    const init = { method, headers, redirect: 'manual', ...(sent !== undefined && { body: sent }) } as const;
    const { body, ...own } = await record(app, await fetch(app.url + app.fill(path), init));
    const { body: wanted, ...others } = expected(recording);
    expect(own).toEqual(others);
    if (wanted !== undefined) expect(body).toMatchObject(wanted as object);
  });
});

describe('the list of intended differences', () => {
  const [, section = ''] = read('../../../../docs/differences.md').split('\n## Remix\n');
  const rows = (section.split('\n## ', 1)[0] ?? '')
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) => line.split(/(?<!\\)\|/)[1]?.trim());

  it('concerns recordings, and is in the documentation', () => {
    const names = recordings.map(({ name }) => name);
    for (const { row, recordings: concerned } of intendedDifferences) {
      expect(rows).toContain(row);
      for (const name of concerned) expect(names).toContain(name);
    }
  });
});
