import {
  createFill,
  describeDifferences,
  describeReplay,
  filled,
  readRecordings,
  record,
  withDifference,
} from 'adapter-kit';
import { majors } from '../serve-routes.js';
import { intendedDifferences as differences } from './intended-differences.js';
import { serveRecordedApp } from './recorded-app.js';

const recordings = readRecordings(new URL('../vectors/react-router-7.json', import.meta.url));
const replay = { recordings, differences, withDifference };

for (const major of majors) {
  describeReplay(`React Router ${String(major)}: the answer of the official package`, replay, async () => {
    const app = await serveRecordedApp(major);
    const fill = await createFill(app);
    return async (recording) => {
      const [path, init] = filled(recording, fill);
      return record(app, recording, await fetch(app.url + path, init));
    };
  });
}

describeDifferences(replay);
