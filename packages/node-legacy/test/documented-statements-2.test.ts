import { createEmulator, type Emulator, type SignedIn } from '@acme/emulator';
import { execFileSync } from 'node:child_process';
import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { bearer, startServer, withEnvironment } from 'testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import defaultClerk, * as legacy from '../src/index.js';
import Instance from '../src/instance.js';

// The documentation of 2.x, heading by heading and statement by statement; the names of the tests are its words, shortened.

let emulator: Emulator;
let signedIn: SignedIn;
beforeAll(async () => {
  emulator = await createEmulator();
  signedIn = await emulator.signIn(emulator.users[0]?.id ?? '');
});
afterAll(() => emulator.close());
beforeEach(() => withEnvironment({ ...emulator.env, CLERK_JWT_KEY: undefined }));

const userId = () => signedIn.userId;
const own = () => new legacy.Clerk({ apiKey: emulator.secretKey, serverApiUrl: emulator.url });

/** A service that records what it receives and gives the same answer to everything. */
async function record(answer: object = []) {
  const received: { method: string; path: string; query: URLSearchParams; body: unknown; headers: object }[] = [];
  const { url } = await startServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      const { pathname, searchParams } = new URL(req.url ?? '', 'http://service');
      const text = Buffer.concat(chunks).toString();
      const body: unknown = text ? JSON.parse(text) : undefined;
      received.push({ method: req.method ?? '', path: pathname, query: searchParams, body, headers: req.headers });
      res.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
    });
  });
  return { url, received, clerk: new Instance({ apiKey: 'sk_test_x', serverApiUrl: url }) };
}

/** Runs a program with the built package. */
const run = (code: string, format: 'module' | 'commonjs', env: Record<string, string> = {}) =>
  execFileSync(process.execPath, ['--no-warnings', `--input-type=${format}`, '-e', code], {
    cwd: import.meta.dirname,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], ...env },
  }).trim();

describe('Internal implementation details', () => {
  it('CJS, ESM builds are provided', () => {
    const expected = 'object function object';
    const names = '[typeof clerk.users, typeof Clerk, typeof users].join(" ")';
    expect(
      run(
        `import clerk, { users } from '@acme/node-legacy'; import Clerk from '@acme/node-legacy/instance'; console.log(${names})`,
        'module',
      ),
    ).toBe(expected);
    expect(
      run(
        `const pkg = require('@acme/node-legacy'); const clerk = pkg.default; const { users } = pkg; const Clerk = require('@acme/node-legacy/instance').default; console.log(${names})`,
        'commonjs',
      ),
    ).toBe(expected);
  });

  it('resource operations are sub-APIs that resolve with their resource types or reject with the error types', async () => {
    await expect(own().users.getUser(userId())).resolves.toBeInstanceOf(legacy.User);
    await expect(own().users.getUser('user_unknown')).rejects.toBeInstanceOf(legacy.HttpError);
  });

  it('the sub-APIs are also importable directly', async () => {
    await expect(legacy.users.getUser(userId())).resolves.toMatchObject({ id: userId() });
  });
});

