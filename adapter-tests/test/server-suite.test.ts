import { createHmac } from 'node:crypto';
import { createServer, request as rawRequest, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createEmulator, type Emulator } from '@acme/emulator';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { adapters, officialAdapters, type Options, type Setup, type TestServer } from './servers.js';

// What every server with Clerk authentication does, whichever package it is built with: ours and the official ones answer
// alike. Where the official ones do not, `except` says so and docs/differences.md says what ours does.

const webhookSecret = `whsec_${Buffer.from('server-suite-secret').toString('base64')}`;
const before = { ...process.env };
let emulator: Emulator;
let userId: string;
let given: Options;
let server: TestServer | undefined;

beforeAll(async () => {
  emulator = await createEmulator();
  userId = emulator.users[0]?.id ?? '';
  Object.assign(process.env, emulator.env, { CLERK_WEBHOOK_SIGNING_SECRET: webhookSecret });
  // Not every package reads every variable.
  given = { publishableKey: emulator.publishableKey, secretKey: emulator.secretKey, apiUrl: emulator.url };
});
afterAll(async () => {
  await emulator.close();
  for (const name of Object.keys(process.env)) if (!(name in before)) Reflect.deleteProperty(process.env, name);
});
afterEach(async () => {
  await server?.close();
  server = undefined;
});

interface Site {
  readonly url: string;
  readonly get: (path: string, headers?: Record<string, string>) => Promise<Response>;
}
interface Scenario {
  readonly name: string;
  /** Columns that do something else. */
  readonly except?: readonly string[];
  readonly setup?: () => Setup;
  readonly run: (site: Site) => Promise<void>;
}

