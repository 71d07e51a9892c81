import { request as rawRequest } from 'node:http';
import { bearer, pageHeaders, signWebhook, withEnvironment } from 'testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { commonScenarios, runScenario, webhookSecret } from './common-scenarios.js';
import { has, usualAnswers, type Adapter, type Guards } from './define-adapter.js';
import { get, json, location } from './get.js';
import { describeSilence } from './silence.js';
import { startRecordingUpstream } from './start-upstream.js';
import type { Services } from './use-services.js';

/** What a server does with the usual options: what every package does, and what ours does beyond. */
export function describeContract(adapter: Adapter, services: () => Services): void {
  beforeEach(() => {
    // The keys are fetched here, as in production.
    const env = { ...services().emulator.env, CLERK_JWT_KEY: undefined, CLERK_WEBHOOK_SIGNING_SECRET: webhookSecret };
    withEnvironment(env, { without: 'CLERK_' });
  });
  const scenarios = commonScenarios.filter(
    ({ needs, unless }) => (!needs || has(adapter[needs])) && !(unless && adapter.framework[unless]),
  );
  it.each(scenarios)('$name', (scenario) => runScenario(scenario, adapter.start, services()));
  describeRequests(adapter);
  if (!adapter.framework.settlesTargets) describeTargets(adapter);
  if (has(adapter.webhooks)) describeWebhooks(adapter);
  const { guards } = adapter;
  if (has(guards)) describe('protect', () => describeProtect(adapter, guards, services));
  if (has(guards)) describe('while the service does not answer', () => describeSilence(adapter, services));
  describe('setup', () => describeSetup(adapter, services));
}

function describeRequests({ start }: Adapter): void {
  it('sends a browser to the handshake with exactly one redirect, also where it is registered twice', async () => {
    const url = await start({ twice: true });
    const response = await get(`${url}/who?a=1`, pageHeaders);
    expect(response.status).toBe(307);
    expect(location(response).searchParams.get('redirect_url')).toBe(`${url}/who?a=1`);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.getSetCookie()).toHaveLength(1);
    expect(await response.text()).toBe('');
  });

  it('counts once when it is registered twice', async () => {
    const url = await start({ twice: true });
    const response = await get(`${url}/who`);
    expect(response.headers.get('x-clerk-auth-status')).toBe('signed-out');
    expect((await get(`${url}/nowhere`)).status).toBe(404);
  });

  it('keeps the Frontend API to its path, and leads browsers there', async () => {
    await startRecordingUpstream();
    const url = await start({ options: { frontendApiProxy: { enabled: true } } });
    expect((await get(`${url}/__clerkx`)).status).toBe(404);
    const { origin, pathname } = location(await get(`${url}/who`, pageHeaders));
    expect(origin + pathname).toBe(`${url}/__clerk/v1/client/handshake`);
  });
}

function describeTargets({ start }: Adapter): void {
  it('answers 400 to the address of another server, and to TRACE, which no `Request` can have', async () => {
    const { port } = new URL(await start({}));
    const raw = (path: string, method = 'GET') =>
      new Promise<number | undefined>((resolve, reject) => {
        rawRequest({ port, path, method }, (response) => {
          response.resume();
          resolve(response.statusCode);
        })
          .on('error', reject)
          .end();
      });
    expect(await raw('//evil.example/who')).toBe(400);
    expect(await raw('/who', 'TRACE')).toBe(400);
  });
}

function describeWebhooks({ start }: Adapter): void {
  it('refuses a webhook that was changed, with a code', async () => {
    const url = await start({});
    const body = '{"type":"user.created","object":"event","data":{}}';
    const headers = signWebhook(webhookSecret, body);
    const changed = fetch(`${url}/webhooks`, { method: 'POST', body: `${body} `, headers });
    expect(await json(changed)).toMatchObject({ code: 'webhook_signature_invalid' });
  });
}

