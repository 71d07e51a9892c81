// What must hold in every runtime. It uses the built package, as users do, and nothing of Node's or of a test runner's.
import { createClerkClient, verifyToken, type AuthenticateRequestOptions, type ClerkOptions } from '@acme/backend';
import { exportState, importState } from '@acme/backend/full-stack';
import { decodeJwt } from '@acme/backend/jwt';
import { verifyWebhook, type VerifyWebhookOptions } from '@acme/backend/webhooks';
import { clerkMiddleware, getAuth, protect } from '@acme/hono';
import { Hono } from 'hono';
import { fillVectors, type TestKeys } from '../../packages/backend/test/fill-vectors.js';
import { RecordedUpstream, stateFields, type Upstream } from '../../packages/backend/test/recorded-upstream.js';
import { meantToPass, withKept } from '../../packages/backend/test/webhook/intended-differences.js';
import { intendedDifferences, isOwnCookie } from '../../packages/backend/test/request/intended-differences.js';

/** The files of recorded vectors, as they stand. */
export interface Recordings {
  readonly keys: TestKeys;
  readonly requests: unknown;
  readonly tokens: unknown;
  readonly webhooks: unknown;
}

/** What a real server on loopback serves, and a token that it vouches for. */
export interface LiveService {
  readonly apiUrl: string;
  readonly publishableKey: string;
  readonly token: string;
}

/** What came of one case; `error` is undefined if all was as expected. */
export interface Outcome {
  readonly name: string;
  readonly error?: string | undefined;
}

interface Recorded {
  readonly name: string;
  readonly doNotCopy?: string;
  readonly now: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly upstream?: readonly Upstream[];
}

interface RequestVector extends Recorded {
  readonly client: ClerkOptions;
  readonly options: AuthenticateRequestOptions;
  readonly request: { readonly method: string; readonly url: string; readonly headers: Record<string, string> };
  readonly expected: Readonly<Record<string, unknown>>;
}

interface TokenVector extends Recorded {
  readonly fn: string;
  readonly token: string;
  readonly options: Parameters<typeof verifyToken>[1];
  readonly expected: { readonly ok: boolean; readonly value?: unknown; readonly error?: { readonly reason?: string } };
}

interface WebhookVector extends Recorded {
  readonly options: VerifyWebhookOptions;
  readonly body: string;
  readonly headers: Record<string, string>;
  readonly expected: { readonly ok: boolean; readonly value?: unknown };
}

/** JSON with the members of every object in alphabetical order: two values are equal if these texts are. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}

function assertEqual(what: string, actual: unknown, expected: unknown): void {
  if (canonical(actual) === canonical(expected)) return;
  throw new Error(`${what} is ${canonical(actual)}, should be ${canonical(expected)}`);
}

/** The waits before another try, without their random part. Other timers are time limits. */
const retryDelays = new Set([125, 250, 500, 1000]);

/** Puts the recorded upstream and clock in place while `run` runs. Waits before another try end at once. */
async function inRecordedWorld(vector: Recorded, run: () => Promise<void>): Promise<void> {
  const real = {
    fetch: globalThis.fetch,
    now: Date.now,
    random: Math.random,
    setTimeout: globalThis.setTimeout.bind(globalThis),
  };
  // The runtimes use timers too, some with arguments.
  const soon = (callback: (...args: unknown[]) => void, delayMs: number, ...args: unknown[]) =>
    real.setTimeout(callback, retryDelays.has(delayMs) ? 0 : delayMs, ...args);
  globalThis.fetch = new RecordedUpstream(vector.upstream ?? []).fetch;
  Date.now = () => vector.now * 1000;
  Math.random = () => 0;
  // Only the shape the package calls it with.
  globalThis.setTimeout = soon as unknown as typeof setTimeout;
  try {
    await run();
  } finally {
    globalThis.fetch = real.fetch;
    Date.now = real.now;
    Math.random = real.random;
    globalThis.setTimeout = real.setTimeout;
  }
}

