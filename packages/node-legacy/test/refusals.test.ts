import { createEmulator, type Emulator, type SignedIn } from '@acme/emulator';
import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { bearer, startServer, withEnvironment } from 'testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  Clerk,
  ClerkExpressRequireAuth,
  ClerkExpressRequireSession,
  ClerkExpressWithAuth,
  ClerkExpressWithSession,
  createClerkClient,
  createClerkExpressRequireAuth,
  createClerkExpressWithAuth,
  requireAuth,
  requireSession,
  sessions,
  UnauthenticatedError,
  users,
  withAuth,
  withSession,
  type ClerkMiddleware,
  type OnError,
} from '../src/index.js';

let emulator: Emulator;
let signedIn: SignedIn;
beforeAll(async () => {
  emulator = await createEmulator();
  withEnvironment({ ...emulator.env, CLERK_JWT_KEY: undefined });
  signedIn = await emulator.signIn(emulator.users[0]?.id ?? '');
});
afterAll(() => emulator.close());

/** Tokens that nobody may get in with, by what their reason contains. */
async function badTokens(): Promise<Record<string, string | undefined>> {
  const now = Math.floor(Date.now() / 1000);
  const sign = (iat: number) =>
    emulator.signToken({ sub: signedIn.userId, sid: signedIn.sessionId, iat, nbf: iat, exp: iat + 60 });
  return {
    missing: undefined,
    invalid: 'garbage',
    expired: await sign(now - 3600),
    'nbf|not-active': await sign(now + 3600),
    'invalid-signature': `${signedIn.token.slice(0, -6)}AAAAAA`,
  };
}

describe('UnauthenticatedError', () => {
  it.each([
    ['with a publishable key', {}],
    ['without one', { CLERK_PUBLISHABLE_KEY: undefined }],
  ])('says why, and keeps its message: %s', async (_, environment) => {
    withEnvironment(environment);
    const errors: Error[] = [];
    const middleware = ClerkExpressRequireAuth({ onError: (error) => void errors.push(error) });
    const { url } = await startServer((req, res) => void middleware(req, res, () => void res.writeHead(401).end()));
    const tokens = await badTokens();
    for (const token of Object.values(tokens)) await fetch(url, token === undefined ? {} : { headers: bearer(token) });
    expect(errors.map((error) => (error as UnauthenticatedError).reason)).toEqual(
      Object.keys(tokens).map((part) => expect.stringMatching(part) as string),
    );
    for (const error of errors) {
      expect(error).toBeInstanceOf(UnauthenticatedError);
      expect(error).toMatchObject({ message: 'Unauthenticated', statusCode: 401, code: 'unauthenticated' });
      expect((error as UnauthenticatedError).longMessage).toMatch(/\w{4}/);
      expect(JSON.stringify(error)).not.toContain(signedIn.token.slice(0, 40));
    }
  });

  it('says so if the browser has signed out, and if the session is not of the browser', async () => {
    const errors: UnauthenticatedError[] = [];
    const onError: OnError = (error) => void errors.push(error as UnauthenticatedError);
    const other = await emulator.signIn(emulator.users[1]?.id ?? '');
    const { url } = await startServer(
      (req, res) => void ClerkExpressWithSession({ onError })(req, res, () => void res.end()),
    );
    await fetch(`${url}/?_clerk_session_id=${other.sessionId}`, { headers: bearer(signedIn.token) });
    withEnvironment({ CLERK_PUBLISHABLE_KEY: undefined });
    const cookies = { out: 'session-token-but-no-client-uat', later: 'session-token-iat-before-client-uat' };
    const { url: keyless } = await startServer(
      (req, res) => void ClerkExpressWithAuth({ onError })(req, res, () => void res.end()),
    );
    const later = Math.floor(Date.now() / 1000) + 60;
    for (const uat of [0, later])
      await fetch(keyless, { headers: { cookie: `__session=${signedIn.token}; __client_uat=${uat}` } });
    expect(errors.map(({ reason }) => reason)).toEqual(['session-of-another-browser', cookies.out, cookies.later]);
  });

  it('names the reason of a session with unfinished tasks', async () => {
    const now = Math.floor(Date.now() / 1000);
    const claims = { sub: signedIn.userId, sid: signedIn.sessionId, iat: now, nbf: now, exp: now + 60, sts: 'pending' };
    const token = await emulator.signToken(claims);
    for (const environment of [{}, { CLERK_PUBLISHABLE_KEY: undefined }]) {
      withEnvironment(environment);
      const request = { method: 'GET', url: '/', headers: bearer(token), socket: {} };
      const error = await new Promise((resolve) => {
        void ClerkExpressRequireAuth()(request as never, { setHeader: () => undefined } as never, resolve);
      });
      expect(error).toMatchObject({ reason: 'session-pending' });
    }
  });
});