describe('Options & ENV vars available', () => {
  it('if you set CLERK_API_KEY in your environment you are good to go', async () => {
    withEnvironment({ CLERK_SECRET_KEY: undefined, CLERK_API_KEY: emulator.secretKey });
    await expect(new legacy.Clerk().users.getUser(userId())).resolves.toBeDefined();
  });

  it('apiKey: server key, CLERK_API_KEY', async () => {
    const { url, received } = await record();
    withEnvironment({ CLERK_SECRET_KEY: undefined, CLERK_API_KEY: 'test_env', CLERK_API_URL: url });
    await new legacy.Clerk({ apiKey: 'test_option' }).sessions.getSessionList();
    await new legacy.Clerk().sessions.getSessionList();
    expect(received.map(({ headers }) => headers)).toMatchObject([
      { authorization: 'Bearer test_option' },
      { authorization: 'Bearer test_env' },
    ]);
  });

  it('apiVersion: "v1", CLERK_API_VERSION', async () => {
    const { url, received } = await record();
    const clerk = (options: object) => new legacy.Clerk({ apiKey: 'test_x', serverApiURL: url, ...options });
    await clerk({}).sessions.getSessionList();
    withEnvironment({ CLERK_API_VERSION: 'v7' });
    await clerk({}).sessions.getSessionList();
    await clerk({ apiVersion: 'v9' }).sessions.getSessionList();
    expect(received.map(({ path }) => path)).toEqual(['/v1/sessions', '/v7/sessions', '/v9/sessions']);
  });

  it.each(['serverApiURL', 'serverApiUrl'])('%s, CLERK_API_URL: option, ENV var, default', async (name) => {
    const [option, variable] = [await record(), await record()];
    withEnvironment({ CLERK_API_URL: variable.url });
    await new legacy.Clerk({ apiKey: 'test_x', [name]: option.url }).sessions.getSessionList();
    await new legacy.Clerk({ apiKey: 'test_x' }).sessions.getSessionList();
    expect([option.received.length, variable.received.length]).toEqual([1, 1]);
  });

  it('httpOptions: new Clerk(apiKey, { httpOptions: { headers } })', async () => {
    const { url, received } = await record();
    withEnvironment({ CLERK_API_URL: url });
    const sdk = new legacy.Clerk('test_key', { httpOptions: { headers: { 'x-unicorn': 'rainbow' } } });
    await sdk.sessions.getSessionList();
    expect(received[0]?.headers).toMatchObject({ 'x-unicorn': 'rainbow', authorization: 'Bearer test_key' });
  });

  it('new Clerk({ apiKey, serverApiURL, apiVersion, httpOptions })', async () => {
    const { url, received } = await record();
    const httpOptions = { headers: { 'x-unicorn': 'rainbow' }, searchParams: { trace: 1 }, timeout: 300_000, retry: 0 };
    const sdk = new Instance({ apiKey: 'test_key', serverApiURL: url, apiVersion: 'v2', httpOptions });
    await sdk.sessions.getSessionList();
    expect(received[0]).toMatchObject({ path: '/v2/sessions', headers: { 'x-unicorn': 'rainbow' } });
    expect(received[0]?.query.get('trace')).toBe('1');
  });

  it('CLERK_LOGGING: additional logging', async () => {
    const error = vi.spyOn(console, 'error').mockReturnValue(undefined);
    withEnvironment({ CLERK_LOGGING: 'true' });
    await legacy.users.getUser('user_unknown').catch(() => undefined);
    expect(error).toHaveBeenCalledTimes(1);
    error.mockRestore();
  });
});

describe('Singleton', () => {
  it('import clerk …; const userList = await clerk.users.getUserList()', async () => {
    const userList = await defaultClerk.users.getUserList();
    expect(Array.isArray(userList)).toBe(true);
    expect(userList[0]).toBeInstanceOf(legacy.User);
  });

  it('import { sessions } …; const sessionList = await sessions.getSessionList()', async () => {
    const { sessions } = legacy;
    const sessionList = await sessions.getSessionList({ userId: userId() });
    expect(sessionList.map(({ id }) => id)).toContain(signedIn.sessionId);
  });

  it('const { clients } = pkg; clients.getClient(…).then(…).catch(…)', async () => {
    const { clients } = legacy;
    const thrown = vi.fn();
    await clients.getClient('client_unknown').catch(thrown);
    expect(thrown).toHaveBeenCalledWith(expect.objectContaining({ statusCode: 404 }));
  });
});

