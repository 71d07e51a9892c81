import { bearer, pageHeaders, withEnvironment } from 'testing';
import { beforeEach, expect, it } from 'vitest';
import { has, usualAnswers, type Adapter } from './define-adapter.js';
import { get, json, location } from './get.js';
import { startRecordingUpstream, startUpstream } from './start-upstream.js';
import type { Services } from './use-services.js';

const publishableKey = `pk_live_${btoa('clerk.example.com$')}`;

/**
 * What servers for this service have been seen to get wrong, and no other scenario of the kit shows. Those it shows:
 * the port in the proxy's address (common scenarios); one redirect where the middleware is registered twice, and no
 * caching of it; the statuses of guards (contract).
 */
export function describeRegressions(adapter: Adapter, services: () => Services): void {
  beforeEach(() => {
    // The keys are fetched here, as in production.
    withEnvironment({ ...services().emulator.env, CLERK_JWT_KEY: undefined }, { without: 'CLERK_' });
  });
  describeEnvironment(adapter, services);
  describeHeaders(adapter, services);
  describeProxy(adapter);
}

function describeEnvironment({ start }: Adapter, services: () => Services): void {
  it('reads the environment when it is needed, CLERK_JWT_KEY and CLERK_API_URL included', async () => {
    const { service } = services();
    withEnvironment({}, { without: 'CLERK_' });
    const url = await start({});
    Object.assign(process.env, {
      CLERK_PUBLISHABLE_KEY: publishableKey,
      CLERK_SECRET_KEY: 'sk_live_1',
      CLERK_API_URL: service.url,
    });
    expect(await json(get(`${url}/who?accepts=api_key`, bearer('ak_1')))).toMatchObject({ tokenType: 'api_key' });
    const withKey = await start({});
    process.env['CLERK_JWT_KEY'] = service.jwtKey;
    process.env['CLERK_API_URL'] = 'http://127.0.0.1:9';
    expect(await json(get(`${withKey}/who`, bearer(await service.sign())))).toMatchObject({ userId: 'user_1' });
  });

  it('reports errors with a code, and missing keys with the name of their variable', async () => {
    withEnvironment({}, { without: 'CLERK_' });
    expect(await json(get(`${await start({})}/who`))).toMatchObject({
      name: 'ConfigurationError',
      code: 'publishable_key_missing',
      message: expect.stringContaining('CLERK_PUBLISHABLE_KEY') as string,
    });
  });

  it('reports malformed keys with a code: when it is made, or where the environment comes with the request, then', async () => {
    process.env['CLERK_PUBLISHABLE_KEY'] = 'pk_live_malformed';
    const reported = await (async () => start({}))().then(
      (url) => json(get(`${url}/who`)),
      (error: unknown) => error,
    );
    expect(reported).toMatchObject({ code: 'publishable_key_invalid' });
  });

  it('verifies tokens with CLERK_JWT_KEY and no other key', async () => {
    const { emulator, service, userId } = services();
    withEnvironment({ CLERK_JWT_KEY: service.jwtKey }, { without: 'CLERK_' });
    const url = await start({});
    expect(await json(get(`${url}/who`, bearer(await service.sign())))).toMatchObject({ userId: 'user_1' });
    const forged = await emulator.signToken({ sub: userId, sid: 'sess_1' });
    expect(await json(get(`${url}/who`, bearer(forged)))).toMatchObject({ userId: null });
    expect((await get(`${url}/who`, pageHeaders)).status).toBe(200);
    expect(await json(get(`${url}/who`, bearer('ak_1')))).toMatchObject({ userId: null });
    const cookie = `__session=${await service.sign()}; __client_uat=1`;
    expect(await json(get(`${url}/who`, { cookie }))).toMatchObject({ code: 'publishable_key_missing' });
    process.env['CLERK_PUBLISHABLE_KEY'] = publishableKey;
    const withCookies = await start({});
    expect(await json(get(`${withCookies}/who`, { cookie }))).toMatchObject({ userId: 'user_1' });
    const outdated = await service.sign({ iat: 1, nbf: 1, exp: 2 });
    const refreshable = `__session=${outdated}; __client_uat=1; __refresh_${await suffix()}=r`;
    expect(await json(get(`${withCookies}/who`, { cookie: refreshable }))).toMatchObject({ userId: null });
  });
}

/** The end of the names of cookies, which is made from the publishable key. */
async function suffix(): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-1', new TextEncoder().encode(publishableKey));
  return Buffer.from(digest).toString('base64url').slice(0, 8);
}