/** Keys are remembered in the process for each API origin, so every case gets an origin of its own. */
function isolate<T extends Recorded>(vector: T, index: number): T {
  const text = JSON.stringify(vector).replaceAll('https://api.clerk.com', `https://api-${index}.clerk.com`);
  return JSON.parse(text) as T;
}

function readHeaders(headers: Headers): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [name, value] of headers) if (name !== 'set-cookie') result[name] = value;
  const cookies = headers.getSetCookie().filter((cookie) => !isOwnCookie(cookie));
  if (cookies.length > 0) result['set-cookie'] = cookies;
  if ('x-clerk-auth-message' in result) result['x-clerk-auth-message'] = '<text>';
  return result;
}

async function checkRequest({ client, options, request, expected }: RequestVector, apiUrl: string): Promise<void> {
  const { url, ...init } = request;
  const state = await createClerkClient({ apiUrl, ...client }).authenticateRequest(new Request(url, init), options);
  for (const field of stateFields) assertEqual(field, state[field] ?? null, expected[field] ?? null);
  assertEqual('headers', readHeaders(state.headers), expected['headers']);
  const auth = state.toAuth();
  const fields = Object.entries(auth ?? {}).filter(([, value]) => typeof value !== 'function' && value !== undefined);
  if (expected['auth']) assertEqual('auth', Object.fromEntries(fields), expected['auth']);
}

async function checkToken({ token, options, expected }: TokenVector, apiUrl: string): Promise<void> {
  try {
    const claims = await verifyToken(token, { apiUrl, ...options });
    assertEqual('claims', { ok: true, claims }, { ok: expected.ok, claims: expected.value });
  } catch (error) {
    const { reason, message } = error as { reason?: string; message?: string };
    if (expected.ok) throw new Error(`refused: ${message}`, { cause: error });
    assertEqual('reason', reason, expected.error?.reason);
  }
}

async function checkWebhook({ name, options, headers, body, expected }: WebhookVector): Promise<void> {
  const request = new Request('https://app.example/', { method: 'POST', headers, body });
  const event = await verifyWebhook(request, options).catch((error: unknown) => {
    if (expected.ok || meantToPass.has(name)) throw error;
    return undefined;
  });
  if (meantToPass.has(name)) assertEqual('type', event?.type, 'user.created');
  else
    assertEqual(
      'event',
      { ok: event !== undefined, event },
      { ok: expected.ok, event: expected.ok ? withKept(expected.value, body) : undefined },
    );
}

