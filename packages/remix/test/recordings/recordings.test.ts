import { readFileSync } from 'node:fs';
import { describeDifferences, describeReplay, filled, type Recording } from 'adapter-kit';
import { intendedDifferences as differences } from './intended-differences.js';
import { record, withDifference, type Answer } from './recorded-answer.js';
import { serveRecordedApp } from './recorded-app.js';

const file = new URL('../vectors/remix2.json', import.meta.url);
const recordings = JSON.parse(readFileSync(file, 'utf8')) as readonly Recording<Answer>[];

const replay = { recordings, differences, withDifference, section: 'Remix' };

describeReplay('the answers of the official package, without single fetch', replay, async () => {
  const app = await serveRecordedApp(false);
  return async (recording) => {
    const [path, init] = filled(recording, app.fill);
    return record(app, await fetch(app.url + path, init));
  };
});

describeDifferences(replay);
