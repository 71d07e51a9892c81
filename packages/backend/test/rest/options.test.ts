import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callOptions } from '../../src/rest/call-options.js';
import type { RequestEvent, ResponseEvent } from '../../src/client-settings.js';
import { serviceLimit } from '../../src/rest/rate-limiter.js';
import type { ResourceClientOptions } from '../../src/rest/create-resource-client.js';
import { createResourceClient } from '../../src/rest/create-resource-client.js';
import type { Recorder } from './recorder.js';
import { json, startRecorder } from './recorder.js';

let recorder: Recorder;
// One for each test: a request that a test gave up may arrive late, among those of the next test.
beforeEach(async () => {
  recorder = await startRecorder();
  recorder.answer = json({ object: 'user', id: 'user_1' });
  afterEach(() => recorder.close());
});

function client(options: ResourceClientOptions) {
  const connection = { apiUrl: recorder.origin, apiVersion: 'v1', secretKey: 'sk_test_secret', userAgent: 'test/1' };
  return createResourceClient(connection, options);
}

describe('hooks and logger', () => {
  it('that throw reach the caller as they are, and the call is not sent again', async () => {
    const mistake = new Error('a mistake in a hook');
    /** Throws the first time only. */
    const throwing = () => {
      let calls = 0;
      return () => {
        calls += 1;
        if (calls === 1) throw mistake;
      };
    };
    await expect(client({ onResponse: throwing() }).users.deleteUser('user_1')).rejects.toBe(mistake);
    expect(recorder.requests).toHaveLength(1);
    await expect(client({ onRequest: throwing() }).users.deleteUser('user_1')).rejects.toBe(mistake);
    expect(recorder.requests).toHaveLength(1);
  });

  it('are told about each sending, without anything secret', async () => {
    recorder.answer = (request, response, index) => {
      if (index === 1) response.writeHead(503).end();
      else json({ object: 'user', id: 'user_1' })(request, response, index);
    };
    const requests: RequestEvent[] = [];
    const responses: ResponseEvent[] = [];
    const lines: string[] = [];
    const { users } = client({
      onRequest: (event) => requests.push(event),
      onResponse: (event) => responses.push(event),
      logger: { debug: (line) => lines.push(line), warn: (line) => lines.push(line) },
    });
    await expect(users.updateUserProfileImage('user_1', { file: new Blob(['x']) })).rejects.toThrow();
    await users.getUser('user_1');
    const path = '/users/user_1';
    expect(requests).toEqual([
      { method: 'POST', path: `${path}/profile_image`, attempt: 1 },
      { method: 'GET', path, attempt: 1 },
    ]);
    expect(responses.map(({ method, status, retryDelayMs }) => [method, status, retryDelayMs])).toEqual([
      ['POST', 503, undefined],
      ['GET', 200, undefined],
    ]);
    expect(responses[0]?.error?.status).toBe(503);
    expect(lines.map((line) => line.replace(/\d+ ms/g, 'n ms'))).toEqual([
      `POST ${path}/profile_image: 503 in n ms`,
      `GET ${path}: 200 in n ms`,
    ]);
    expect(JSON.stringify([requests, responses, lines])).not.toContain('sk_test_secret');
  });

  it('are told when a request is sent again', async () => {
    recorder.answer = (request, response, index) =>
      json({ id: 'x' }, index === 1 ? 503 : 200)(request, response, index);
    const lines: string[] = [];
    await client({
      retry: { baseDelayMs: 1 },
      logger: { debug: () => undefined, warn: (line) => lines.push(line) },
    }).users.getUser('user_1');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^GET \/users\/user_1: 503 in \d+ ms, attempt 1, again in [01] ms$/);
  });

  it('may refuse a call', async () => {
    const onRequest = () => {
      throw new Error('not now');
    };
    await expect(client({ onRequest }).users.getUser('user_1')).rejects.toThrow('not now');
    expect(recorder.requests).toEqual([]);
  });
});