function describeHeaders({ start, guards, framework }: Adapter, services: () => Services): void {
  it('counts a pending session only for those who ask for it', async () => {
    const { emulator, userId } = services();
    const token = await emulator.signToken({ sub: userId, sid: 'sess_1', sts: 'pending' });
    const pending = { userId: null, sessionStatus: 'pending' };
    expect(await json(get(`${await start({})}/who`, bearer(token)))).toMatchObject(pending);
    const asking = await start({ getAuth: { treatPendingAsSignedOut: false } });
    expect(await json(get(`${asking}/who`, bearer(token)))).toMatchObject({ userId });
  });

  it('takes the scheme of Authorization in any letter case', async () => {
    const { emulator, userId } = services();
    const url = await start({});
    const { token } = await emulator.signIn(userId);
    for (const scheme of ['bearer', 'BEARER', 'Bearer'])
      expect(await json(get(`${url}/who`, { authorization: `${scheme} ${token}` }))).toMatchObject({ userId });
  });

  it('lets no shared cache keep an answer that sets cookies, whatever the application says', async () => {
    const { service } = services();
    const keys = { CLERK_PUBLISHABLE_KEY: publishableKey, CLERK_SECRET_KEY: 'sk_live_1', CLERK_API_URL: service.url };
    withEnvironment(keys, { without: 'CLERK_' });
    const url = await start({});
    const plain = await get(`${url}/who?cached`);
    expect([plain.headers.get('cache-control'), plain.headers.getSetCookie()]).toEqual(['public, s-maxage=600', []]);
    for (const path of framework.replacesCacheControl ? ['/who'] : ['/who?cached', '/who']) {
      const renewed = await get(`${url}${path}`, { cookie: '__clerk_handshake_nonce=once' });
      expect(renewed.headers.get('cache-control')).toBe('private, no-store');
      expect(renewed.headers.getSetCookie()).toEqual(['a=1; Path=/', 'b=2; Path=/']);
    }
  });

  it('believes forwarded hosts only from a list, where there is one', async () => {
    const forwarded = { ...pageHeaders, 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' };
    const trusting = await start({ options: { trustedForwardedHosts: ['app.example.com'] } });
    const redirect = (response: Response) => location(response).searchParams.get('redirect_url');
    expect(redirect(await get(`${trusting}/who`, forwarded))).not.toContain('evil.example');
    expect(redirect(await get(`${trusting}/who`, { ...forwarded, 'x-forwarded-host': 'app.example.com' }))).toBe(
      'https://app.example.com/who',
    );
  });

  it('puts no token of an Authorization header into a URL', async () => {
    const { emulator, userId } = services();
    const url = await start({});
    const expired = await emulator.signToken({ sub: userId, sid: 'sess_1', iat: 1, nbf: 1, exp: 2 });
    const response = await get(`${url}/who`, { ...pageHeaders, ...bearer(expired) });
    expect(location(response).href).not.toContain(expired);
  });

  if (has(guards)) {
    const { insufficient, explains } = guards.answers ?? usualAnswers;
    it('refuses a role that the person does not have, and a stranger before that', async () => {
      const { emulator, userId } = services();
      const url = await start({ protect: { role: 'org:owner' } });
      const refused = await get(`${url}/guarded`);
      expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, explains ? 'Bearer' : null]);
      const { status } = await get(`${url}/guarded`, bearer((await emulator.signIn(userId)).token));
      expect(status).toBe(insufficient);
    });
  }
}

function describeProxy({ start }: Adapter): void {
  // https://github.com/clerk/javascript/pull/8162
  it('keeps the body of every method, and every Set-Cookie, that comes through the proxy', async () => {
    const { seen } = await startRecordingUpstream();
    const url = await start({ options: { frontendApiProxy: { enabled: true } } });
    for (const method of ['PUT', 'DELETE']) {
      const { headers } = await fetch(`${url}/__clerk/v1/client`, { method, body: `by ${method}` });
      expect(seen.at(-1)).toMatchObject({ method, body: `by ${method}` });
      expect(headers.getSetCookie()).toEqual(['a=1; Path=/', 'b=2; Path=/', 'c=3']);
    }
  });

  it('answers when the predicate of the proxy fails', async () => {
    const enabled = () => {
      throw new Error('no idea');
    };
    const url = await start({ options: { frontendApiProxy: { enabled } } });
    expect(await json(get(`${url}/__clerk/v1/client`))).toMatchObject({ message: 'no idea' });
  });

  it('streams the Frontend API both ways: each part arrives before the next is sent', async () => {
    let arrived: (text: string) => void = () => undefined;
    await startUpstream((request, response) => {
      response.write('one;');
      request.setEncoding('utf8').on('data', (text: string) => arrived(text));
      request.on('end', () => response.end('two'));
    });
    const url = await start({ options: { frontendApiProxy: { enabled: true } } });
    let push: ReadableStreamDefaultController<Uint8Array> | undefined;
    const body = new ReadableStream<Uint8Array>({ start: (controller) => void (push = controller) });
    const first = new Promise<string>((resolve) => (arrived = resolve));
    const answering = fetch(`${url}/__clerk/v1/client`, { method: 'POST', body, duplex: 'half' } as RequestInit);
    push?.enqueue(new TextEncoder().encode('part one'));
    expect(await first).toBe('part one');
    push?.close();
    const answer = await answering;
    expect(await answer.text()).toBe('one;two');
  });

  it('sends the beginning of an answer on before its end is there', async () => {
    let finish: () => void = () => undefined;
    await startUpstream((_request, response) => {
      response.write('beginning');
      finish = () => void response.end('end');
    });
    const url = await start({ options: { frontendApiProxy: { enabled: true } } });
    const answer = await fetch(`${url}/__clerk/v1/client`);
    const reader = answer.body?.getReader();
    const beginning = await reader?.read();
    expect(new TextDecoder().decode(beginning?.value)).toBe('beginning');
    finish();
    const end = await reader?.read();
    expect(new TextDecoder().decode(end?.value)).toBe('end');
  });
}