function describeProtect({ name, start }: Adapter, guards: Guards, services: () => Services): void {
  const { insufficient, redirect, explains } = guards.answers ?? usualAnswers;
  const challenge = (text: string) => (explains ? text : null);

  it('refuses strangers and people without the permission, and lets through who has the permission', async () => {
    const { emulator, userId } = services();
    const url = await start({ protect: { permission: 'org:posts:read', signInUrl: 'https://sign.in.example/' } });
    const refused = await get(`${url}/guarded`, { accept: 'application/json' });
    expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, challenge('Bearer')]);
    const { token } = await emulator.signIn(userId);
    const forbidden = await get(`${url}/guarded`, bearer(token));
    expect([forbidden.status, forbidden.headers.get('www-authenticate')]).toEqual([
      insufficient,
      challenge('Bearer error="insufficient_scope"'),
    ]);
    const granted = await emulator.signToken({
      sub: userId,
      sid: 'sess_1',
      fea: 'o:posts',
      o: { id: 'org_1', rol: 'editor', slg: 'acme', per: 'read', fpm: '1' },
    });
    expect(await json(get(`${url}/guarded`, bearer(granted)))).toEqual({ passed: true });
  });

  it('redirects pages after the handshake said that nobody is signed in', async () => {
    const url = await start({ protect: { signInUrl: 'https://sign.in.example/' } });
    const response = await get(`${url}/guarded`, { ...pageHeaders, cookie: '__clerk_db_jwt=dvb_1' });
    const { origin, searchParams } = location(response);
    expect([response.status, origin, searchParams.get('redirect_url')]).toEqual([
      redirect,
      'https://sign.in.example',
      `${url}/guarded`,
    ]);
  });

  it('asks for recent verification, with the body that browser components know', async () => {
    const { emulator, userId } = services();
    const url = await start({ protect: { reverification: 'strict' } });
    const token = await emulator.signToken({ sub: userId, sid: 'sess_1', fva: [60, -1] });
    const response = await get(`${url}/guarded`, bearer(token));
    expect(response.status).toBe(insufficient);
    if (explains) expect(await json(response)).toMatchObject({ clerk_error: { reason: 'reverification-error' } });
  });

  it('takes the kinds of token it is given', async () => {
    const { emulator, userId } = services();
    const url = await start({ protect: { token: ['api_key', 'm2m_token'] } });
    const { secret } = await emulator.mintApiKey({ subject: userId });
    for (const token of [secret, (await emulator.mintM2MToken()).token])
      expect((await get(`${url}/guarded`, bearer(token))).status).toBe(200);
    expect((await get(`${url}/guarded`, bearer((await emulator.signIn(userId)).token))).status).toBe(401);
  });

  it('answers 503 with Retry-After when the token could not be checked', async () => {
    const { emulator, userId } = services();
    const url = await start({ options: { secretKey: `sk_test_outage_${name}` }, protect: {} });
    emulator.faults.add({ path: '/v1/jwks', status: 500 });
    const { token } = await emulator.signIn(userId);
    const response = await get(`${url}/guarded`, bearer(token));
    expect(response.status).toBe(503);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('answers 503 as well when the keys for the token of a machine cannot be had', async () => {
    const { emulator } = services();
    const url = await start({
      options: { secretKey: `sk_test_machine_outage_${name}` },
      protect: { token: 'm2m_token' },
    });
    const { token } = await emulator.mintM2MToken({ format: 'jwt' });
    // An answer, but none with keys.
    emulator.faults.add({ path: '/v1/jwks', status: 500, body: { errors: [] } });
    // The second request finds that the keys were requested a moment ago.
    expect((await get(`${url}/guarded`, bearer(token))).status).toBe(503);
    expect((await get(`${url}/guarded`, bearer(token))).status).toBe(503);
  });
}

const mistakes: readonly (readonly [what: string, options: object, code: string])[] = [
  ['an unknown option', { authorizedPartys: [] }, 'option_unknown'],
  ['a text that is none', { publishableKey: 5 }, 'option_invalid'],
  ['a proxy that is none', { frontendApiProxy: { enabled: 'yes' } }, 'option_invalid'],
  ['a proxy that is null', { frontendApiProxy: null }, 'option_invalid'],
  [
    'a proxy with an unknown member',
    { frontendApiProxy: { enabled: true, fapiUrl: 'https://a.test' } },
    'option_unknown',
  ],
  ['a Backend API with a query', { apiUrl: 'https://api.test?region=eu' }, 'option_invalid'],
  ['a Backend API with a fragment', { apiUrl: 'https://api.test/#v1' }, 'option_invalid'],
];

function describeSetup({ start, framework }: Adapter, services: () => Services): void {
  it('reads options from a function for each request, and passes its failure on', async () => {
    const { emulator, userId } = services();
    let party = 'https://other.example';
    const url = await start({ options: () => Promise.resolve({ authorizedParties: [party] }) });
    const { token } = await emulator.signIn(userId, { origin: 'https://app.example' });
    const reason = async () => (await get(`${url}/who`, bearer(token))).headers.get('x-clerk-auth-reason');
    expect(await reason()).toBe('token-invalid-authorized-parties');
    party = 'https://app.example';
    expect(await reason()).toBeNull();
    const failing = await start({ options: () => Promise.reject(new Error('no options')) });
    expect(await json(get(`${failing}/who`))).toMatchObject({ message: 'no options' });
  });

  it('names a missing key when a request comes, and works once it is there', async () => {
    Reflect.deleteProperty(process.env, 'CLERK_SECRET_KEY');
    const url = await start({});
    expect(await json(get(`${url}/who`, bearer('x')))).toMatchObject({ code: 'secret_key_missing' });
    process.env['CLERK_SECRET_KEY'] = services().emulator.secretKey;
    expect((await get(`${url}/who`)).status).toBe(200);
  });

  it.each(mistakes)('refuses %s at once', async (_what, options, code) => {
    await expect((async () => start({ options: options }))()).rejects.toMatchObject({ code });
  });

  if (framework.authenticatesWithoutMiddleware) {
    it('authenticates without the middleware', async () => {
      const { emulator, userId } = services();
      const url = await start({ without: true });
      expect(await json(get(`${url}/who`, bearer((await emulator.signIn(userId)).token)))).toMatchObject({ userId });
      expect(await json(get(`${url}/who`))).toMatchObject({ userId: null });
    });
    return;
  }

  it('has a code for getAuth without the middleware', async () => {
    const url = await start({ without: true });
    expect(await json(get(`${url}/who`))).toMatchObject({ name: 'ConfigurationError', code: 'middleware_missing' });
  });
}