describe('Setters', () => {
  it('clerk.apiKey, clerk.serverApiUrl, clerk.apiVersion, clerk.httpOptions = value', async () => {
    const { url, received } = await record();
    const clerk = new Instance({ apiKey: 'test_first', serverApiUrl: 'http://127.0.0.1:9' });
    clerk.apiKey = 'test_second';
    clerk.serverApiUrl = url;
    clerk.apiVersion = 'v3';
    clerk.httpOptions = { headers: { 'x-unicorn': 'rainbow' } };
    await clerk.sessions.getSessionList();
    expect(received[0]).toMatchObject({
      path: '/v3/sessions',
      headers: { authorization: 'Bearer test_second', 'x-unicorn': 'rainbow' },
    });
  });

  it('setClerkApiKey, setClerkServerApiUrl, setClerkApiVersion, setClerkHttpOptions', () => {
    // In a process of its own: they change the singleton.
    const code = `import { createServer } from 'node:http';
      import { sessions, setClerkApiKey, setClerkServerApiUrl, setClerkApiVersion, setClerkHttpOptions } from '@acme/node-legacy';
      const server = createServer((req, res) => {
        console.log(req.url.split('?')[0], req.headers.authorization, req.headers['x-unicorn']);
        res.setHeader('content-type', 'application/json').end('[]');
      }).listen(0, '127.0.0.1', async () => {
        setClerkApiKey('test_set');
        setClerkServerApiUrl('http://127.0.0.1:' + server.address().port);
        setClerkApiVersion('v4');
        setClerkHttpOptions({ headers: { 'x-unicorn': 'rainbow' } });
        await sessions.getSessionList();
        process.exit();
      });`;
    expect(run(code, 'module', { CLERK_API_KEY: 'test_env' })).toBe('/v4/sessions Bearer test_set rainbow');
  });
});

describe('Custom instantiation', () => {
  it("import Clerk from '…/instance'; new Clerk({ apiKey }); clerk.clients.getClientList()", async () => {
    const clerk = new Instance({ apiKey: emulator.secretKey });
    const clientList = await clerk.clients.getClientList();
    expect(clientList[0]).toBeInstanceOf(legacy.Client);
  });

  it('clerk.smsMessages.createSMSMessage({ … }).then(…).catch(…): the service has no such endpoint any more', async () => {
    const thrown = vi.fn();
    await own().smsMessages.createSMSMessage({ message: 'm', phoneNumberId: 'idn_1' }).catch(thrown);
    expect(thrown).toHaveBeenCalledWith(expect.objectContaining({ code: 'method_removed' }));
  });
});

/** What a documented call sends. */
interface Sent {
  readonly method: string;
  readonly path: string;
  readonly query?: string;
  readonly body?: unknown;
}

