import { readFileSync } from 'node:fs';
import { describeDifferences, describeReplay, filled, type Recording } from 'adapter-kit';
import { intendedDifferences as differences, type IntendedDifference } from './intended-differences.js';
import { createFill, record, type RecordedAnswer, type RecordedLocation } from './recorded-answer.js';
import { majors, serveApp } from './served-app.js';

const file = new URL('vectors/next16.json', import.meta.url);
const recordings = JSON.parse(readFileSync(file, 'utf8')) as readonly Recording<RecordedAnswer>[];

const without = (record: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null && value !== undefined));

function withDifference(
  before: RecordedAnswer,
  { status, headers, location, body }: IntendedDifference,
): RecordedAnswer {
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

const replay = { recordings, differences, withDifference, section: 'Next.js' };

for (const major of majors) {
  describeReplay(`Next.js ${String(major)}: the answer of the official package`, replay, async () => {
    const app = await serveApp(major, [], { CLERK_SIGN_IN_URL: '', CLERK_SIGN_UP_URL: '' });
    const fill = await createFill(app);
    return async (recording) => {
      const [path, { method, headers }] = filled(recording, fill);
      return record(app, recording.request, await app.ask(path, headers, { method }));
    };
  });
}

describeDifferences(replay);
