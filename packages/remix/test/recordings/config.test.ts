import { readFileSync } from 'node:fs';
import type { Emulator } from '@acme/emulator';
import { describeDifferences, describeReplay, filled, type Recording } from 'adapter-kit';
import { serveConfiguredApp } from './config-app.js';
import { configDifferences as differences } from './config-differences.js';
import { record, withDifference, type Answer } from './recorded-answer.js';

interface ConfigRecording extends Recording<Answer> {
  readonly scenario: string;
  readonly environment?: Readonly<Record<string, string | null>>;
  readonly fault?: Parameters<Emulator['faults']['add']>[0];
}

const file = new URL('../vectors/remix2-config.json', import.meta.url);
const recordings = JSON.parse(readFileSync(file, 'utf8')) as readonly ConfigRecording[];
const replay = { recordings, differences, withDifference };

describeReplay('the answers of the official package, set up so', replay, () =>
  Promise.resolve(async (recording) => {
    const { scenario, environment = {}, fault } = recording as ConfigRecording;
    const app = await serveConfiguredApp(scenario, environment);
    const [path, init] = filled(recording, app.fill);
    if (fault) app.emulator.faults.add(fault);
    const { headers, ...answer } = await record(app, await fetch(app.url + path, init));
    // The other recordings compare it.
    const { 'content-type': _type, ...others } = headers;
    return { ...answer, headers: others };
  }),
);

describeDifferences(replay);
