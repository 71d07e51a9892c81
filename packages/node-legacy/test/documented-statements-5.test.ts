import { createEmulator, type Emulator, type SignedIn } from '@acme/emulator';
import { execFileSync } from 'node:child_process';
import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import { bearer, startServer, withEnvironment } from 'testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as legacy from '../src/index.js';

// The documentation of 5.x, heading by heading and statement by statement; the names of the tests are its words, shortened.

let emulator: Emulator;
let signedIn: SignedIn;
beforeAll(async () => {
  emulator = await createEmulator();
  signedIn = await emulator.signIn(emulator.users[0]?.id ?? '');
});
afterAll(() => emulator.close());
beforeEach(() => withEnvironment({ ...emulator.env, CLERK_JWT_KEY: undefined }));

const show: RequestHandler = (req, res) => {
  const { auth, session } = req as object as { auth: legacy.LegacyAuthObject; session?: object };
  void (async () =>
    res.json({ sessionId: auth.sessionId, sid: auth.claims?.sid, token: await auth.getToken(), session }))();
};
const answerError: ErrorRequestHandler = (error: { statusCode?: number; reason?: string }, _req, res, _next) => {
  res.status(error.statusCode ?? 500).json({ reason: error.reason });
};

async function serve(middleware: legacy.ClerkMiddleware): Promise<string> {
  const app = express()
    .use('/api', middleware as RequestHandler, show)
    .use(answerError);
  return (await startServer(app)).url;
}

