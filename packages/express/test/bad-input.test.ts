import { once } from 'node:events';
import { createServer } from 'node:http';
import { createConnection } from 'node:net';
import { createEmulator, type Emulator } from '@acme/emulator';
import { pageHeaders, startServer, withEnvironment, type RunningServer } from 'testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { clerkMiddleware, getAuth } from '../src/index.js';
import { versions } from './server.js';

/** Longer than anything here may take; what hangs fails. */
const timeLimitMs = 300_000;

const unexpected: unknown[] = [];
const remember = (error: unknown) => unexpected.push(error);
beforeAll(() => {
  process.on('unhandledRejection', remember);
  process.on('uncaughtException', remember);
});
afterAll(() => {
  process.off('unhandledRejection', remember);
  process.off('uncaughtException', remember);
});
afterEach(() => expect(unexpected.splice(0)).toEqual([]));

let emulator: Emulator;
beforeAll(async () => {
  emulator = await createEmulator();
});
afterAll(() => emulator.close());

/** What must never be seen outside. */
const secrets = () => [emulator.secretKey, 'sk_test_', 'sk_live_', 'BEGIN PUBLIC KEY', 'very-secret-garbage'];

function expectNoSecrets(text: string): void {
  for (const secret of secrets()) expect(text).not.toContain(secret);
}

async function visit(url: string, headers: Record<string, string>) {
  const response = await fetch(url, { headers, redirect: 'manual', signal: AbortSignal.timeout(timeLimitMs) });
  const text = await response.text();
  expectNoSecrets(text + JSON.stringify([...response.headers].filter(([name]) => name !== 'location')));
  return { status: response.status, text, headers: response.headers };
}

const garbage: Readonly<Record<string, string>> = {
  empty: '',
  'not base64url': '!!!.???.***',
  'three dots': '...',
  'two parts': 'eyJhbGciOiJSUzI1NiJ9.e30',
  'JSON null in each part': 'bnVsbA.bnVsbA.bnVsbA',
  'numbers for header and payload': 'MQ.MQ.MQ',
  'alg none': 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ1c2VyXzEifQ.',
  'malformed percent escapes': '%E0%A4%A%zz%',
  JSON: '{"a":1}',
  'quoted text': '"very-secret-garbage"',
  'a prototype name': '__proto__',
  'latin-1 letters': 'caf\u00e9',
  'a negative number': '-99999999999999999999',
  'a huge number': '9'.repeat(400),
  'a long text': 'a'.repeat(7000),
  'a deep JSON payload': `eyJhbGciOiJSUzI1NiJ9.${Buffer.from('['.repeat(3000)).toString('base64url')}.AAAA`,
};

const cookieNames = [
  '__session',
  '__session_SUFFIX',
  '__client_uat',
  '__client_uat_SUFFIX',
  '__clerk_db_jwt',
  '__clerk_db_jwt_SUFFIX',
  '__refresh_SUFFIX',
  '__clerk_handshake',
  '__clerk_handshake_nonce',
  '__clerk_redirect_count',
];

