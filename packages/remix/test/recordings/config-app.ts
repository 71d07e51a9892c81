import { createEmulator, type Emulator } from '@acme/emulator';
import type { LoaderFunctionArgs } from '@remix-run/server-runtime';
import { fillWith, type Fill, type RecordedApp } from 'adapter-kit';
import { atTheEnd, withEnvironment } from 'testing';
import { createClerkClient } from '../../src/api.server.js';
import { configureClerk, getAuth, rootAuthLoader, type RootAuthLoaderOptions } from '../../src/ssr.server.js';
import { serveRemix } from '../serve-remix.js';
import { createFill } from './recorded-app.js';

const others = { authorizedParties: ['https://other.example'] };
const satellite = { isSatellite: true, domain: 'sat.example.com', signInUrl: 'https://primary.example.com/sign-in' };

/** The options of `rootAuthLoader()`, by the scenario that was recorded with them. Some are of types that ours refuses. */
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
  organizationSyncOptions: { organizationSyncOptions: { organizationPatterns: ['/:slug'] } },
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

/** An application that is set up in some way. */
interface ConfiguredApp extends RecordedApp {
  readonly fill: Fill;
}

/** How the application that was recorded reports an error. */
function caught(error: unknown): Response {
  const { name, message, status } = error as Error & { readonly status?: number };
  return Response.json({ error: message, name, status }, { status: 599 });
}

const shown = (auth: object) =>
  Object.fromEntries(Object.entries(auth).map(([name, value]) => [name, typeof value === 'function' ? 'fn' : value]));

async function me(args: LoaderFunctionArgs): Promise<Response> {
  const accepts = new URL(args.request.url).searchParams.get('accepts');
  try {
    return Response.json(shown(await getAuth(args, (accepts ? { acceptsToken: accepts } : {}) as object)));
  } catch (error) {
    return caught(error);
  }
}

async function user(args: LoaderFunctionArgs): Promise<Response> {
  try {
    const { userId } = await getAuth(args);
    const client = createClerkClient({
      secretKey: process.env['CLERK_SECRET_KEY'],
      apiUrl: process.env['CLERK_API_URL'],
    });
    return Response.json({
      email: (await client.users.getUser(String(userId))).primaryEmailAddress?.emailAddress,
    });
  } catch (error) {
    return caught(error);
  }
}

async function pageLoader(args: LoaderFunctionArgs): Promise<Response> {
  const { isAuthenticated, userId, sessionId } = await getAuth(args);
  return Response.json({ isAuthenticated, userId, sessionId });
}

function setEnvironment({ env, url }: Emulator, changed: Readonly<Record<string, string | null>>): void {
  const fill = fillWith({
    'publishable key': env['CLERK_PUBLISHABLE_KEY'] ?? '',
    'secret key': env['CLERK_SECRET_KEY'] ?? '',
    'jwt key': env['CLERK_JWT_KEY'] ?? '',
  });
  const own = Object.entries(changed).map(([name, value]) => [name, value === null ? undefined : fill(value)] as const);
  const pages = { CLERK_SIGN_IN_URL: `${url}/sign-in`, CLERK_SIGN_UP_URL: `${url}/sign-up` };
  withEnvironment({ ...env, ...pages, CLERK_JWT_KEY: undefined, ...Object.fromEntries(own) }, { without: 'CLERK_' });
}

/** Serves the application as it was set up in a scenario, until the end of the test. */
export async function serveConfiguredApp(
  scenario: string,
  environment: Readonly<Record<string, string | null>>,
): Promise<ConfiguredApp> {
  const person = { email_address: 'ada@example.com', first_name: 'Ada', last_name: 'Lovelace' };
  const emulator = await createEmulator({ seed: { users: [person] } });
  atTheEnd(() => emulator.close());
  // Nothing of another scenario is left.
  configureClerk({});
  setEnvironment(emulator, environment);
  const { secretKey, publishableKey } = emulator;
  const keys = { secretKey, publishableKey };
  const given = scenario === 'secret and publishable key only as options' ? keys : optionsOf[scenario];
  const root = (args: LoaderFunctionArgs) =>
    given === undefined ? rootAuthLoader(args) : rootAuthLoader(args, given as RootAuthLoaderOptions);
  const page = { default: () => null };
  const url = await serveRemix({
    root: { loader: root },
    routes: {
      index: { index: true, module: page },
      'routes/page': { path: 'page', module: { ...page, loader: pageLoader } },
      'routes/me': { path: 'me', module: { loader: me } },
      'routes/user': { path: 'user', module: { loader: user } },
    },
  });
  return { emulator, url, fill: await createFill(emulator, url) };
}
