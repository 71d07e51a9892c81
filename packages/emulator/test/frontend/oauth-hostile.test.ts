import type { RequestListener } from 'node:http';
import { createGzip } from 'node:zlib';
import { createClerkClient, type OAuthApplication } from '@acme/backend';
import { startServer } from 'testing';
import { beforeEach, describe, expect } from 'vitest';
import type { Emulator } from '../../src/index.js';
import { emulatorTest } from '../../src/vitest.js';
import { decide, signedInCookie } from './consent.js';
import { authorize, pkce, resultOf, token, type Wanted } from './oauth-calls.js';

const it = emulatorTest();

const callback = 'http://localhost:9999/callback';
const web = 'https://app.example.com/callback?tenant=1';
const { verifier, challenge } = pkce();
const proof = { code_challenge: challenge, code_challenge_method: 'S256' };

/** Applications of one instance, and the browser of Ada. */
async function start(emulator: Emulator) {
  const { oauthApplications } = createClerkClient({ secretKey: emulator.secretKey, apiUrl: emulator.url });
  const create = (name: string, more: { readonly public?: boolean } = {}) =>
    oauthApplications.create({ name, redirectUris: [callback, web], scopes: 'profile email', ...more });
  const [native, server, other] = await Promise.all([
    create('Native', { public: true }),
    create('Server'),
    create('Other'),
  ]);
  return { native, server, other, browser: await signedInCookie(emulator) };
}

const secretOf = ({ clientId, clientSecret }: OAuthApplication) => ({
  client_id: clientId,
  client_secret: clientSecret ?? '',
});
const basicOf = ({ clientId, clientSecret }: OAuthApplication, secret = clientSecret) =>
  `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}`;

/** A code that Ada allowed an application to have. */
async function codeOf(emulator: Emulator, browser: string, application: OAuthApplication) {
  const asked = await authorize(emulator, browser, {
    client_id: application.clientId,
    redirect_uri: callback,
    ...proof,
    prompt: 'consent',
  });
  const allowed = await decide(emulator, browser, asked, { name: application.name, decision: 'allow' });
  return resultOf(allowed)['code'] ?? '';
}

describe('an address for the answer that is not registered gets nothing', () => {
  it.for([
    'https://app.example.com/callback',
    'https://app.example.com/callback?tenant=1&tenant=2',
    'https://app.example.com/callback?tenant=1#part',
    'https://app.example.com/callback/?tenant=1',
    'https://app.example.com/Callback?tenant=1',
    'https://APP.example.com/callback?tenant=1',
    'https://app.example.com:443/callback?tenant=1',
    'https://app.example.com./callback?tenant=1',
    'https://app.example.com/x/../callback?tenant=1',
    'https://app.example.com/%63allback?tenant=1',
    'https://user@app.example.com/callback?tenant=1',
    'https://app.example.com@evil.example/callback?tenant=1',
    'https://evil.example/?https://app.example.com/callback?tenant=1',
    'http://app.example.com/callback?tenant=1',
    'https://app.example.com\\@evil.example/callback?tenant=1',
    '//app.example.com/callback?tenant=1',
    ' https://app.example.com/callback?tenant=1',
    'https://app.example.com/callback?tenant=1\r\nLocation: https://evil.example',
    'http://localhost:9999/callback/../other',
    'http://localhost:9999/callback?more=1',
    'http://localhost:9999/callback#part',
    'http://user@localhost:9999/callback',
    'https://localhost:9999/callback',
    'http://127.0.0.1:9999/callback',
    'http://localhost.evil.example:9999/callback',
    'http://localhost:9999@evil.example/callback',
    'javascript:alert(1)//http://localhost:9999/callback',
    'data:text/html,callback',
    '',
  ])('%j', async (redirectUri, { emulator }) => {
    const { native, browser } = await start(emulator);
    const wanted = { client_id: native.clientId, redirect_uri: redirectUri, ...proof };
    for (const more of [{}, { prompt: 'none' }, { response_type: 'token' }, { response_mode: 'form_post' }]) {
      const answer = await authorize(emulator, browser, { ...wanted, ...more });
      expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
      expect(await answer.text()).not.toMatch(/<form|evil\.example/);
    }
  });
});