describe.each(versions)('bad input on %s', (_, express) => {
  let app: RunningServer;
  let suffix: string;

  beforeEach(async () => {
    // The keys are fetched here, as in production.
    withEnvironment({ ...emulator.env, CLERK_JWT_KEY: undefined });
    const server = express();
    server.use(clerkMiddleware());
    server.get('/', (req, res) => void res.json({ userId: getAuth(req).userId }));
    app = await startServer(createServer({ maxHeaderSize: 4 * 1024 * 1024 }, server), { hostname: 'localhost' });
    const { cookies } = await emulator.signIn('ada@example.com');
    suffix =
      Object.keys(cookies)
        .find((name) => name.startsWith('__session_'))
        ?.slice('__session_'.length) ?? '';
  });

  const named = (name: string) => name.replace('SUFFIX', suffix);

  it.each(cookieNames)('garbage in the cookie %s is nobody, or a handshake', async (name) => {
    for (const [kind, value] of Object.entries(garbage)) {
      const cookie = `__clerk_db_jwt=dvb_1; ${named(name)}=${value}`;
      const data = await visit(app.url, { cookie });
      expect([kind, data.status]).toEqual([kind, data.headers.has('location') ? 307 : 200]);
      if (data.status === 200) expect(JSON.parse(data.text)).toEqual({ userId: null });
      const page = await visit(app.url, { ...pageHeaders, cookie });
      expect([kind, page.status === 200 || page.status === 307]).toEqual([kind, true]);
    }
  });

  it('garbage in every cookie at once is nobody, or a handshake', async () => {
    for (const value of Object.values(garbage)) {
      const cookie = cookieNames.map((name) => `${named(name)}=${value}`).join('; ');
      const { status } = await visit(app.url, { ...pageHeaders, cookie });
      expect([200, 307]).toContain(status);
    }
  });

  it.each(Object.entries(garbage))('garbage in Authorization is nobody: %s', async (_kind, value) => {
    for (const authorization of [
      value,
      `Bearer ${value}`,
      `Bearer ak_${value}`,
      `Bearer mt_${value}`,
      `Basic ${value}`,
    ]) {
      const { status, text } = await visit(app.url, { authorization });
      expect(status).toBe(200);
      expect(JSON.parse(text)).toEqual({ userId: null });
    }
  });

  it('a cookie of 1 MB is nobody; and Node.js refuses it by itself where its limit is left alone', async () => {
    const cookie = `__session=${'a.b'.repeat(350_000)}; __client_uat=1`;
    const { status, text } = await visit(app.url, { cookie });
    expect(status).toBe(200);
    expect(JSON.parse(text)).toEqual({ userId: null });

    const usual = await startServer(express().use(clerkMiddleware()));
    expect((await visit(usual.url, { cookie })).status).toBe(431);
  });

  it('ten thousand cookies are nobody', async () => {
    const cookie = Array.from({ length: 10_000 }, (_item, index) => `__session_${index}=x`).join('; ');
    const { status, text } = await visit(app.url, { cookie });
    expect([status, JSON.parse(text)]).toEqual([200, { userId: null }]);
  });

  it.each([
    ['a target that begins with two slashes', 'GET //evil.example/x HTTP/1.1', 400],
    ['a target that begins with slash and backslash', 'GET /\\evil.example/x HTTP/1.1', 400],
    ['TRACE', 'TRACE / HTTP/1.1', 400],
    ['an absolute target with credentials', 'GET http://user:pass@evil.example/ HTTP/1.1', 400],
    ['a method that does not exist', 'BREW / HTTP/1.1', 400],
  ])('%s is refused', async (_kind, requestLine, expected) => {
    const socket = createConnection(app.port, '127.0.0.1');
    socket.setTimeout(timeLimitMs, () => socket.destroy(new Error('no answer')));
    socket.end(`${requestLine}\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    await once(socket, 'close');
    expect(answer.split('\r\n', 1)[0]).toMatch(new RegExp(`^HTTP/1.1 ${expected} `));
  });
});

describe('bad configuration', () => {
  const nothing = {
    CLERK_SECRET_KEY: undefined,
    CLERK_PUBLISHABLE_KEY: undefined,
    CLERK_API_URL: undefined,
    CLERK_JWT_KEY: undefined,
  };
  beforeEach(() => withEnvironment(nothing));

  async function ask(register: (app: ReturnType<(typeof versions)[0][1]>) => void) {
    const errors: { code?: string; message: string }[] = [];
    const server = versions[0][1]();
    register(server);
    server.get('/', (_req, res) => void res.send('reached'));
    // Four parameters are what makes it an error handler.
    server.use(
      (
        error: Error,
        _req: unknown,
        res: { status: (code: number) => { send: (text: string) => void } },
        _next: unknown,
      ) => {
        errors.push(error);
        res.status(500).send('failed');
      },
    );
    const app = await startServer(server);
    const { status } = await visit(app.url, {});
    for (const { message } of errors) expectNoSecrets(message.replaceAll(/`sk_…`|sk_test_…|sk_live_…/g, ''));
    return { status, code: errors[0]?.code, message: errors[0]?.message ?? '' };
  }

  it('no keys: each request fails with an error that names the variable and where to get it', async () => {
    const { status, code, message } = await ask((app) => app.use(clerkMiddleware()));
    expect({ status, code }).toEqual({ status: 500, code: 'publishable_key_missing' });
    expect(message).toContain('CLERK_PUBLISHABLE_KEY');
    expect(message).toContain('dashboard');
    const half = await ask((app) => app.use(clerkMiddleware({ publishableKey: emulator.publishableKey })));
    expect(half).toMatchObject({ status: 500, code: 'secret_key_missing' });
    expect(half.message).toContain('CLERK_SECRET_KEY');
  });

  it('keys that come after the middleware was made count', async () => {
    const { status } = await ask((app) => {
      app.use(clerkMiddleware());
      withEnvironment(emulator.env);
    });
    expect(status).toBe(200);
  });

  it.each([
    ['swapped keys', { publishableKey: 'SECRET', secretKey: 'PUBLISHABLE' }, 'option_invalid', 'swapped'],
    [
      'a secret key for the publishable one',
      { publishableKey: 'SECRET', secretKey: 'SECRET' },
      'publishable_key_invalid',
      'swapped',
    ],
    [
      'a publishable key cut short',
      { publishableKey: 'pk_test_abc', secretKey: 'SECRET' },
      'publishable_key_invalid',
      'copied whole',
    ],
    [
      'a PEM that is none',
      { publishableKey: 'PUBLISHABLE', secretKey: 'SECRET', jwtKey: 'nonsense' },
      'jwt_key_invalid',
      'CLERK_JWT_KEY',
    ],
    ['an option that does not exist', { publishabelKey: 'PUBLISHABLE' }, 'option_unknown', 'publishabelKey'],
    [
      'an option of the wrong type',
      { clerkClient: undefined, isSatellite: 'yes' },
      'option_invalid',
      'CLERK_IS_SATELLITE',
    ],
  ])('%s: reported when the middleware is made', (_, template, code, hint) => {
    const fill = (value: unknown) =>
      value === 'SECRET' ? emulator.secretKey : value === 'PUBLISHABLE' ? emulator.publishableKey : value;
    const options = Object.fromEntries(Object.entries(template).map(([name, value]) => [name, fill(value)]));
    expect(() => clerkMiddleware(options)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(hint) as string }),
    );
  });

  it('the middleware without the call is an error, not a hang', async () => {
    const { status, code, message } = await ask((app) => app.use(clerkMiddleware as never));
    expect({ status, code }).toEqual({ status: 500, code: 'middleware_not_called' });
    expect(message).toContain('app.use(clerkMiddleware())');
  });

  it('getAuth without the middleware is an error that shows what to do', async () => {
    const { code, message } = await ask((app) => app.use((req, _res, next) => (getAuth(req), next())));
    expect(code).toBe('middleware_missing');
    expect(message).toContain('app.use(clerkMiddleware())');
  });

  it('options that fail to come, or are unknown, reach the error handler', async () => {
    const rejected = await ask((app) => app.use(clerkMiddleware(() => Promise.reject(new Error('no options today')))));
    expect(rejected).toMatchObject({ status: 500, message: 'no options today' });
    const unknown = await ask((app) => app.use(clerkMiddleware(() => ({ nonsense: true }) as never)));
    expect(unknown).toMatchObject({ status: 500, code: 'option_unknown' });
  });

  it('a live key on the emulator, a taken port and an unreadable seed are clear errors', async () => {
    await expect(createEmulator({ secretKey: 'sk_live_x' })).rejects.toMatchObject({ code: 'live_key_refused' });
    await expect(createEmulator({ publishableKey: `pk_live_${btoa('a.b$')}` })).rejects.toMatchObject({
      code: 'live_key_refused',
    });
    const { port } = new URL(emulator.url);
    await expect(createEmulator({ port: Number(port) })).rejects.toMatchObject({ code: 'port_in_use' });
    await expect(createEmulator({ seed: './does-not-exist.yaml' })).rejects.toMatchObject({ code: 'seed_unreadable' });
  });
});

describe('an emulator that is gone', () => {
  it('is an outage, not a signed-out person, and everything works again when it is back', async () => {
    const first = await createEmulator();
    const port = Number(new URL(first.url).port);
    withEnvironment({ ...first.env, CLERK_JWT_KEY: undefined });
    const server = versions[0][1]();
    server.use(clerkMiddleware());
    server.get('/', (req, res) => void res.json({ userId: getAuth(req).userId }));
    const app = await startServer(server);
    const session = await first.signIn('ada@example.com');
    await first.close();
    const down = await visit(app.url, { authorization: `Bearer ${session.token}` });
    expect([down.status, down.headers.get('x-clerk-auth-reason')]).toEqual([200, 'unexpected-error']);
    const page = await visit(app.url, { ...pageHeaders, cookie: session.cookieHeader });
    expect([200, 307]).toContain(page.status);

    const second = await createEmulator({ port });
    const again = await second.signIn('ada@example.com');
    // The outage counts as known for a moment, so the first requests may still be answered with it.
    await vi.waitFor(
      async () => {
        const up = await visit(app.url, { authorization: `Bearer ${again.token}` });
        expect(JSON.parse(up.text)).toEqual({ userId: again.userId });
      },
      { timeout: 300_000, interval: 200 },
    );
    await second.close();
  });
});