async function ask(url: string, token?: string) {
  const response = await fetch(url, token === undefined ? {} : { headers: bearer(token) });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

describe('Install', () => {
  it('an ESM module is available', () => {
    const code = `import { clerkClient } from '@acme/node-legacy'; console.log(typeof clerkClient.users.getUser)`;
    const args = ['--no-warnings', '--input-type=module', '-e', code];
    expect(execFileSync(process.execPath, args, { cwd: import.meta.dirname, encoding: 'utf8' })).toBe('function\n');
  });
});

describe('Set environment variables', () => {
  it('CLERK_PUBLISHABLE_KEY and CLERK_SECRET_KEY are enough', async () => {
    const { CLERK_PUBLISHABLE_KEY, CLERK_SECRET_KEY, CLERK_API_URL } = emulator.env as Record<string, string>;
    withEnvironment({ CLERK_PUBLISHABLE_KEY, CLERK_SECRET_KEY, CLERK_API_URL }, { without: 'CLERK_' });
    await expect(legacy.clerkClient.users.getUser(signedIn.userId)).resolves.toBeDefined();
    const url = await serve(legacy.ClerkExpressRequireAuth());
    expect((await ask(`${url}/api`, signedIn.token)).status).toBe(200);
  });
});

describe('Available methods', () => {
  it('all resource operations are sub-APIs of clerkClient; lists have data and totalCount', async () => {
    const { data, totalCount } = await legacy.clerkClient.users.getUserList();
    expect([data.length, totalCount]).toEqual([emulator.users.length, emulator.users.length]);
    const client = legacy.createClerkClient({ secretKey: emulator.secretKey });
    expect(await client.users.getUser(signedIn.userId)).toMatchObject({ id: signedIn.userId });
  });
});

describe('Multi-session applications', () => {
  /** A service with two sessions of one browser and one of another. */
  async function startService(status?: number) {
    const clients: Record<string, string> = {
      sess_a: 'client_1',
      sess_b: 'client_1',
      sess_c: 'client_2',
      sess_old: 'client_1',
    };
    const received: string[] = [];
    const now = Math.floor(Date.now() / 1000);
    const sign = (sid: string) => emulator.signToken({ sub: `user_of_${sid}`, sid, iat: now, nbf: now, exp: now + 60 });
    const { url } = await startServer((req, res) => {
      received.push(`${req.method} ${req.url}`);
      const id = /sessions\/(\w+)/.exec(req.url ?? '')?.[1] ?? '';
      const client = clients[id];
      const isToken = req.url?.endsWith('/tokens');
      void (async () => {
        const body = isToken
          ? { object: 'token', jwt: await sign(id) }
          : {
              object: 'session',
              id,
              client_id: client,
              user_id: `user_of_${id}`,
              status: id === 'sess_old' ? 'ended' : 'active',
            };
        res.statusCode = status ?? (client ? 200 : 404);
        res
          .setHeader('content-type', 'application/json')
          .end(JSON.stringify(client && !status ? body : { errors: [] }));
      })();
    });
    const options = { apiUrl: url, jwtKey: emulator.jwtKey, retry: { maxRetries: 0 } };
    return { received, options, token: await sign('sess_a') };
  }

  const middlewares = [
    ['ClerkExpressWithAuth', (options: object) => legacy.ClerkExpressWithAuth(options), false],
    ['ClerkExpressRequireAuth', (options: object) => legacy.ClerkExpressRequireAuth(options), true],
    [
      'clerkClient.expressRequireAuth',
      (options: object) => legacy.createClerkClient(options).expressRequireAuth(),
      true,
    ],
    ['createClerkExpressRequireAuth', (options: object) => legacy.createClerkExpressRequireAuth(options)(), true],
    [
      'createClerkExpressRequireAuth({ clerkClient })',
      ({ retry, ...options }: { retry?: object }) =>
        legacy.createClerkExpressRequireAuth({ clerkClient: legacy.createClerkClient({ ...options }) })(),
      true,
    ],
    ['ClerkExpressWithSession', (options: object) => legacy.ClerkExpressWithSession(options), false],
    ['ClerkExpressRequireSession', (options: object) => legacy.ClerkExpressRequireSession(options), true],
  ] as const;

  it.each(middlewares)(
    '%s looks for _clerk_session_id, the session that is making the request',
    async (name, make, isStrict) => {
      const { received, options, token } = await startService();
      const url = await serve(make(options));
      const own = await ask(`${url}/api?_clerk_session_id=sess_a`, token);
      expect([own.body['sessionId'], received]).toEqual(['sess_a', []]);
      const other = await ask(`${url}/api?x=1&_clerk_session_id=sess_b`, token);
      expect(other).toMatchObject({ status: 200, body: { sessionId: 'sess_b', sid: 'sess_b' } });
      expect(legacy.decodeJwt(String(other.body['token'])).payload.sub).toBe('user_of_sess_b');
      if (name.endsWith('Session')) expect(other.body['session']).toEqual({ id: 'sess_b', userId: 'user_of_sess_b' });
      expect(received).toHaveLength(3);
      for (const id of ['sess_c', 'sess_old', 'sess_unknown', '..%2Fusers']) {
        const refused = await ask(`${url}/api?_clerk_session_id=${id}`, token);
        if (isStrict) expect(refused).toMatchObject({ status: 401, body: { reason: 'session-of-another-browser' } });
        else expect(refused).toMatchObject({ status: 200, body: { sessionId: null } });
      }
      expect((await ask(`${url}/api?_clerk_session_id=sess_b`)).status).toBe(isStrict ? 401 : 200);
    },
  );

  it('an outage is 503, never another session', async () => {
    const { options, token } = await startService(500);
    const url = await serve(legacy.ClerkExpressRequireAuth(options));
    expect((await ask(`${url}/api?_clerk_session_id=sess_b`, token)).status).toBe(503);
  });

  it('without the parameter the middleware chooses the session of the token', async () => {
    const { options, token, received } = await startService();
    const url = await serve(legacy.ClerkExpressRequireAuth(options));
    expect((await ask(`${url}/api`, token)).body['sessionId']).toBe('sess_a');
    expect(received).toEqual([]);
  });
});

describe('Connect/Express middlewares', () => {
  it('two middlewares authenticate your backend endpoints', async () => {
    const [lax, strict] = [await serve(legacy.ClerkExpressWithAuth()), await serve(legacy.ClerkExpressRequireAuth())];
    for (const url of [lax, strict])
      expect((await ask(`${url}/api`, signedIn.token)).body['sessionId']).toBe(signedIn.sessionId);
    expect(await ask(`${lax}/api`)).toMatchObject({ status: 200, body: { sessionId: null } });
    expect((await ask(`${strict}/api`)).status).toBe(401);
  });

  it('they work where only Connect is: (req, res, next)', async () => {
    const middleware = legacy.ClerkExpressWithAuth();
    const { url } = await startServer((req, res) => {
      void middleware(req, res, () => {
        res.end(JSON.stringify({ id: (req as object as legacy.LooseAuthProp).auth.userId }));
      });
    });
    expect((await ask(url, signedIn.token)).body).toEqual({ id: signedIn.userId });
  });
});

describe('Error handling', () => {
  it('functions throw ClerkAPIResponseError, which try/catch handles', async () => {
    let caught: unknown;
    try {
      await legacy.clerkClient.users.getUser('user_unknown');
    } catch (error) {
      caught = error;
    }
    expect(caught).toMatchObject({ clerkError: true, status: 404, errors: [{ code: 'resource_not_found' }] });
  });
});
