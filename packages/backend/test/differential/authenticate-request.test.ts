import { createClerkClient as createOfficialClient } from '@clerk/backend';
import fc from 'fast-check';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createClerkClient } from '../../src/clerk-client.js';
import { getCookieSuffix } from '../../src/internal.js';
import { isOwnCookie } from '../request/intended-differences.js';
import { isOfEarlierTest, stateFields } from '../vector-replay.js';
import { cases, type Case } from './cases.js';
import { instances, makeTokens, now, type Tokens } from './tokens.js';

const runs = Number(process.env.FUZZ_RUNS ?? 2000);
const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31);

let tokens: Tokens;
const suffixes = new Map<string, string>();

beforeAll(async () => {
  tokens = await makeTokens();
  for (const { publishableKey } of Object.values(instances))
    suffixes.set(publishableKey, await getCookieSuffix(publishableKey));
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
});

interface Call {
  readonly method: string;
  readonly url: string;
  readonly body: unknown;
}

const json = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

const machine = {
  id: 'id_1',
  subject: 'user_1',
  scopes: ['a'],
  claims: { x: 1 },
  revoked: false,
  expired: false,
  expiration: null,
};

/** What the service answers to a path when all is fine. */
function answer(path: string, instance: Case['instance']): unknown {
  const session = `__session=${tokens.of(instance, 'newer')}; Path=/`;
  if (path.includes('handshake_payload')) return { directives: ['__client_uat=1; Path=/', session] };
  if (path.includes('/refresh')) return { object: 'cookies', cookies: [session, '__refresh_x=rt_2; HttpOnly'] };
  if (path.includes('api_keys')) return { object: 'api_key', name: 'n', ...machine };
  if (path.includes('m2m')) return { object: 'machine_to_machine_token', ...machine, subject: 'mch_1' };
  return { object: 'clerk_idp_oauth_access_token', client_id: 'c', type: 'oauth:access_token', ...machine };
}