describe('Operations', () => {
  type Call = (clerk: legacy.Clerk) => Promise<unknown>;
  const params = { firstName: 'John', lastName: 'Wick' };
  const calls: readonly [statement: string, call: Call, sent: Sent][] = [
    [
      'clerk.allowlistIdentifiers.getAllowlistIdentifierList()',
      (clerk) => clerk.allowlistIdentifiers.getAllowlistIdentifierList(),
      { method: 'GET', path: '/v1/allowlist_identifiers' },
    ],
    [
      "createAllowlistIdentifier({ identifier: 'test@example.com', notify: false })",
      ({ allowlistIdentifiers: { createAllowlistIdentifier } }) =>
        createAllowlistIdentifier({ identifier: 'test@example.com', notify: false }),
      {
        method: 'POST',
        path: '/v1/allowlist_identifiers',
        body: { identifier: 'test@example.com', notify: false },
      },
    ],
    [
      "deleteAllowlistIdentifier('alid_randomid')",
      ({ allowlistIdentifiers: { deleteAllowlistIdentifier } }) => deleteAllowlistIdentifier('alid_randomid'),
      { method: 'DELETE', path: '/v1/allowlist_identifiers/alid_randomid' },
    ],
    ['clerk.clients.getClientList()', (clerk) => clerk.clients.getClientList(), { method: 'GET', path: '/v1/clients' }],
    [
      'clerk.clients.getClient(clientId)',
      (clerk) => clerk.clients.getClient('my-client-id'),
      { method: 'GET', path: '/v1/clients/my-client-id' },
    ],
    [
      'clerk.clients.verifyClient(sessionToken)',
      (clerk) => clerk.clients.verifyClient('my-session-token'),
      { method: 'POST', path: '/v1/clients/verify', body: { token: 'my-session-token' } },
    ],
    [
      'clerk.invitations.getInvitationList()',
      (clerk) => clerk.invitations.getInvitationList(),
      { method: 'GET', path: '/v1/invitations' },
    ],
    [
      'clerk.invitations.createInvitation({ emailAddress, redirectUrl })',
      (clerk) =>
        clerk.invitations.createInvitation({ emailAddress: 'invite@example.com', redirectUrl: 'https://example.com' }),
      {
        method: 'POST',
        path: '/v1/invitations',
        body: { email_address: 'invite@example.com', redirect_url: 'https://example.com' },
      },
    ],
    [
      "clerk.invitations.revokeInvitation('inv_some-id')",
      (clerk) => clerk.invitations.revokeInvitation('inv_some-id'),
      { method: 'POST', path: '/v1/invitations/inv_some-id/revoke' },
    ],
    [
      'clerk.sessions.getSessionList()',
      (clerk) => clerk.sessions.getSessionList(),
      { method: 'GET', path: '/v1/sessions' },
    ],
    [
      'clerk.sessions.getSessionList({ clientId, userId })',
      (clerk) => clerk.sessions.getSessionList({ clientId: 'my-client-id', userId: 'my-user-id' }),
      { method: 'GET', path: '/v1/sessions', query: 'client_id=my-client-id&user_id=my-user-id' },
    ],
    [
      'clerk.sessions.getSession(sessionId)',
      (clerk) => clerk.sessions.getSession('my-session-id'),
      { method: 'GET', path: '/v1/sessions/my-session-id' },
    ],
    [
      'clerk.sessions.revokeSession(sessionId)',
      (clerk) => clerk.sessions.revokeSession('my-session-id'),
      { method: 'POST', path: '/v1/sessions/my-session-id/revoke' },
    ],
    [
      'clerk.sessions.verifySession(sessionId, sessionToken)',
      (clerk) => clerk.sessions.verifySession('my-session-id', 'my-session-token'),
      { method: 'POST', path: '/v1/sessions/my-session-id/verify', body: { token: 'my-session-token' } },
    ],
    ['clerk.users.getUserList()', (clerk) => clerk.users.getUserList(), { method: 'GET', path: '/v1/users' }],
    [
      "clerk.users.getUserList({ orderBy: '-created_at', limit: 10 })",
      (clerk) => clerk.users.getUserList({ orderBy: '-created_at', limit: 10 }),
      { method: 'GET', path: '/v1/users', query: 'order_by=-created_at&limit=10' },
    ],
    [
      'clerk.users.getUserList({ emailAddress, phoneNumber })',
      (clerk) =>
        clerk.users.getUserList({
          emailAddress: ['email1@clerk.dev', 'email2@clerk.dev'],
          phoneNumber: ['+12025550108'],
        }),
      {
        method: 'GET',
        path: '/v1/users',
        query: 'email_address=email1%40clerk.dev&email_address=email2%40clerk.dev&phone_number=%2B12025550108',
      },
    ],
    [
      'clerk.users.getUser(userId)',
      (clerk) => clerk.users.getUser('my-user-id'),
      { method: 'GET', path: '/v1/users/my-user-id' },
    ],
    [
      'clerk.users.createUser({ all parameters })',
      (clerk) =>
        clerk.users.createUser({
          externalId: 'x',
          emailAddress: ['a@example.com'],
          phoneNumber: ['+12025550108'],
          username: 'ada',
          password: 'secret',
          ...params,
          publicMetadata: { aKey: 1 },
          privateMetadata: {},
          unsafeMetadata: {},
        }),
      {
        method: 'POST',
        path: '/v1/users',
        body: {
          external_id: 'x',
          email_address: ['a@example.com'],
          phone_number: ['+12025550108'],
          username: 'ada',
          password: 'secret',
          first_name: 'John',
          last_name: 'Wick',
          public_metadata: { aKey: 1 },
          private_metadata: {},
          unsafe_metadata: {},
        },
      },
    ],
    ...(['update', 'updateUser'] as const).map((name): [string, Call, Sent] => [
      `clerk.users.${name}(userId, params)`,
      (clerk) =>
        clerk.users[name]('my-user-id', {
          ...params,
          password: 'secret',
          primaryEmailAddressID: 'idn_1',
          primaryPhoneNumberID: 'idn_2',
        }),
      {
        method: 'PATCH',
        path: '/v1/users/my-user-id',
        body: {
          first_name: 'John',
          last_name: 'Wick',
          password: 'secret',
          primary_email_address_id: 'idn_1',
          primary_phone_number_id: 'idn_2',
        },
      },
    ]),
    [
      'clerk.users.deleteUser(userId)',
      (clerk) => clerk.users.deleteUser('my-user-id'),
      { method: 'DELETE', path: '/v1/users/my-user-id' },
    ],
  ];

  it.each(calls)('%s', async (_, call, { method, path, query = '', body }) => {
    const { clerk, received } = await record();
    await call(clerk);
    const sent = received[0];
    expect([sent?.method, sent?.path]).toEqual([method, path]);
    const expected = new URLSearchParams(query);
    for (const name of new Set(expected.keys())) expect(sent?.query.getAll(name)).toEqual(expected.getAll(name));
    if (body !== undefined) expect(sent?.body).toEqual(body);
    expect(received).toHaveLength(1);
  });

  it('updateUser: publicMetadata, privateMetadata', async () => {
    const user = await own().users.update(userId(), { publicMetadata: { aKey: 1 }, privateMetadata: { bKey: 2 } });
    expect(user).toMatchObject({ publicMetadata: { aKey: 1 }, privateMetadata: { bKey: 2 } });
  });

  const invalid: readonly [string, (clerk: legacy.Clerk) => Promise<unknown>][] = [
    ['deleteAllowlistIdentifier', (clerk) => clerk.allowlistIdentifiers.deleteAllowlistIdentifier('alid_unknown')],
    ['getClient', (clerk) => clerk.clients.getClient('client_unknown')],
    ['revokeInvitation', (clerk) => clerk.invitations.revokeInvitation('inv_unknown')],
    ['getSession', (clerk) => clerk.sessions.getSession('sess_unknown')],
    ['revokeSession', (clerk) => clerk.sessions.revokeSession('sess_unknown')],
    ['verifySession', (clerk) => clerk.sessions.verifySession('sess_unknown', signedIn.token)],
    ['getUser', (clerk) => clerk.users.getUser('user_unknown')],
    ['updateUser', (clerk) => clerk.users.updateUser('user_unknown', { firstName: 'x' })],
    ['deleteUser', (clerk) => clerk.users.deleteUser('user_unknown')],
  ];

  it.each(invalid)('%s throws an error if the id is invalid', async (_, call) => {
    await expect(call(own())).rejects.toMatchObject({ name: 'HttpError', statusCode: 404 });
  });

  it('getUserList: only users that own any of these emails', async () => {
    const user = await own().users.getUser(userId());
    const email = user.emailAddresses[0]?.emailAddress ?? '';
    const found = await own().users.getUserList({ emailAddress: [email, 'nobody@example.com'] });
    expect(found.map(({ id }) => id)).toEqual([userId()]);
  });

  it('createUser: the first email address becomes the primary one, and is verified', async () => {
    const user = await own().users.createUser({ emailAddress: ['first@example.com', 'second@example.com'] });
    expect(user.primaryEmailAddress?.emailAddress).toBe('first@example.com');
    expect(user.emailAddresses.map(({ verification }) => verification?.status)).toEqual(['verified', 'verified']);
  });

  it('clerk.emails.createEmail({ … }): the service has no such endpoint any more', async () => {
    const email = { fromEmailName: 'sales', subject: 'Free tacos', body: 'Tuesday!', emailAddressId: 'idn_1' };
    await expect(own().emails.createEmail(email)).rejects.toBeInstanceOf(legacy.RemovedMethodError);
  });
});

