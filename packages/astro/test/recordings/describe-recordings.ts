import {
  createFill,
  describeReplay,
  filled,
  fillWith,
  readRecordings,
  record,
  withDifference as withAnswerDifference,
  type RecordedAnswer,
  type RecordedApp,
  type Recording,
} from 'adapter-kit';
import type { Major } from '../astro-versions.js';
import { intendedDifferences as differences, type AstroDifference } from './intended-differences.js';
import { nonceOf, serveRecordedApp } from './recorded-app.js';

// Those of Astro 5, except one of a page that a server of files sends. With Astro 6 the official package answers in the same way.
const recordings = readRecordings(new URL('../vectors/astro-5.json', import.meta.url));

function withDifference(
  before: RecordedAnswer,
  { isNoRedirect, setsNoCookies, ...difference }: AstroDifference,
): RecordedAnswer {
  const { location, cookies, ...others } = withAnswerDifference(before, difference);
  return {
    ...others,
    ...(location && !isNoRedirect && { location }),
    ...(cookies && !setsNoCookies && { cookies }),
  };
}

/** All of them, and what differs in ours. */
export const replay = { recordings, differences, withDifference };

/** How the application ran when recordings were made whose names begin in this way. */
const situations = {
  'env no secret key': (major: Major) => serveRecordedApp(major, ['CLERK_SECRET_KEY']),
  'env no publishable key': (major: Major) => serveRecordedApp(major, ['CLERK_PUBLISHABLE_KEY']),
  'outage JWKS 500': async (major: Major) => {
    const app = await serveRecordedApp(major);
    app.emulator.faults.add({ path: '/v1/jwks', status: 500 });
    return app;
  },
  usual: (major: Major) => serveRecordedApp(major),
} as const;

type Situation = keyof typeof situations;

const situationOf = ({ name }: Recording<RecordedAnswer>) =>
  Object.keys(situations).find((start) => name.startsWith(start)) ?? 'usual';

async function replayOn(app: RecordedApp) {
  const { emulator } = app;
  const known = await createFill(app);
  const { userId } = await emulator.signIn('ada@example.com', { origin: app.url });
  // Of a session that the service does not know: it does not renew it.
  const expired = await emulator.mintSessionToken({ userId, expiresInSeconds: -60 });
  const more = fillWith({
    'expired cookies refused': known('{cookies}').replace(/(__session[^=;]*)=[^;]+/g, `$1=${expired}`),
    'jwt key': JSON.stringify(emulator.jwtKey),
    service: emulator.url,
    nonce: await nonceOf(app, known('{cookies}')),
  });
  return async (recording: Recording<RecordedAnswer>) => {
    const [path, init] = filled(recording, (text) => known(more(text)));
    return record(app, recording, await fetch(app.url + path, init));
  };
}

/** Replays the recordings of one situation on ours. */
export function describeRecordings(major: Major, situation: Situation): void {
  const some = recordings.filter((recording) => situationOf(recording) === situation);
  const start = async () => replayOn(await situations[situation](major));
  describeReplay(
    `Astro ${String(major)}: the answer of the official package, ${situation}`,
    { ...replay, recordings: some },
    start,
  );
}

/** Replays the recordings of the unusual situations. */
export function describeSituations(major: Major): void {
  describeRecordings(major, 'env no secret key');
  describeRecordings(major, 'env no publishable key');
  // Last, because it is remembered for a while that the service did not answer.
  describeRecordings(major, 'outage JWKS 500');
}