async function attempt(name: string, run: () => Promise<void>): Promise<Outcome> {
  try {
    await run();
    return { name };
  } catch (error) {
    return { name, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

/** The real network: keys are fetched, a token is verified, the Backend API is called, an outage is told. */
async function checkLive({ apiUrl, publishableKey, token }: LiveService): Promise<void> {
  const client = createClerkClient({ apiUrl, publishableKey, secretKey: 'sk_test_runtimes' });
  const request = new Request('http://localhost/', { headers: { authorization: `Bearer ${token}` } });
  const state = await client.authenticateRequest(request);
  assertEqual('state', [state.status, state.reason], ['signed-in', null]);
  assertEqual('user', (await client.users.getUser('user_1')).firstName, 'Ada');
  const cut = createClerkClient({ apiUrl: 'http://127.0.0.1:9', publishableKey, secretKey: 'sk_test_cut_off' });
  const outage = await cut.authenticateRequest(request);
  assertEqual('outage', [outage.status, outage.status === 'signed-out' && outage.unavailable], ['signed-out', true]);
}

/** A whole Hono application, with its keys in the bindings. */
async function checkHono({ apiUrl, publishableKey, token }: LiveService): Promise<void> {
  const app = new Hono();
  app.use(clerkMiddleware());
  app.get('/me', protect(), async (c) => {
    const { userId } = getAuth(c);
    return c.json({ userId, name: (await c.get('clerk').users.getUser('user_1')).firstName });
  });
  const bindings = { CLERK_API_URL: apiUrl, CLERK_PUBLISHABLE_KEY: publishableKey, CLERK_SECRET_KEY: 'sk_test_hono' };
  const signedIn = await app.request('/me', { headers: { authorization: `Bearer ${token}` } }, bindings);
  assertEqual('answer', await signedIn.json(), { userId: 'user_1', name: 'Ada' });
  const signedOut = await app.request('/me', {}, bindings);
  assertEqual('refusal', [signedOut.status, signedOut.headers.get('www-authenticate')], [401, 'Bearer']);
}

/** Decoders of runtimes skip different letters, or cut them to bytes: here none may pass. */
function checkSpellings({ token }: LiveService): Promise<void> {
  decodeJwt(token);
  const accepted: number[] = [];
  for (let code = 0; code <= 0x2ff; code += 1) {
    const letter = String.fromCharCode(code);
    if (/[\w.-]/.test(letter)) continue;
    for (const at of [3, token.indexOf('.') + 7, token.lastIndexOf('.') + 12]) {
      for (const text of [
        token.slice(0, at) + letter + token.slice(at + 1),
        token.slice(0, at) + letter + token.slice(at),
      ]) {
        try {
          decodeJwt(text);
          accepted.push(code);
        } catch {
          // Refused, as it should be.
        }
      }
    }
  }
  assertEqual('letters that are accepted', accepted, []);
  return Promise.resolve();
}

/** Settings that come from environment variables cannot be given in every runtime. */
const needsEnvironment = ({ env }: Recorded) => env !== undefined && Object.keys(env).length > 0;

/** A middleware in one runtime hands the state over to an application in the same or another one. */
async function checkHandOver({ apiUrl, publishableKey, token }: LiveService): Promise<void> {
  const options = { apiUrl, publishableKey, secretKey: 'sk_test_runtimes' };
  const url = 'http://localhost/page';
  const request = new Request(url, { headers: { authorization: `Bearer ${token}` } });
  const state = await createClerkClient(options).authenticateRequest(request);
  if (state.status === 'handshake') throw new Error('The browser is sent to the handshake.');
  const headers = new Headers(
    (await exportState(state, { url, header: (name) => request.headers.get(name), ...options })).map(
      ([name, value]): [string, string] => [name, value],
    ),
  );
  const received = (name: string) => headers.get(name) ?? request.headers.get(name);
  const read = await importState(received, options);
  assertEqual('kind', read.kind, 'state');
  if (read.kind === 'state') assertEqual('session', read.state.toAuth(), state.toAuth());
  headers.set('x-clerk-auth-token', `${token}x`);
  assertEqual('forged', await importState(received, options), { kind: 'refused', why: 'forged' });
}

/** Runs everything, one case after the other. */
export async function runSuite(recordings: Recordings, service: LiveService): Promise<readonly Outcome[]> {
  const { keys } = recordings;
  const outcomes = [
    await attempt('over the real network', () => checkLive(service)),
    await attempt('a state that is handed over', () => checkHandOver(service)),
    await attempt('a Hono application', () => checkHono(service)),
    await attempt('other spellings of a token', () => checkSpellings(service)),
  ];
  const read = <T extends Recorded>(vectors: unknown) =>
    fillVectors<T>(vectors, keys).filter((vector) => !vector.doNotCopy && !needsEnvironment(vector));
  const requests = read<RequestVector>(recordings.requests).filter(
    ({ name, expected }) => !(name in intendedDifferences) && !('throws' in expected),
  );
  for (const [index, vector] of requests.map(isolate).entries()) {
    const check = () => checkRequest(vector, `https://api-${index}.clerk.com`);
    outcomes.push(await attempt(`authenticateRequest ${vector.name}`, () => inRecordedWorld(vector, check)));
  }
  const tokens = read<TokenVector>(recordings.tokens).filter(({ fn }) => fn === 'verifyToken');
  for (const [index, vector] of tokens.map(isolate).entries()) {
    const check = () => checkToken(vector, `https://api-${index}.clerk.com`);
    outcomes.push(await attempt(`verifyToken ${vector.name}`, () => inRecordedWorld(vector, check)));
  }
  for (const vector of read<WebhookVector>(recordings.webhooks)) {
    const check = () => checkWebhook(vector);
    outcomes.push(await attempt(`verifyWebhook ${vector.name}`, () => inRecordedWorld(vector, check)));
  }
  return outcomes;
}