describe('a request that weakens the proof of the client is refused', () => {
  const refusals: readonly (readonly [string, 'native' | 'server', Wanted, string])[] = [
    ['no challenge of a public client', 'native', { state: 'long enough' }, 'invalid_request'],
    ['the method plain', 'native', { ...proof, code_challenge_method: 'plain' }, 'invalid_request'],
    ['no method, which means plain', 'native', { code_challenge: challenge }, 'invalid_request'],
    ['another method', 'native', { ...proof, code_challenge_method: 's256' }, 'invalid_request'],
    [
      'a method without a challenge',
      'server',
      { code_challenge_method: 'S256', state: 'long enough' },
      'invalid_request',
    ],
    ['a short challenge', 'native', { ...proof, code_challenge: challenge.slice(1) }, 'invalid_request'],
    ['a padded challenge', 'native', { ...proof, code_challenge: `${challenge}=` }, 'invalid_request'],
    ['neither challenge nor state', 'server', {}, 'invalid_request'],
    ['tokens in the address', 'native', { ...proof, response_type: 'token' }, 'unsupported_response_type'],
    ['a code and a token', 'native', { ...proof, response_type: 'code id_token' }, 'unsupported_response_type'],
    ['a resource with a fragment', 'native', { ...proof, resource: 'https://api.example.com/#a' }, 'invalid_target'],
    ['a resource that is a path', 'native', { ...proof, resource: '/mcp' }, 'invalid_target'],
    ['a scope of another application', 'native', { ...proof, scope: 'profile private_metadata' }, 'invalid_scope'],
    ['no question together with one', 'native', { ...proof, prompt: 'none consent' }, 'invalid_request'],
  ];
  it.for(refusals)('%s', async ([, kind, more, error], { emulator }) => {
    const applications = await start(emulator);
    const wanted = { client_id: applications[kind].clientId, redirect_uri: callback, ...more };
    const answer = await authorize(emulator, applications.browser, wanted);
    const { iss, error: code, code: issued } = resultOf(answer);
    expect([answer.headers.get('location')?.startsWith(callback), code, issued]).toEqual([true, error, undefined]);
    // The application notices an answer that is not of the server it asked.
    expect(iss).toBe(`${emulator.url}/accounts.dev`);
  });

  it.for([
    'client_id',
    'redirect_uri',
    'state',
    'code_challenge',
    'code_challenge_method',
    'resource',
    'response_type',
  ])('%s twice', async (name, { emulator }) => {
    const { native, browser } = await start(emulator);
    const query = new URLSearchParams({
      client_id: native.clientId,
      redirect_uri: callback,
      response_type: 'code',
      ...proof,
    });
    query.append(name, query.get(name) ?? 'a');
    if (query.getAll(name).length === 1) query.append(name, 'b');
    const init = { headers: { cookie: browser }, redirect: 'manual' } as const;
    const answer = await fetch(`${emulator.url}/oauth/authorize?${query}`, init);
    expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
  });
});