/** The error handler of the page. */
const errorHandler: ErrorRequestHandler = (
  err: { statusCode?: number; data?: unknown; message: string },
  _req,
  res,
  _next,
) => {
  const statusCode = err.statusCode || 500;
  const body = err.data || { error: err.message };
  res.status(statusCode).send(body);
};

type WithSession = legacy.WithSessionProp<IncomingMessage>;

async function serve(middleware: legacy.ClerkMiddleware): Promise<string> {
  const app = express()
    .use(middleware as RequestHandler)
    .get('/', (req, res) => void res.json({ session: (req as object as WithSession).session ?? null }))
    .use(errorHandler);
  return (await startServer(app)).url;
}

async function ask(url: string, token?: string) {
  const response = await fetch(url, token === undefined ? {} : { headers: bearer(token) });
  const text = await response.text();
  return { status: response.status, body: text.startsWith('{') ? (JSON.parse(text) as unknown) : text };
}

const session = () => ({ id: signedIn.sessionId, userId: signedIn.userId });

describe('Express middleware', () => {
  it.each([
    ['ClerkExpressWithSession', () => legacy.ClerkExpressWithSession()],
    ['ClerkWithSession', () => legacy.ClerkWithSession()],
    ['clerk.expressWithSession', () => own().expressWithSession()],
  ])('%s sets req.session and calls the next middleware', async (_, make) => {
    const url = await serve(make());
    expect(await ask(url, signedIn.token)).toEqual({ status: 200, body: { session: session() } });
    expect(await ask(url)).toEqual({ status: 200, body: { session: null } });
  });

  it.each([
    ['ClerkExpressRequireSession', () => legacy.ClerkExpressRequireSession()],
    ['clerk.expressRequireSession', () => own().expressRequireSession()],
  ])('%s: a 401 (Unauthenticated)', async (_, make) => {
    const url = await serve(make());
    expect(await ask(url, signedIn.token)).toEqual({ status: 200, body: { session: session() } });
    expect(await ask(url)).toEqual({ status: 401, body: { error: 'Unauthenticated' } });
  });

  const either = [
    ['lax', (options?: object) => legacy.ClerkExpressWithSession(options)],
    ['strict', (options?: object) => legacy.ClerkExpressRequireSession(options)],
  ] as const;

  it.each(either)('onError takes an Error; a returned Error goes to next, with its statusCode: %s', async (_, make) => {
    const onError = vi.fn((error: Error) => Object.assign(error, { statusCode: 418 }));
    expect((await ask(await serve(make({ onError })))).status).toBe(418);
    expect(onError.mock.calls[0]?.[0]).toBeInstanceOf(Error);
  });

  it.each(either)('onError that returns nothing: next() without arguments: %s', async (_, make) => {
    expect(await ask(await serve(make({ onError: () => undefined })))).toEqual({
      status: 200,
      body: { session: null },
    });
  });

  it('defaultOnError swallows the error, strictOnError returns it', () => {
    const error = new Error('x');
    expect(own().defaultOnError(error)).toBeUndefined();
    expect(own().strictOnError(error)).toBe(error);
  });

  it('the err passed to your error handler contains enough context', async () => {
    const errors: unknown[] = [];
    const app = express().use(legacy.ClerkExpressRequireSession() as RequestHandler);
    app.use(((error, _req, res, _next) => {
      errors.push(error);
      res.status(401).end();
    }) as ErrorRequestHandler);
    await ask((await startServer(app)).url);
    expect(errors[0]).toMatchObject({
      statusCode: 401,
      message: 'Unauthenticated',
      reason: expect.any(String) as string,
    });
  });

  it('Express itself answers with the statusCode', async () => {
    const app = express().use(legacy.ClerkExpressRequireSession() as RequestHandler);
    expect((await ask((await startServer(app)).url)).status).toBe(401);
  });
});

