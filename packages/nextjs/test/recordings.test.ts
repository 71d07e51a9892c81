import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { intendedDifferences, type IntendedDifference } from './intended-differences.js';
import { createFill, record, type RecordedLocation, type Recording } from './recorded-answer.js';
import { majors, serveApp, type ServedApp } from './served-app.js';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const recordings = JSON.parse(read('vectors/next16.json')) as readonly Recording[];

const without = (record: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null && value !== undefined));

type Answer = Recording['answer'];

function withDifference(before: Answer, { status, headers, location, body }: IntendedDifference): Answer {
  const known = before.headers['location'] as RecordedLocation | undefined;
  const moved = known && {
    to: location?.to ?? known.to,
    query: known.query.filter(([name]) => !location?.without?.includes(name)),
  };
  return {
    status: status ?? before.status,
    headers: without({ ...before.headers, location: moved, ...headers }),
    body: body === 'any' ? undefined : body ? without({ ...(before.body as object), ...body }) : before.body,
  };
}

/** The recorded answer, with what ours has instead. `body` is undefined where it is not compared. */
function expected({ name, answer }: Recording): Answer {
  return intendedDifferences
    .filter(({ recordings: concerned }) => concerned.includes(name))
    .reduce<Answer>(withDifference, answer);
}

describe.each(majors)('Next.js %i: the answer of the official package', (major) => {
  let app: ServedApp;
  let fill: (text: string) => string;
  beforeAll(async () => {
    app = await serveApp(major, [], { CLERK_SIGN_IN_URL: '', CLERK_SIGN_UP_URL: '' });
    fill = await createFill(app);
  });

  it.each(recordings)('$name', async (recording) => {
    const { method, path, headers: given } = recording.request;
    const headers = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, fill(value)]));
    const { body, ...own } = record(app, recording.request, await app.ask(fill(path), headers, { method }));
    const { body: wanted, ...others } = expected(recording);
    expect(own).toEqual(others);
    if (typeof wanted === 'object') expect(body).toMatchObject(wanted as object);
    else if (wanted !== undefined) expect(body).toEqual(wanted);
  });
});

describe('the list of intended differences', () => {
  const [, section = ''] = read('../../../docs/differences.md').split('\n## Next.js\n');
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
