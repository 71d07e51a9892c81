import { readFileSync } from 'node:fs';
import { describeDifferences, describeReplay, filled, type Recording } from 'adapter-kit';
import { intendedDifferences as differences, type IntendedDifference } from './intended-differences.js';
import { record, type Answer } from './recorded-answer.js';
import { serveRecordedApp } from './recorded-app.js';

const file = new URL('../vectors/remix2.json', import.meta.url);
const recordings = JSON.parse(readFileSync(file, 'utf8')) as readonly Recording<Answer>[];

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

const replay = { recordings, differences, withDifference, section: 'Remix' };

describeReplay('the answers of the official package, without single fetch', replay, async () => {
  const app = await serveRecordedApp(false);
  return async (recording) => {
    const [path, init] = filled(recording, app.fill);
    return record(app, await fetch(app.url + path, init));
  };
});

describeDifferences(replay);