describe('a code is worth nothing to anybody else', () => {
  it('not with a wrong proof, and the right client can still use it', async ({ emulator }) => {
    const { native, server, other, browser } = await start(emulator);
    const code = await codeOf(emulator, browser, native);
    const right = {
      grant_type: 'authorization_code',
      code,
      client_id: native.clientId,
      redirect_uri: callback,
      code_verifier: verifier,
    };
    const { redirect_uri: _uri, ...withoutUri } = right;
    const { code_verifier: _verifier, ...withoutVerifier } = right;
    const attempts: readonly (readonly [string, Wanted])[] = [
      ['invalid_grant', withoutVerifier],
      ['invalid_grant', { ...right, code_verifier: '' }],
      ['invalid_grant', { ...right, code_verifier: challenge }],
      ['invalid_grant', { ...right, code_verifier: pkce().verifier }],
      ['invalid_grant', { ...right, code_verifier: `${verifier} ` }],
      ['invalid_grant', withoutUri],
      ['invalid_grant', { ...right, redirect_uri: web }],
      ['invalid_grant', { ...right, redirect_uri: 'http://localhost:1/callback' }],
      ['invalid_grant', { ...right, ...secretOf(other) }],
      ['invalid_grant', { ...right, ...secretOf(server) }],
      ['invalid_grant', { ...right, code: `${code}x` }],
      ['invalid_client', { ...right, client_secret: 'guess' }],
      ['invalid_client', { ...right, client_id: server.clientId }],
      ['invalid_client', { ...right, client_id: 'nobody' }],
      ['unsupported_grant_type', { ...right, grant_type: 'implicit' }],
      ['invalid_grant', { ...right, grant_type: 'refresh_token', refresh_token: code }],
    ];
    for (const [error, fields] of attempts) expect((await token(emulator, fields)).body).toMatchObject({ error });
    expect((await token(emulator, right)).status).toBe(200);
  });

  it('not with a verifier, if it was asked for without a challenge', async ({ emulator }) => {
    const { server, browser } = await start(emulator);
    const asked = await authorize(emulator, browser, {
      client_id: server.clientId,
      redirect_uri: callback,
      state: 'long enough',
    });
    const allowed = await decide(emulator, browser, asked, { name: 'Server', decision: 'allow' });
    const { code = '' } = resultOf(allowed);
    const fields = { grant_type: 'authorization_code', code, redirect_uri: callback, ...secretOf(server) };
    expect((await token(emulator, { ...fields, code_verifier: verifier })).body['error']).toBe('invalid_grant');
    expect((await token(emulator, fields)).status).toBe(200);
  });

  it('and takes back what it gave, refreshed tokens included, when it comes again', async ({ emulator }) => {
    const { native, browser } = await start(emulator);
    const code = await codeOf(emulator, browser, native);
    const grant = { grant_type: 'authorization_code', redirect_uri: callback, code_verifier: verifier };
    const fields = { ...grant, code, client_id: native.clientId };
    const first = await token(emulator, fields);
    const refresh = { grant_type: 'refresh_token', client_id: native.clientId };
    const second = await token(emulator, { ...refresh, refresh_token: first.body['refresh_token'] ?? '' });
    expect(second.status).toBe(200);
    expect((await token(emulator, fields)).body['error']).toBe('invalid_grant');
    const headers = { authorization: `Bearer ${second.body['access_token']}` };
    expect((await fetch(`${emulator.url}/oauth/userinfo`, { headers })).status).toBe(401);
    const again = await token(emulator, { ...refresh, refresh_token: second.body['refresh_token'] ?? '' });
    expect(again.body['error']).toBe('invalid_grant');
  });

  it('nor to the application, after the person was banned or the application deleted', async ({ emulator }) => {
    const { native, server, browser } = await start(emulator);
    const backend = createClerkClient({ secretKey: emulator.secretKey, apiUrl: emulator.url });
    const [mine, theirs] = [await codeOf(emulator, browser, native), await codeOf(emulator, browser, server)];
    const fields = { grant_type: 'authorization_code', redirect_uri: callback, code_verifier: verifier };
    await backend.oauthApplications.delete(server.id);
    expect((await token(emulator, { ...fields, code: theirs, ...secretOf(server) })).body['error']).toBe(
      'invalid_client',
    );
    await backend.users.banUser(emulator.users[0]?.id ?? '');
    const banned = await token(emulator, { ...fields, code: mine, client_id: native.clientId });
    expect(banned.body['error']).toBe('invalid_grant');
  });
});

describe('tokens and credentials of one client', () => {
  it('tell another client nothing, and survive it', async ({ emulator }) => {
    const { server, other, browser } = await start(emulator);
    const code = await codeOf(emulator, browser, server);
    const grant = { grant_type: 'authorization_code', redirect_uri: callback, code_verifier: verifier };
    const fields = { ...grant, code, ...secretOf(server) };
    const { body } = await token(emulator, fields);
    const post = (path: string, more: Wanted, application: OAuthApplication) =>
      fetch(emulator.url + path, { method: 'POST', body: new URLSearchParams({ ...more, ...secretOf(application) }) });
    for (const name of ['access_token', 'refresh_token']) {
      const wanted = { token: body[name] ?? '' };
      expect(await (await post('/oauth/token_info', wanted, other)).json()).toEqual({ active: false });
      expect((await post('/oauth/token/revoke', wanted, other)).status).toBe(200);
      expect(await (await post('/oauth/token_info', wanted, server)).json()).toMatchObject({ active: true });
    }
    const stolen = { grant_type: 'refresh_token', refresh_token: body['refresh_token'] ?? '', ...secretOf(other) };
    expect((await token(emulator, stolen)).body['error']).toBe('invalid_grant');
  });

  it('are refused in two places, in the address, and in pieces', async ({ emulator }) => {
    const { server, other } = await start(emulator);
    const grant = { grant_type: 'refresh_token', refresh_token: 'x' };
    const errorOf = async (fields: Wanted, authorization?: string) => {
      const { status, body } = await token(emulator, fields, authorization);
      return [status, body['error']];
    };
    expect(await errorOf({ ...grant, client_id: other.clientId }, basicOf(server))).toEqual([400, 'invalid_request']);
    expect(await errorOf({ ...grant, ...secretOf(server) }, basicOf(server))).toEqual([400, 'invalid_request']);
    // The right name beside the header says nothing new.
    expect(await errorOf({ ...grant, client_id: server.clientId }, basicOf(server))).toEqual([400, 'invalid_grant']);
    for (const authorization of [
      basicOf(server, ''),
      basicOf(server, `${server.clientSecret}x`),
      basicOf(other, server.clientSecret),
      'Basic',
      'Basic !',
      'Basic Og==',
      `Bearer ${server.clientSecret}`,
    ])
      expect(await errorOf(grant, authorization)).toEqual([401, 'invalid_client']);
    const query = new URLSearchParams({ ...grant, ...secretOf(server) });
    const inAddress = await fetch(`${emulator.url}/oauth/token?${query}`, { method: 'POST' });
    expect(inAddress.status).toBeGreaterThanOrEqual(400);
    const twice = new URLSearchParams({ ...grant, ...secretOf(server) });
    twice.append('refresh_token', 'y');
    expect((await fetch(`${emulator.url}/oauth/token`, { method: 'POST', body: twice })).status).toBe(400);
    expect((await fetch(`${emulator.url}/oauth/token?${query}`)).status).toBeGreaterThanOrEqual(400);
  });
});