describe('the rate limit', () => {
  it('holds requests back, in order, and only as long as necessary', async () => {
    const { users } = client({ rateLimit: { requests: 3, perMs: 200 } });
    const start = Date.now();
    await Promise.all(['a', 'b', 'c'].map((id) => users.getUser(id)));
    await Promise.all(['d', 'e', 'f', 'g'].map((id) => users.getUser(id)));
    expect(Date.now() - start).toBeGreaterThanOrEqual(395);
    expect(recorder.requests.at(-1)?.path).toBe('/v1/users/g');
  });

  it('ends a call at once if it cannot be sent in time', async () => {
    const { users } = client({ rateLimit: { requests: 1, perMs: 3_600_000 } });
    await users.getUser('a');
    await expect(users.getUser('b', callOptions({ timeoutMs: 1000 }))).rejects.toMatchObject({
      attempts: 0,
      errors: [{ code: 'client_rate_limited' }],
    });
    expect(recorder.requests).toHaveLength(1);
  });

  it('knows what the service allows', () => {
    expect(serviceLimit('sk_live_x')).toEqual({ requests: 1000, perMs: 10_000 });
    expect(serviceLimit('sk_test_x')).toEqual({ requests: 100, perMs: 10_000 });
  });
});

describe('shared requests', () => {
  it('are one for the same GET at the same time, each with an object of its own', async () => {
    const { users } = client({ sharesRequests: true });
    const [one, other, third] = await Promise.all([users.getUser('a'), users.getUser('a'), users.getUser('b')]);
    expect(recorder.requests.map(({ path }) => path).sort()).toEqual(['/v1/users/a', '/v1/users/b']);
    expect(one).toEqual(other);
    expect(one).not.toBe(other);
    expect(third).toBeDefined();
    await users.getUser('a');
    expect(recorder.requests).toHaveLength(3);
  });

  it('are never shared when they change something, have settings of their own, or nobody asked for it', async () => {
    const { users } = client({ sharesRequests: true });
    await Promise.all([users.banUser('a'), users.banUser('a')]);
    await Promise.all([users.getUser('a', callOptions({ timeoutMs: 300_000 })), users.getUser('a')]);
    const plain = client({}).users;
    await Promise.all([plain.getUser('c'), plain.getUser('c')]);
    expect(recorder.requests).toHaveLength(6);
  });
});

it('limits the time of every call as the client says, or as the call says', async () => {
  recorder.answer = () => undefined;
  const { users } = client({ timeoutMs: 100 });
  await expect(users.getUser('a')).rejects.toMatchObject({ cause: { name: 'TimeoutError' } });
  await expect(users.getUser('a', callOptions({ timeoutMs: 30 }))).rejects.toMatchObject({
    cause: { message: expect.stringMatching(/^No answer within (30|[12]?\d) ms/) as string },
  });
});

describe('settings of a call', () => {
  it('replace headers whatever their case', async () => {
    await client({}).users.getUser(
      'a',
      callOptions({ headers: { 'User-Agent': 'mine', Authorization: 'Bearer other' } }),
    );
    expect(recorder.requests[0]?.headers).toMatchObject({ 'user-agent': 'mine', authorization: 'Bearer other' });
  });

  it('cannot make an error show a key', async () => {
    const call = client({}).m2m.createToken({ machineSecretKey: 'ak_sec\nret' });
    const error: unknown = await call.catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'secret_key_invalid' });
    expect(inspect(error, { depth: 9 })).not.toContain('ak_sec');
  });

  it('are taken from the last argument, wherever it stands', async () => {
    const { users, sessions } = client({});
    const settings = callOptions({ headers: { 'x-trace': 'abc' } });
    await users.getUser('a', settings);
    await users.getUserList({}, settings);
    await users.updateUser('a', { firstName: 'A' }, settings);
    await sessions.getToken('sess_1', undefined, undefined, settings);
    await users.getCount(undefined, settings);
    expect(recorder.requests).toHaveLength(6);
    expect(recorder.requests.every(({ headers }) => headers['x-trace'] === 'abc')).toBe(true);
    expect(
      recorder.requests.every(({ body, query }) => !body.toString().includes('trace') && !query.includes('trace')),
    ).toBe(true);
  });

  it.each([{ timeoutMs: -1 }, { timeoutMs: Number.NaN }, { maxRetries: -1 }])('are checked: %j', (settings) => {
    expect(() => callOptions(settings)).toThrow(/0 or greater/);
  });
});
