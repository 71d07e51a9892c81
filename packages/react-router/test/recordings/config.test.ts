import { readFileSync } from 'node:fs';
import type { Emulator } from '@acme/emulator';
import {
  createFill,
  describeDifferences,
  describeReplay,
  filled,
  record,
  withDifference,
  type RecordedAnswer,
  type Recording,
} from 'adapter-kit';
import { clerkMiddleware, type ClerkMiddlewareOptionsSource } from '../../src/server.js';
import { majors } from '../serve-routes.js';
import { configDifferences as differences } from './config-differences.js';
import { serveRecordedApp } from './recorded-app.js';

interface ConfigRecording extends Recording<RecordedAnswer> {
  readonly scenario: string;
  readonly environment?: Readonly<Record<string, string | null>>;
  readonly fault?: Parameters<Emulator['faults']['add']>[0];
}

const file = new URL('../vectors/react-router-7-config.json', import.meta.url);
const recordings = JSON.parse(readFileSync(file, 'utf8')) as readonly ConfigRecording[];
const replay = { recordings, differences, withDifference };

const others = { authorizedParties: ['https://other.example'] };
const satellite = { isSatellite: true, domain: 'sat.example.com', signInUrl: 'https://primary.example.com/sign-in' };

/** The options of `clerkMiddleware()`, by the scenario that was recorded with them. Some are of types that ours refuses. */
const optionsOf: Readonly<Record<string, unknown>> = {
  'authorizedParties mismatch': others,
  'audience mismatch': { audience: 'aud' },
  'clockSkewInMs 10 minutes': { clockSkewInMs: 600_000 },
  'unknown option': { nonsense: 1 },
  'satellite, domain and signInUrl': satellite,
  'satellite with satelliteAutoSync': { ...satellite, satelliteAutoSync: true },
  'satellite without domain': { ...satellite, domain: undefined },
  'satellite, relative signInUrl': { ...satellite, signInUrl: '/sign-in' },
  'satellite as function': {
    ...satellite,
    isSatellite: () => true,
    domain: (url: URL) => `sat-${String(url.pathname.length)}.example.com`,
  },
  'proxyUrl relative': { proxyUrl: '/__clerk' },
  'proxyUrl as function': { proxyUrl: (url: URL) => `https://proxy.example.com${url.pathname}` },
  organizationSyncOptions: { organizationSyncOptions: { organizationPatterns: ['/kinds/:slug'] } },
  'frontendApiProxy option': { frontendApiProxy: { enabled: true } },
  'options as function': () => others,
  'options as async function': () => Promise.resolve(others),
  'signInUrl and redirect options': {
    signInUrl: '/my-in',
    signUpUrl: '/my-up',
    signInForceRedirectUrl: '/f',
    signUpFallbackRedirectUrl: '/g',
    afterSignInUrl: '/old',
  },
};

function middlewareFor(scenario: string) {
  if (scenario === 'no middleware') return null;
  return ({ secretKey, publishableKey }: Emulator) => {
    const keys = { secretKey, publishableKey };
    const options = scenario === 'secret and publishable key only as options' ? keys : optionsOf[scenario];
    return clerkMiddleware(options as ClerkMiddlewareOptionsSource);
  };
}

for (const major of majors) {
  describeReplay(`React Router ${String(major)}: the answer of the official package, set up so`, replay, () =>
    Promise.resolve(async (recording) => {
      const { scenario, environment = {}, fault } = recording as ConfigRecording;
      const app = await serveRecordedApp(major, { environment, middleware: middlewareFor(scenario) });
      const [path, init] = filled(recording, await createFill(app));
      if (fault) app.emulator.faults.add(fault);
      const { headers, ...answer } = await record(app, recording, await fetch(app.url + path, init));
      // The other recordings compare it.
      const { 'content-type': _type, ...others } = headers;
      return { ...answer, headers: others };
    }),
  );
}

describeDifferences(replay);