describe('the consent of a person', () => {
  it('is not given by a page of somebody else', async ({ emulator }) => {
    const { native, browser } = await start(emulator);
    const asked = await authorize(emulator, browser, { client_id: native.clientId, redirect_uri: callback, ...proof });
    const page = new URL(asked.headers.get('location') ?? '');
    const body = new URLSearchParams({ request: page.search.slice(1), decision: 'allow' });
    const send = (headers: Wanted) =>
      fetch(`${emulator.url}/oauth-consent`, {
        method: 'POST',
        headers: { cookie: browser, ...headers },
        body,
        redirect: 'manual',
      });
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
    ]) {
      const answer = await send(headers);
      expect([answer.status, answer.headers.get('location')]).toEqual([403, null]);
    }
    const shown = await fetch(page, { headers: { cookie: browser } });
    expect(shown.headers.get('x-frame-options')).toBe('DENY');
    expect(shown.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(resultOf(await send({ origin: emulator.url }))).toHaveProperty('code');
  });

  it('counts for what the page showed, also if the form is changed', async ({ emulator }) => {
    const { native, browser } = await start(emulator);
    const headers = { cookie: browser, origin: emulator.url };
    for (const change of [{ redirect_uri: 'https://evil.example/' }, { client_id: 'nobody' }]) {
      const wanted = { client_id: native.clientId, redirect_uri: callback, response_type: 'code', ...proof, ...change };
      const body = new URLSearchParams({ request: new URLSearchParams(wanted).toString(), decision: 'allow' });
      const answer = await fetch(`${emulator.url}/oauth-consent`, {
        method: 'POST',
        headers,
        body,
        redirect: 'manual',
      });
      expect([answer.status >= 400, answer.headers.get('location')]).toEqual([true, null]);
    }
  });
});