/** Stands in for the service, and notes what it is asked. */
function serve({ upstream, instance }: Case): readonly Call[] {
  const calls: Call[] = [];
  vi.stubGlobal('fetch', async (input: string | URL | Request, init: RequestInit = {}) => {
    if (isOfEarlierTest(input)) throw new TypeError('fetch failed');
    const request = input instanceof Request ? input : new Request(input, init);
    // The request's own headers are passed on in a refresh; how the scheme is written is a difference that is meant.
    const text = (await request.text()).replace(/"bearer +/gi, '"Bearer ');
    calls.push({ method: request.method, url: request.url, body: text ? (JSON.parse(text) as unknown) : undefined });
    if (upstream === 'down') throw new TypeError('fetch failed');
    if (upstream === 'not found') return json(404, { errors: [{ code: 'resource_not_found', message: 'no' }] });
    if (upstream === 'refused') return json(401, { errors: [{ code: 'clerk_key_invalid', message: 'no' }] });
    if (upstream === 'broken') return json(500, { errors: [] });
    return json(200, answer(new URL(request.url).pathname, instance));
  });
  return calls;
}

function requestOf({ instance, method, url, headers, authorization, cookies, tokenCookies }: Case): Request {
  const suffix = suffixes.get(instances[instance].publishableKey) ?? '';
  const held = Object.entries(tokenCookies).map(([name, kind]) => [name, tokens.of(instance, kind)]);
  const cookie = [...Object.entries(cookies), ...held]
    .map(([name, value]) => `${name?.replace('SUFFIX', suffix)}=${value}`)
    .join('; ');
  return new Request(url, {
    method,
    headers: {
      ...headers,
      ...(cookie && { cookie }),
      ...(authorization && { authorization: authorization.scheme + tokens.of(instance, authorization.token) }),
    },
  });
}

interface State {
  readonly headers: Headers;
  readonly message: string | null;
  readonly toAuth: (options?: { treatPendingAsSignedOut?: boolean }) => object | null;
}

const asks = [
  { role: 'admin' },
  { permission: 'org:posts:read' },
  { feature: 'posts' },
  { plan: 'free' },
  { reverification: 'strict' },
];

function describeAuth(auth: object | null): unknown {
  if (!auth) return null;
  const has = (auth as { has?: (ask: object) => boolean }).has;
  const fields = Object.entries(auth).filter(([, value]) => typeof value !== 'function');
  return { ...Object.fromEntries(fields), has: asks.map((ask) => has?.(ask)) };
}

/** Everything about an outcome that counts; the words of messages are ours. */
async function outcome(decide: () => Promise<object>, calls: readonly Call[]): Promise<unknown> {
  try {
    const state = (await decide()) as State & Record<string, unknown>;
    const headers = Object.fromEntries([...state.headers].filter(([name]) => name !== 'set-cookie'));
    if ('x-clerk-auth-message' in headers) headers['x-clerk-auth-message'] = '<text>';
    return {
      ...Object.fromEntries(stateFields.map((name) => [name, state[name]])),
      message: state.message ? '<text>' : state.message,
      headers: { ...headers, 'set-cookie': state.headers.getSetCookie() },
      auth: describeAuth(state.toAuth()),
      pending: describeAuth(state.toAuth({ treatPendingAsSignedOut: false })),
      calls: [...calls],
    };
  } catch {
    return 'rejects';
  }
}

/** Differences that are meant, in the request; docs/differences.md has the reasons. The other package gets what ours takes it for. */
function asOursReads(sample: Case): Case {
  const { authorization, instance } = sample;
  // A result in the address of a browser that was not sent for it is ignored in production.
  const linked = instance === 'production' ? /&?__clerk_handshake_nonce=n1|\?__clerk_handshake_nonce=n1$/g : /(?!)/;
  return {
    ...sample,
    url: sample.url.replace(linked, '').replace('?&', '?'),
    // The scheme is Bearer in any letter case, with any number of spaces after it.
    authorization: authorization && {
      ...authorization,
      scheme: authorization.scheme.replace(/^bearer +/i, 'Bearer '),
    },
  };
}

/** What ours adds to a redirect in production. */
function withoutOwnParts(ours: unknown): unknown {
  const { headers } = Object(ours) as { headers?: Record<string, unknown> };
  if (!headers) return ours;
  const { location, 'set-cookie': cookies } = headers;
  return {
    ...Object(ours),
    headers: {
      ...headers,
      'set-cookie': (cookies as string[]).filter((cookie) => !isOwnCookie(cookie)),
      ...(typeof location === 'string' && {
        location: location.replace(/(%3F|%26)__clerk_hs_retry%3D\d+/, ''),
      }),
    },
  };
}

/** Differences that are meant, in the answer: what the other package's would be in ours. */
function asOursAnswers(official: unknown, { instance, authorization, tokenCookies }: Case): unknown {
  const { headers } = Object(official) as { headers?: Record<string, unknown> };
  const location = headers?.['location'];
  if (!authorization || typeof location !== 'string') return official;
  // A token from a header does not stand in a URL; one from a cookie does, if that is one of the cookies that count.
  const usesSuffix = location.includes('&suffixed_cookies=true');
  const held = Object.entries(tokenCookies)
    .filter(([name]) => name.endsWith('SUFFIX') === usesSuffix)
    .map(([, kind]) => tokens.of(instance, kind));
  const token = /&__session=([^&]*)/.exec(location)?.[1];
  if (token === undefined || held.includes(decodeURIComponent(token))) return official;
  return { ...Object(official), headers: { ...headers, location: location.replace(`&__session=${token}`, '') } };
}

/** Differences that are meant and cannot be reckoned with: such requests are not compared. */
const deliberate: Readonly<Record<string, (sample: Case) => boolean>> = {
  'no session token in a redirect to a host that only a header named': ({ client, headers }) =>
    client['proxyUrl'] === '/__clerk' && Boolean(headers['x-forwarded-host']),
};

async function compare(sample: Case): Promise<readonly [official: unknown, ours: unknown]> {
  vi.useFakeTimers({ toFake: ['Date'], now: now * 1000 });
  const { publishableKey, secretKey } = instances[sample.instance];
  const client = { publishableKey, secretKey, jwtKey: tokens.jwtKey, ...sample.client };
  const officialCalls = serve(sample);
  const official = await outcome(
    () => createOfficialClient(client).authenticateRequest(requestOf(asOursReads(sample)), sample.options),
    officialCalls,
  );
  const ourCalls = serve(sample);
  const ours = await outcome(
    () => createClerkClient(client).authenticateRequest(requestOf(sample), sample.options),
    ourCalls,
  );
  return [official, withoutOwnParts(ours)];
}

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('authenticateRequest beside the official package', () => {
  it(`decides ${runs} generated requests in the same way (FUZZ_SEED=${seed})`, async () => {
    const seen = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(cases, async (sample) => {
        const [official, ours] = await compare(sample);
        const { status = 'rejects', reason } = Object(official) as { status?: string; reason?: string };
        const name = `${status} ${reason ?? ''}`;
        seen.set(name, (seen.get(name) ?? 0) + 1);
        if (Object.values(deliberate).some((matches) => matches(sample))) return;
        expect(ours).toEqual(asOursAnswers(official, sample));
      }),
      { numRuns: runs, seed },
    );
    // The generator must reach deep, or agreement means little.
    expect(seen.size).toBeGreaterThan(25);
  });
});
