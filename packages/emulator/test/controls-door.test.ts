import { request } from 'node:http';
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEmulator, type Emulator } from '../src/index.js';

let emulator: Emulator;

beforeAll(async () => {
  emulator = await createEmulator();
});

afterAll(() => emulator.close());

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly host?: string;
}

/** Sends what `fetch` would not: any Host header, any browser header. */
function send(
  to: Emulator,
  sent: Sent,
): Promise<{ readonly status: number; readonly headers: Readonly<Record<string, unknown>>; readonly body: string }> {
  const {
    method = 'POST',
    path = '/_emulator/controls/users.list',
    headers = {},
    body = '{}',
    host = '127.0.0.1',
  } = sent;
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { host, port: new URL(to.url).port, method, path, headers: { 'content-type': 'application/json', ...headers } },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (chunk: string) => {
          text += chunk;
          // A stream of events goes on.
          if (answer.headers['content-type'] === 'text/event-stream') answer.destroy();
        });
        answer.on('close', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text }));
      },
    );
    outgoing.on('error', reject);
    outgoing.end(method === 'POST' ? body : undefined);
  });
}

const ownHost = () => new URL(emulator.url).host;

it('answers a program on this machine', async () => {
  const { status, headers } = await send(emulator, {});
  expect(status).toBe(200);
  expect(headers['access-control-allow-origin']).toBeUndefined();
  expect(headers['cache-control']).toBe('no-store');
});

it('answers a page of the emulator itself', async () => {
  const headers = { host: ownHost(), origin: emulator.url, 'sec-fetch-site': 'same-origin' };
  expect((await send(emulator, { headers })).status).toBe(200);
  expect((await send(emulator, { method: 'GET', path: '/_emulator/events', headers })).status).toBe(200);
});

describe.each([
  ['a foreign origin', { origin: 'https://evil.example' }],
  ['an application on this machine', { origin: 'http://localhost:3000', 'sec-fetch-site': 'same-site' }],
  ['a page without an origin', { origin: 'null' }],
  ['a foreign page whose browser says so', { 'sec-fetch-site': 'cross-site' }],
  ['a proxy', { 'x-forwarded-for': '203.0.113.1' }],
  ['a proxy of the standard', { forwarded: 'for=203.0.113.1' }],
  ['a foreign name, as after DNS rebinding', { host: 'evil.example' }],
  ['a foreign name that starts like ours', { host: 'localhost.evil.example' }],
])('refuses %s', (_, headers) => {
  it.each([
    ['POST', '/_emulator/controls/state.export'],
    ['GET', '/_emulator/events'],
  ])('%s %s', async (method, path) => {
    const { status, body, headers: answered } = await send(emulator, { method, path, headers });
    expect(status).toBe(403);
    expect(body).not.toContain('tables');
    expect(answered['access-control-allow-origin']).toBeUndefined();
  });
});

it('gives no foreign page leave to ask', async () => {
  const headers = { origin: 'http://localhost:3000', 'access-control-request-method': 'POST' };
  const { status, headers: answered } = await send(emulator, { method: 'OPTIONS', headers });
  expect(status).toBe(403);
  expect(answered['access-control-allow-origin']).toBeUndefined();
});

it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
  'refuses a body of the type %s, which a foreign page can send unasked',
  async (type) => expect((await send(emulator, { headers: { 'content-type': type } })).status).toBe(415),
);

it.each([
  ['no JSON', '{'],
  ['JSON that is nested too deep', `${'['.repeat(1000)}${']'.repeat(1000)}`],
  ['a text', '"x"'],
  ['nothing but null', 'null'],
])('refuses %s', async (_, body) => expect((await send(emulator, { body })).status).toBe(422));

it.each(['nope', '__proto__', 'constructor', 'users', 'users.', 'users.list.x', '%00', '..%2f..'])(
  'has no control %s',
  async (name) => expect((await send(emulator, { path: `/_emulator/controls/${name}` })).status).toBe(404),
);

it('asks for the secret key of an emulator that was started with one', async () => {
  const own = await createEmulator({ secretKey: 'sk_test_mine_and_only_mine' });
  try {
    expect((await send(own, {})).status).toBe(401);
    expect((await send(own, { headers: { authorization: 'Bearer sk_test_acme_emulator_demo' } })).status).toBe(401);
    expect((await send(own, { method: 'GET', path: '/_emulator/events' })).status).toBe(401);
    expect((await send(own, { headers: { authorization: 'Bearer sk_test_mine_and_only_mine' } })).status).toBe(200);
  } finally {
    await own.close();
  }
});

it('answers no other machine, although the emulator listens for them', async () => {
  const open = await createEmulator({ hostname: '0.0.0.0' });
  try {
    const outside = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;
    // A machine without a network has only this way to say where a call comes from.
    const foreign = outside === undefined ? { headers: { host: '192.0.2.1' } } : { host: outside };
    expect((await send(open, foreign)).status).toBe(403);
    expect((await send(open, {})).status).toBe(200);
  } finally {
    await open.close();
  }
});

it('is met by no fault, and not in the request log', async () => {
  emulator.faults.add({ path: '*', reset: true });
  expect((await send(emulator, { path: '/_emulator/controls/faults.clear' })).status).toBe(200);
  expect(emulator.requests.find({ path: '/_emulator/controls/faults.clear' })).toEqual([]);
});
