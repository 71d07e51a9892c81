import {
  createFill,
  describeDifferences,
  describeReplay,
  filled,
  readRecordings,
  record,
  withDifference,
} from 'adapter-kit';
import { serveApp } from '../served-app.js';
import { intendedDifferences as differences } from './intended-differences.js';

const recordings = readRecordings(new URL('../vectors/tanstack-react-start.json', import.meta.url));
const replay = { recordings, differences, withDifference };

describeReplay('TanStack Start: the answer of the official package', replay, async () => {
  const app = await serveApp();
  // A build makes up the addresses of server functions.
  const addresses = (await app.ask('/api/fn-ids')).json as Readonly<Record<string, string>>;
  const known = await createFill(app);
  const fill = (text: string) => known(text).replace(/^\{(\w+)\}$/, (whole, name: string) => addresses[name] ?? whole);
  return async (recording) => {
    const [path, init] = filled(recording, fill);
    return record(app, recording, await fetch(app.url + path, init));
  };
});

describeDifferences(replay);