describe('Next', () => {
  type Api = (req: IncomingMessage, res: ServerResponse) => unknown;
  const serveApi = async (handler: unknown) => (await startServer((req, res) => void (handler as Api)(req, res))).url;
  function handler(req: WithSession, res: ServerResponse) {
    if (req.session) res.end(JSON.stringify({ user: req.session.userId }));
    else res.writeHead(401).end('{"none":true}');
  }
  const clerk = () => own();
  const unauthorized = () => Object.assign(new Error('Unauthorized'), { statusCode: 401 });

  const lax: readonly [string, () => unknown][] = [
    ['withSession(handler)', () => legacy.withSession(handler)],
    [
      'withSession(handler, { clerk, onError })',
      () => legacy.withSession(handler, { clerk: clerk(), onError: () => undefined }),
    ],
    ['clerk.withSession(handler)', () => clerk().withSession(handler)],
  ];
  it.each(lax)('%s: req.session, or the handler answers', async (_, make) => {
    const url = await serveApi(make());
    expect(await ask(url, signedIn.token)).toEqual({ status: 200, body: { user: userId() } });
    expect(await ask(url)).toEqual({ status: 401, body: { none: true } });
  });

  const strict: readonly [string, () => unknown, object][] = [
    ['requireSession(handler)', () => legacy.requireSession(handler), { error: 'Unauthenticated' }],
    [
      'requireSession(handler, { clerk })',
      () => legacy.requireSession(handler, { clerk: clerk() }),
      { error: 'Unauthenticated' },
    ],
    [
      'requireSession(handler, { clerk, onError })',
      () => legacy.requireSession(handler, { clerk: clerk(), onError: unauthorized }),
      { error: 'Unauthorized' },
    ],
    ['clerk.requireSession(handler)', () => clerk().requireSession(handler), { error: 'Unauthenticated' }],
  ];
  it.each(strict)('%s: rejected automatically when no session exists', async (_, make, body) => {
    const url = await serveApi(make());
    expect(await ask(url, signedIn.token)).toEqual({ status: 200, body: { user: userId() } });
    expect(await ask(url)).toEqual({ status: 401, body });
  });

  it('{ clerk } decides with the keys of that instance, not with those of the environment', async () => {
    const instance = own();
    withEnvironment({ CLERK_SECRET_KEY: 'sk_test_other', CLERK_API_URL: 'http://127.0.0.1:9' });
    for (const wrapped of [
      legacy.requireSession(handler, { clerk: instance }),
      legacy.requireAuth((_req: unknown, res: ServerResponse) => void res.end('{}'), { clerk: instance }),
    ])
      expect((await ask(await serveApi(wrapped), signedIn.token)).status).toBe(200);
    expect(
      await ask(await serve(legacy.ClerkExpressRequireSession({ clerk: instance })), signedIn.token),
    ).toMatchObject({
      status: 200,
    });
    expect(() => legacy.withSession(handler, { clerk: {} })).toThrow(
      expect.objectContaining({ code: 'option_invalid' }) as Error,
    );
  });

  it('the onError handler of the page: your own error class, code and message', async () => {
    class HttpError extends Error {
      statusCode: number;
      constructor(message: string, statusCode: number) {
        super(message);
        Object.setPrototypeOf(this, HttpError.prototype);
        this.statusCode = statusCode;
      }
    }
    const onError = (_error: Error) => new HttpError('Unauthorized', 401);
    const url = await serveApi(legacy.requireSession(handler, { clerk: defaultClerk, onError }));
    expect(await ask(url)).toEqual({ status: 401, body: { error: 'Unauthorized' } });
  });
});

describe('Troubleshooting', () => {
  it('your server API key is passed via the apiKey option', async () => {
    withEnvironment({ CLERK_SECRET_KEY: undefined, CLERK_API_KEY: undefined });
    await expect(new legacy.Clerk({ apiKey: emulator.secretKey }).users.getUser(userId())).resolves.toBeDefined();
  });

  it('the SDK authenticates the __session cookie', async () => {
    const url = await serve(legacy.ClerkExpressRequireSession());
    const response = await fetch(url, { headers: { cookie: signedIn.cookieHeader } });
    expect(response.status).toBe(200);
  });
});