const page = { accept: 'text/html', 'sec-fetch-dest': 'document' } as const;
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const json = async (response: Promise<Response>) => (await (await response).json()) as Record<string, unknown>;
const rawStatus = (url: string, path: string) =>
  new Promise<number | undefined>((resolve, reject) => {
    rawRequest({ port: new URL(url).port, path }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });

/** An upstream for the Frontend API proxy that tells what came. */
async function withUpstream(
  use: (received: { method?: string; url?: string; headers: IncomingHttpHeaders; body: string }[]) => Promise<void>,
) {
  const received: { method?: string; url?: string; headers: IncomingHttpHeaders; body: string }[] = [];
  const upstream = createServer((incoming, outgoing) => {
    let body = '';
    incoming.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    incoming.on('end', () => {
      const { method = '', url = '', headers } = incoming;
      received.push({ method, url, headers, body });
      outgoing.setHeader('set-cookie', 'a=1; Path=/');
      outgoing.end(`answer to ${method}`);
    });
  });
  await new Promise<void>((done) => upstream.listen(0, '127.0.0.1', done));
  process.env['CLERK_FAPI_URL'] = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;
  try {
    await use(received);
  } finally {
    Reflect.deleteProperty(process.env, 'CLERK_FAPI_URL');
    upstream.close();
  }
}

const scenarios: readonly Scenario[] = [
  {
    name: 'knows the person by session token, in a header and in cookies',
    run: async ({ url, get }) => {
      const { token, cookieHeader } = await emulator.signIn(userId, { origin: url });
      for (const headers of [bearer(token), { authorization: token }, { cookie: cookieHeader }]) {
        expect(await json(get('/who', headers))).toMatchObject({ userId, tokenType: 'session_token' });
      }
    },
  },
  {
    name: 'tells a stranger from a forged and from an expired token, and refuses nothing by itself',
    run: async ({ get }) => {
      const expired = await emulator.signToken({ sub: userId, sid: 'sess_1', iat: 1, nbf: 1, exp: 2 });
      for (const [headers, reason] of [
        [{}, 'dev-browser-missing'],
        [bearer('foo'), 'token-invalid'],
        [bearer(expired), 'session-token-expired-refresh-non-eligible-no-refresh-cookie'],
      ] as const) {
        const response = await get('/who', headers);
        expect(response.status).toBe(200);
        expect(response.headers.get('x-clerk-auth-reason')).toBe(reason);
        expect(await response.json()).toMatchObject({ userId: null, sessionId: null });
      }
    },
  },
  {
    name: 'knows API keys, M2M tokens and OAuth tokens where they are asked for, and nowhere else',
    run: async ({ get }) => {
      const tokens = {
        api_key: (await emulator.mintApiKey({ subject: userId })).secret,
        m2m_token: (await emulator.mintM2MToken()).token,
        oauth_token: (await emulator.mintOAuthToken({ userId })).token,
      };
      for (const [kind, token] of Object.entries(tokens)) {
        expect(await json(get(`/who?accepts=${kind}`, bearer(token)))).toMatchObject({ tokenType: kind });
        expect(await json(get(`/who?accepts=${kind}`, bearer(token)))).toHaveProperty('subject', expect.any(String));
        expect(await json(get('/who', bearer(token)))).toMatchObject({ userId: null });
      }
    },
  },
  {
    name: 'knows organization, role and permissions',
    run: async ({ get }) => {
      const o = { id: 'org_1', rol: 'admin', slg: 'acme', per: 'read,manage', fpm: '3' };
      const token = await emulator.signToken({ sub: userId, sid: 'sess_1', fea: 'o:posts', o });
      expect(await json(get('/who', bearer(token)))).toMatchObject({
        orgId: 'org_1',
        orgRole: 'org:admin',
        orgSlug: 'acme',
        orgPermissions: ['org:posts:read', 'org:posts:manage'],
      });
    },
  },
  {
    name: 'sends a browser whose session must be looked up to the handshake, and back to where it was',
    run: async ({ url, get }) => {
      const response = await get('/who?a=1', page);
      const location = new URL(response.headers.get('location') ?? '');
      expect(response.status).toBe(307);
      expect(location.pathname).toMatch(/\/v1\/client\/handshake$/);
      expect(location.searchParams.get('redirect_url')).toBe(`${url}/who?a=1`);
      expect(response.headers.get('x-clerk-auth-status')).toBe('handshake');
    },
  },
  {
    name: 'takes the public address from forwarded headers',
    run: async ({ get }) => {
      const forwarded = { 'x-forwarded-host': 'app.example.com', 'x-forwarded-proto': 'https' };
      const location = new URL((await get('/who', { ...page, ...forwarded })).headers.get('location') ?? '');
      expect(location.searchParams.get('redirect_url')).toBe('https://app.example.com/who');
    },
  },
  {
    name: 'refuses tokens of other parties where parties are named',
    setup: () => ({ options: { ...given, authorizedParties: ['https://app.example'] } }),
    run: async ({ get }) => {
      const tokenFor = async (origin: string) => (await emulator.signIn(userId, { origin })).token;
      expect(await json(get('/who', bearer(await tokenFor('https://app.example'))))).toMatchObject({ userId });
      expect(await json(get('/who', bearer(await tokenFor('https://evil.example'))))).toMatchObject({ userId: null });
    },
  },
  {
    name: 'leaves the body of a request to the application',
    run: async ({ url }) => {
      const body = 'x'.repeat(200_000);
      const sent = fetch(`${url}/body`, { method: 'POST', body, headers: { 'content-type': 'text/plain' } });
      expect(await json(sent)).toEqual({ text: body });
    },
  },
  {
    name: 'answers 400 to what cannot be a request to this server',
    // The framework resolves such a path before the middleware sees it there.
    except: ['@clerk/hono'],
    run: async ({ url }) => {
      expect(await rawStatus(url, '//')).toBe(400);
    },
  },
  {
    name: 'reports getAuth without the middleware',
    setup: () => ({ without: true }),
    run: async ({ get }) => {
      const response = await get('/who');
      expect(response.status).toBe(500);
      expect(await response.text()).toMatch(/middleware|plugin/i);
    },
  },
  {
    name: 'verifies webhooks in the bytes they came in',
    // Bodies that are bytes are refused there.
    except: ['@clerk/fastify'],
    run: async ({ url }) => {
      const body = '{\n  "type": "user.created",\n  "object": "event", "data": {"id":"user_1"} }';
      const timestamp = String(Math.floor(Date.now() / 1000));
      const key = Buffer.from(webhookSecret.slice('whsec_'.length), 'base64');
      const signature = createHmac('sha256', key).update(`msg_1.${timestamp}.${body}`).digest('base64');
      const headers = { 'content-type': 'application/json', 'svix-id': 'msg_1', 'svix-timestamp': timestamp };
      const send = (text: string) =>
        fetch(`${url}/webhooks`, {
          method: 'POST',
          body: text,
          headers: { ...headers, 'svix-signature': `v1,${signature}` },
        });
      expect(await json(send(body))).toMatchObject({ type: 'user.created', data: { id: 'user_1' } });
      expect((await send(`${body} `)).status).toBe(500);
    },
  },
  {
    name: 'passes the Frontend API on, with its own address and key',
    // The port is missing from the address there.
    except: ['@clerk/fastify'],
    setup: () => ({ options: { ...given, frontendApiProxy: { enabled: true } } }),
    run: ({ url }) =>
      withUpstream(async (received) => {
        for (const method of ['GET', 'POST', 'PATCH']) {
          const body = method === 'GET' ? undefined : `{"by":"${method}"}`;
          const headers = { 'content-type': 'application/json' };
          const response = await fetch(`${url}/__clerk/v1/client?x=1`, { method, ...(body && { body, headers }) });
          expect(await response.text()).toBe(`answer to ${method}`);
          expect(response.headers.getSetCookie()).toEqual(['a=1; Path=/']);
          expect(received.at(-1)).toMatchObject({ method, url: '/v1/client?x=1', body: body ?? '' });
        }
        expect(received[0]?.headers).toMatchObject({
          'clerk-proxy-url': `${url}/__clerk`,
          'clerk-secret-key': emulator.secretKey,
        });
      }),
  },
];

const columns = [
  ...adapters.map(([framework, start]) => [`@acme/${framework}`, start] as const),
  ...officialAdapters.map(([framework, start]) => [`@clerk/${framework}`, start] as const),
];

describe.each(columns)('%s', (column, start) => {
  it.each(scenarios.filter(({ except }) => !except?.includes(column)))('$name', async ({ setup, run }) => {
    const started = await start(setup?.() ?? { options: given });
    server = started;
    const { url } = started;
    await run({ url, get: (path, headers = {}) => fetch(url + path, { headers, redirect: 'manual' }) });
  });
});