/** All factories; `opens`: a result of `onError` that is no Error lets a signed-out request pass. */
const factories: readonly [name: string, make: (options: object) => ClerkMiddleware, opens: boolean][] = [
  ['ClerkExpressRequireAuth', (options) => ClerkExpressRequireAuth(options), false],
  ['ClerkExpressWithAuth', (options) => ClerkExpressWithAuth(options), true],
  ['ClerkExpressWithAuth, strict', (options) => ClerkExpressWithAuth({ ...options, strict: true }), false],
  ['createClerkExpressRequireAuth', (options) => createClerkExpressRequireAuth()(options), false],
  ['createClerkExpressRequireAuth, outer options', (options) => createClerkExpressRequireAuth(options)(), false],
  [
    'createClerkExpressRequireAuth, strict: false',
    (options) => createClerkExpressRequireAuth()({ ...options, strict: false }),
    false,
  ],
  ['createClerkExpressWithAuth', (options) => createClerkExpressWithAuth()(options), true],
  ['createClerkClient().expressRequireAuth', (options) => createClerkClient().expressRequireAuth(options), false],
  ['createClerkClient().expressWithAuth', (options) => createClerkClient().expressWithAuth(options), true],
  ['new Clerk().expressRequireAuth', (options) => new Clerk().expressRequireAuth(options), false],
  ['ClerkExpressRequireSession', (options) => ClerkExpressRequireSession(options), true],
  ['ClerkExpressWithSession', (options) => ClerkExpressWithSession(options), true],
  ['new Clerk().expressRequireSession', (options) => new Clerk().expressRequireSession(options), true],
];

const inHandler = (_req: unknown, res: ServerResponse) => void res.end('reached');
type Node = (req: IncomingMessage, res: ServerResponse) => Promise<unknown>;

/** The wrappers, as functions of a plain Node.js server. */
const wrappers: readonly [name: string, make: (options: object) => Node, opens: boolean][] = [
  ['requireAuth', (options) => requireAuth(inHandler, options), false],
  ['requireAuth, strict: false', (options) => requireAuth(inHandler, { ...options, strict: false }), false],
  ['withAuth', (options) => withAuth(inHandler, options), true],
  ['requireSession', (options) => requireSession(inHandler, options), true],
  ['withSession', (options) => withSession(inHandler, options), true],
  ['clerk.requireAuth', (options) => new Clerk().requireAuth(inHandler, options), false],
  ['{ clerk }', (options) => requireAuth(inHandler, { ...options, clerk: new Clerk() }), false],
];

const answerError: ErrorRequestHandler = (error: { statusCode?: number; message: string }, _req, res, next) => {
  if (res.headersSent) return next(error);
  res.status(error.statusCode ?? 500).json({ error: error.message });
};

/** Starts a server behind a factory or a wrapper; the route answers `reached`. */
async function serve(make: (options: object) => ClerkMiddleware | Node, options: object, isWrapper: boolean) {
  if (isWrapper) return (await startServer((req, res) => void (make(options) as Node)(req, res))).url;
  const app = express()
    .use(make(options) as RequestHandler)
    .get('/', (_req, res) => void res.end('reached'))
    .use(answerError);
  return (await startServer(app)).url;
}

async function ask(url: string, token?: string) {
  const response = await fetch(url, token === undefined ? {} : { headers: bearer(token) });
  return { status: response.status, text: await response.text() };
}

const cases = [
  ...factories.map((entry) => [...entry, false] as const),
  ...wrappers.map((entry) => [...entry, true] as const),
];

function throwIt(thrown: unknown): never {
  throw thrown;
}

