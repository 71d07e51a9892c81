import { request as rawRequest } from 'node:http';
import { bearer, pageHeaders, signWebhook } from 'testing';
import { expect } from 'vitest';
import type { FrameworkRules, Options, Setup } from './define-adapter.js';
import { get, json, location } from './get.js';
import { startRecordingUpstream } from './start-upstream.js';
import type { Services } from './use-services.js';

/** What a scenario may use. */
export interface Site extends Services {
  readonly url: string;
  readonly get: (path: string, headers?: Readonly<Record<string, string>>) => Promise<Response>;
}

/** What every server with Clerk authentication does, whichever package it is built with. */
export interface Scenario {
  readonly name: string;
  /** Packages of others that do something else. */
  readonly except?: readonly string[];
  /** A part that an adapter may lack; it then skips the scenario. */
  readonly needs?: 'webhooks';
  /** What a framework may do in place of the adapter; it then skips the scenario. */
  readonly unless?: keyof FrameworkRules;
  /** How the server is set up, given the options with which it finds its instance. */
  readonly setup?: (options: Options) => Setup;
  readonly run: (site: Site) => Promise<void>;
}

/** The secret of the webhooks, in `CLERK_WEBHOOK_SIGNING_SECRET`. */
export const webhookSecret = `whsec_${Buffer.from('webhook-secret-of-the-kit').toString('base64')}`;

const statusOfPath = (url: string, path: string) =>
  new Promise<number | undefined>((resolve, reject) => {
    rawRequest({ port: new URL(url).port, path }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });

/** Official packages answer alike, except where a scenario names them; docs/differences.md says what ours does there. */
export const commonScenarios: readonly Scenario[] = [
  {
    name: 'knows the person by session token, in a header and in cookies',
    run: async ({ url, get, emulator, userId }) => {
      const { token, cookieHeader } = await emulator.signIn(userId, { origin: url });
      for (const headers of [bearer(token), { authorization: token }, { cookie: cookieHeader }]) {
        const response = await get('/who', headers);
        expect(response.headers.get('x-clerk-auth-status')).toBeNull();
        expect(await json(response)).toMatchObject({ isAuthenticated: true, userId, tokenType: 'session_token' });
      }
    },
  },
  {
    name: 'tells a stranger from a forged and from an expired token, and refuses nothing by itself',
    run: async ({ get, emulator, userId }) => {
      const expired = await emulator.signToken({ sub: userId, sid: 'sess_1', iat: 1, nbf: 1, exp: 2 });
      for (const [headers, reason] of [
        [{}, 'dev-browser-missing'],
        [bearer('foo'), 'token-invalid'],
        [bearer(expired), 'session-token-expired-refresh-non-eligible-no-refresh-cookie'],
      ] as const) {
        const response = await get('/who', headers);
        expect(response.status).toBe(200);
        expect(response.headers.get('x-clerk-auth-status')).toBe('signed-out');
        expect(response.headers.get('x-clerk-auth-reason')).toBe(reason);
        expect(await response.json()).toMatchObject({ isAuthenticated: false, userId: null, sessionId: null });
      }
    },
  },
  {
    name: 'knows API keys, M2M tokens and OAuth tokens where they are asked for, and nowhere else',
    run: async ({ get, emulator, userId }) => {
      const tokens = {
        api_key: (await emulator.mintApiKey({ subject: userId })).secret,
        m2m_token: (await emulator.mintM2MToken()).token,
        oauth_token: (await emulator.mintOAuthToken({ userId })).token,
      };
      for (const [kind, token] of Object.entries(tokens)) {
        const known = await json(get(`/who?accepts=${kind}`, bearer(token)));
        expect(known).toMatchObject({ isAuthenticated: true, tokenType: kind });
        expect(known).toHaveProperty('subject', expect.any(String));
        expect(await json(get('/who', bearer(token)))).toMatchObject({ isAuthenticated: false, userId: null });
      }
      expect(await json(get('/who?accepts=api_key', bearer(tokens.m2m_token)))).toMatchObject({
        isAuthenticated: false,
        tokenType: 'api_key',
        id: null,
      });
    },
  },
  {
    name: 'knows organization, role and permissions',
    run: async ({ get, emulator, userId }) => {
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
      const response = await get('/who?a=1', pageHeaders);
      expect(response.status).toBe(307);
      expect(location(response).pathname).toMatch(/\/v1\/client\/handshake$/);
      expect(location(response).searchParams.get('redirect_url')).toBe(`${url}/who?a=1`);
      expect(response.headers.get('x-clerk-auth-status')).toBe('handshake');
    },
  },
  {
    // https://github.com/clerk/javascript/issues/1338
    name: 'takes the public address from forwarded headers',
    run: async ({ get }) => {
      const forwarded = { 'x-forwarded-host': 'app.example.com', 'x-forwarded-proto': 'https' };
      const response = await get('/who', { ...pageHeaders, ...forwarded });
      expect(location(response).searchParams.get('redirect_url')).toBe('https://app.example.com/who');
    },
  },
  {
    name: 'refuses tokens of other parties where parties are named',
    setup: (options) => ({ options: { ...options, authorizedParties: ['https://app.example'] } }),
    run: async ({ get, emulator, userId }) => {
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
    unless: 'settlesTargets',
    run: async ({ url }) => {
      expect(await statusOfPath(url, '//')).toBe(400);
    },
  },
  {
    name: 'reports getAuth without the middleware',
    unless: 'authenticatesWithoutMiddleware',
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
    needs: 'webhooks',
    run: async ({ url }) => {
      const body = '{\n  "type": "user.created",\n  "object": "event", "data": {"id":"user_1"} }';
      const headers = signWebhook(webhookSecret, body);
      const send = (text: string) => fetch(`${url}/webhooks`, { method: 'POST', body: text, headers });
      expect(await json(send(body))).toMatchObject({ type: 'user.created', data: { id: 'user_1' } });
      expect((await send(`${body} `)).status).toBe(500);
    },
  },
  {
    name: 'passes the Frontend API on, with its own address and key',
    // The port is missing from the address there.
    except: ['@clerk/fastify'],
    setup: (options) => ({ options: { ...options, frontendApiProxy: { enabled: true } } }),
    run: async ({ url, emulator }) => {
      const { seen } = await startRecordingUpstream();
      for (const method of ['GET', 'POST', 'PATCH']) {
        const body = method === 'GET' ? undefined : `{"by":"${method}"}`;
        const headers = { 'content-type': 'application/json' };
        const response = await fetch(`${url}/__clerk/v1/client?x=1`, { method, ...(body && { body, headers }) });
        expect(await response.text()).toBe(`answer to ${method}`);
        expect(response.headers.getSetCookie()).toContain('c=3');
        expect(seen.at(-1)).toMatchObject({ method, url: '/v1/client?x=1', body: body ?? '' });
      }
      expect(new URL(url).port).not.toBe('');
      expect(seen[0]?.headers).toMatchObject({
        'clerk-proxy-url': `${url}/__clerk`,
        'clerk-secret-key': emulator.secretKey,
      });
    },
  },
];

/** Starts a server for a scenario and runs it; the environment is that of the emulator. */
export async function runScenario(
  { setup, run }: Scenario,
  start: (setup: Setup) => Promise<string>,
  services: Services,
): Promise<void> {
  const { publishableKey, secretKey, url: apiUrl } = services.emulator;
  // Not every package reads every variable.
  const options = { publishableKey, secretKey, apiUrl };
  const url = await start(setup?.(options) ?? { options });
  await run({ ...services, url, get: (path, headers) => get(url + path, headers) });
}
