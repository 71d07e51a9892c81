import {
  createFill,
  describeDifferences,
  describeReplay,
  filled,
  fillWith,
  readRecordings,
  record,
  withDifference as withAnswerDifference,
  type RecordedAnswer,
} from 'adapter-kit';
import { intendedDifferences as differences, type AstroDifference } from './intended-differences.js';
import { serveRecordedApp } from './recorded-app.js';

const recordings = readRecordings(new URL('../vectors/astro-5.json', import.meta.url));
function withDifference(before: RecordedAnswer, { isNoRedirect, ...difference }: AstroDifference): RecordedAnswer {
  const { location, ...others } = withAnswerDifference(before, difference);
  return { ...others, ...(location && !isNoRedirect && { location }) };
}

const replay = { recordings, differences, withDifference };

describeReplay('Astro: the answer of the official package', replay, async () => {
  const app = await serveRecordedApp();
  const { emulator } = app;
  const known = await createFill(app);
  const { userId } = await emulator.signIn('ada@example.com', { origin: app.url });
  // Of a session that the service does not know: it does not renew it.
  const expired = await emulator.mintSessionToken({ userId, expiresInSeconds: -60 });
  const more = fillWith({
    'expired cookies refused': known('{cookies}').replace(/(__session[^=;]*)=[^;]+/g, `$1=${expired}`),
    'jwt key': JSON.stringify(emulator.jwtKey),
    service: emulator.url,
  });
  return async (recording) => {
    const [path, init] = filled(recording, (text) => known(more(text)));
    return record(app, recording, await fetch(app.url + path, init));
  };
});

describeDifferences(replay);