describe.each(cases)('onError of %s', (_, make, opens, isWrapper) => {
  it('opens nothing that must stay closed, and 2.x routes only as documented', async () => {
    const log = vi.fn();
    for (const onError of [
      (error: Error): unknown => log(error.message),
      () => true,
      () => Promise.resolve(),
      () => Promise.resolve('x'),
    ]) {
      const url = await serve(make, { onError }, isWrapper);
      for (const token of Object.values(await badTokens())) {
        const { status, text } = await ask(url, token);
        if (opens) expect(text).toBe('reached');
        else expect([text, status >= 400]).toEqual([expect.not.stringContaining('reached'), true]);
      }
      expect(await ask(url, signedIn.token)).toEqual({ status: 200, text: 'reached' });
    }
  });

  it('refuses with an Error that it returns or that its promise resolves to', async () => {
    const mine = Object.assign(new Error('mine'), { statusCode: 418 });
    for (const onError of [() => mine, () => Promise.resolve(mine)])
      expect(await ask(await serve(make, { onError }, isWrapper))).toEqual({ status: 418, text: '{"error":"mine"}' });
  });

  it('may answer by itself, at once or later', async () => {
    const answer = (res: ServerResponse) => {
      res.statusCode = 401;
      res.setHeader('content-type', 'application/json').end('{"mine":true}');
    };
    const onErrors: OnError[] = [
      (_error, _req, res) => answer(res),
      (_error, _req, res) => res.writeHead(401).end('{"mine":true}'),
      async (_error, _req, res) => {
        await new Promise((resolve) => setImmediate(resolve));
        answer(res);
        return new Error('unused');
      },
      (_error, _req, res) => {
        answer(res);
        throw new Error('after the answer');
      },
    ];
    for (const onError of onErrors)
      expect(await ask(await serve(make, { onError }, isWrapper))).toEqual({ status: 401, text: '{"mine":true}' });
  });

  it('closes the route when it throws or rejects', async () => {
    const failing = Object.assign(new Error('broken'), { statusCode: 500 });
    const throwing = () => {
      throw failing;
    };
    for (const onError of [throwing, () => Promise.reject(failing)])
      expect(await ask(await serve(make, { onError }, isWrapper))).toEqual({
        status: 500,
        text: '{"error":"broken"}',
      });
  });

  it('closes the route when it throws something that `next` takes for no error', async () => {
    for (const thrown of [undefined, null, 0, '', 'route', 'router']) {
      const url = await serve(make, { onError: () => Promise.resolve().then(() => throwIt(thrown)) }, isWrapper);
      expect(await ask(url)).toEqual({ status: 500, text: expect.stringContaining('error') as string });
    }
  });
});

it('the commonest onError of public code answers through Express', async () => {
  const app = express();
  const onError = (_error: Error, _req: unknown, res: express.Response) =>
    res.status(401).json({ message: 'Not signed in' });
  app.get('/', ClerkExpressRequireAuth({ onError: onError as never }) as RequestHandler, (_req, res) => {
    res.end('reached');
  });
  const { url } = await startServer(app);
  expect(await ask(url)).toEqual({ status: 401, text: '{"message":"Not signed in"}' });
  expect(await ask(url, signedIn.token)).toEqual({ status: 200, text: 'reached' });
});

it('a wrapper answers when its client fails, and its promise resolves', async () => {
  const settled = vi.fn();
  const clerkClient = { authenticateRequest: () => Promise.reject(new Error('broken client')) };
  const wrapped = requireAuth(inHandler, { clerkClient }) as Node;
  const { url } = await startServer((req, res) => void wrapped(req, res).then(settled));
  expect(await ask(url, signedIn.token)).toEqual({ status: 500, text: '{"error":"broken client"}' });
  expect(settled).toHaveBeenCalledTimes(1);
});

describe('CLERK_LOGGING', () => {
  const logged = async (call: () => Promise<unknown>, environment: Record<string, string | undefined>) => {
    withEnvironment(environment);
    const error = vi.spyOn(console, 'error').mockReturnValue(undefined);
    const warn = vi.spyOn(console, 'warn').mockReturnValue(undefined);
    await call().catch(() => undefined);
    const lines = [...error.mock.calls, ...warn.mock.calls];
    vi.restoreAllMocks();
    return JSON.stringify(lines);
  };
  const calls: readonly [name: string, call: () => Promise<unknown>, expected: RegExp][] = [
    ['a refused call', () => users.getUser('user_unknown'), /users\.getUser failed: 404 .*resource_not_found/],
    [
      'a call without an answer',
      () =>
        new Clerk({
          apiKey: 'sk_test_secretvalue',
          serverApiUrl: 'http://127.0.0.1:9',
          retry: { maxRetries: 0 },
        }).users.createUser({}),
      /users\.createUser failed: no answer/,
    ],
    [
      'a call with a token',
      () => sessions.verifySession(signedIn.sessionId, `${signedIn.token}x`),
      /sessions\.verifySession failed/,
    ],
    [
      'a call with a wrong key',
      () => new Clerk({ apiKey: 'sk_test_secretvalue' }).users.getUser('user_1'),
      /failed: 401/,
    ],
    [
      'a refused request',
      () =>
        new Promise((resolve) => {
          const headers = bearer(`${signedIn.token}x`);
          const request = { method: 'GET', url: '/', headers, socket: {} };
          void ClerkExpressRequireAuth()(request as never, { setHeader: () => undefined } as never, resolve);
        }),
      /Unauthenticated \(token-invalid/,
    ],
  ];

  it.each(calls)('logs %s, without keys and tokens, and only on request', async (_, call, expected) => {
    const output = await logged(call, { CLERK_LOGGING: 'true' });
    expect(output).toMatch(expected);
    expect(output).not.toContain(signedIn.token.slice(0, 40));
    expect(output).not.toMatch(/secretvalue|sk_test_/);
    expect(await logged(call, { CLERK_LOGGING: undefined })).toBe('[]');
  });
});