describe('a client ID metadata document', () => {
  const asked: string[] = [];
  beforeEach(() => void asked.splice(0));

  /** A server on this machine that records what is asked of it. */
  async function serve(answer: RequestListener): Promise<string> {
    const { url } = await startServer((request, response) => {
      asked.push(
        `${request.method} ${request.url} ${request.headers.cookie ?? ''}${request.headers.authorization ?? ''}`,
      );
      answer(request, response);
    });
    return url;
  }

  const documentOf = (clientId: string) => ({ client_id: clientId, client_name: 'Notes', redirect_uris: [callback] });
  const visit = (emulator: Emulator, browser: string, clientId: string) =>
    authorize(emulator, browser, { client_id: clientId, redirect_uri: callback, ...proof });

  it.for([
    'https://169.254.169.254/latest/meta-data/client.json',
    'http://169.254.169.254/latest/meta-data/client.json',
    'http://10.0.0.1/client.json',
    'http://192.168.0.1/client.json',
    'http://[fd00::1]/client.json',
    'http://0.0.0.0:9/client.json',
    'http://[::]:9/client.json',
    'http://[::ffff:127.0.0.1]:9/client.json',
    'http://127.1:9/client.json',
    'http://2130706433:9/client.json',
    'http://0x7f.0.0.1:9/client.json',
    'http://localhost@evil.example/client.json',
    'http://localhost.evil.example/client.json',
    'http://user:word@localhost:9/client.json',
    'http://localhost:9/client.json#part',
    'http://localhost:9/',
    'http://localhost:80/client.json',
    'http://localhost:9/a/../client.json',
    'HTTP://localhost:9/client.json',
    'file:///etc/passwd',
    'data:application/json,{}',
  ])('is not read from %s', async (clientId, { emulator }) => {
    const answer = await visit(emulator, await signedInCookie(emulator), clientId);
    expect([answer.status, answer.headers.get('location')]).toEqual([401, null]);
  });

  const answers: Readonly<Record<string, (clientId: string) => RequestListener>> = {
    'a redirect to another machine': () => (_request, response) =>
      response.writeHead(302, { location: 'http://169.254.169.254/client.json' }).end(),
    'a redirect on this machine': (clientId) => (request, response) =>
      request.url === '/client.json'
        ? response.writeHead(302, { location: '/other.json' }).end()
        : response.end(JSON.stringify(documentOf(clientId))),
    'a fault': (clientId) => (_request, response) => response.writeHead(500).end(JSON.stringify(documentOf(clientId))),
    'too many bytes': (clientId) => (_request, response) =>
      response.end(JSON.stringify({ ...documentOf(clientId), padding: 'x'.repeat(70_000) })),
    'few bytes that become many': (clientId) => (_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      const zip = createGzip();
      zip.pipe(response);
      zip.end(JSON.stringify({ ...documentOf(clientId), padding: 'x'.repeat(5_000_000) }));
    },
    'deep nesting': () => (_request, response) => response.end(`${'['.repeat(30_000)}`),
    'the document of another client': () => (_request, response) =>
      response.end(JSON.stringify(documentOf('https://other.example/client.json'))),
    'a secret that everybody can read': (clientId) => (_request, response) =>
      response.end(JSON.stringify({ ...documentOf(clientId), client_secret: 'x' })),
    'an address that runs code': (clientId) => (_request, response) =>
      response.end(JSON.stringify({ ...documentOf(clientId), redirect_uris: [callback, 'javascript:alert(1)'] })),
    'addresses that are no texts': (clientId) => (_request, response) =>
      response.end(JSON.stringify({ ...documentOf(clientId), redirect_uris: [callback, { toString: 1 }] })),
    'no JSON': () => (_request, response) => response.end('<!doctype html>'),
    'a broken connection': () => (request) => request.socket.destroy(),
  };
  it.for(Object.keys(answers))('is refused with %s', async (name, { emulator }) => {
    let answer: RequestListener = () => {};
    const clientId = `${await serve((request, response) => answer(request, response))}/client.json`;
    answer = answers[name]?.(clientId) ?? answer;
    const refused = await visit(emulator, await signedInCookie(emulator), clientId);
    expect([refused.status, refused.headers.get('location')]).toEqual([401, null]);
    // Once, without the cookies of the person, and nowhere else.
    expect(asked).toEqual(['GET /client.json ']);
  });

  it('is asked about each time, for another program can listen there', async ({ emulator }) => {
    let document: object = {};
    const url = await serve((_request, response) => response.end(JSON.stringify(document)));
    const clientId = `${url}/client.json`;
    document = { ...documentOf(clientId), client_name: '<b>Notes</b>\u202e' };
    const browser = await signedInCookie(emulator);
    const first = await visit(emulator, browser, clientId);
    const page = await (await fetch(first.headers.get('location') ?? '', { headers: { cookie: browser } })).text();
    expect(page).toContain('Allow &lt;b&gt;Notes&lt;/b&gt;');
    expect(page).toContain(`The application describes itself at ${clientId}.`);
    document = documentOf(clientId);
    expect(resultOf(await decide(emulator, browser, first, { name: 'Notes', decision: 'allow' }))).toHaveProperty(
      'code',
    );
    expect((await visit(emulator, browser, clientId)).headers.get('location')).toContain('/oauth-consent?');
    const silent = await authorize(emulator, browser, {
      client_id: clientId,
      redirect_uri: callback,
      prompt: 'none',
      ...proof,
    });
    expect(resultOf(silent)).toMatchObject({ error: 'consent_required' });
  });
});
