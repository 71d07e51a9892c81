import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ClerkAPIResponseError, ConfigurationError, InvalidArgumentError } from '../../src/errors.js';
import { callOptions } from '../../src/rest/call-options.js';
import { createResourceClient } from '../../src/rest/create-resource-client.js';
import { User } from '../../src/rest/resources/user.js';
import type { Connection } from '../../src/rest/send.js';
import type { Recorder } from './recorder.js';
import { json, startRecorder } from './recorder.js';

let recorder: Recorder;
// One for each test: a request that a test gave up may arrive late, among those of the next test.
beforeEach(async () => {
  recorder = await startRecorder();
  recorder.answer = json({ object: 'user', id: 'user_1', first_name: 'Ada' });
  afterEach(() => recorder.close());
});

function connection(overrides: Partial<Connection> = {}): Connection {
  return { apiUrl: recorder.origin, apiVersion: 'v1', secretKey: 'sk_test_x', userAgent: 'test/1', ...overrides };
}

describe('createResourceClient', () => {
  it('sends one call and hands out an object with the helpers', async () => {
    const user = await createResourceClient(connection()).users.getUser('user_1');
    expect(recorder.requests).toMatchObject([
      {
        method: 'GET',
        path: '/v1/users/user_1',
        headers: { authorization: 'Bearer sk_test_x', 'user-agent': 'test/1', 'clerk-api-version': '2026-05-12' },
      },
    ]);
    expect(user).toBeInstanceOf(User);
    expect(user.fullName).toBe('Ada');
    expect(user.raw).toEqual({ object: 'user', id: 'user_1', first_name: 'Ada' });
    expect(Object.keys(user)).not.toContain('raw');
  });

  it('builds a sub-API once, when it is first used', () => {
    const client = createResourceClient(connection());
    expect(client.users).toBe(client.users);
  });

  it('does not show keys when it is printed', () => {
    const client = createResourceClient(connection());
    expect(inspect(client, { depth: 9, showHidden: true, getters: true }) + JSON.stringify(client)).not.toContain(
      'sk_test_x',
    );
  });

  it.each(['', '.', '..', 'a/../b', '%2e%2e', '%252e%252e', '..\\x'])(
    'refuses the id %j before it sends',
    async (id) => {
      await expect(createResourceClient(connection()).users.getUser(id)).rejects.toThrow(InvalidArgumentError);
      expect(recorder.requests).toEqual([]);
    },
  );

  it.each([
    ['a b', '/v1/users/a%20b'],
    ['a/b', '/v1/users/a%2Fb'],
    ['a?b#c', '/v1/users/a%3Fb%23c'],
    ['org:admin', '/v1/users/org:admin'],
  ])('encodes the id %j', async (id, path) => {
    await createResourceClient(connection()).users.getUser(id);
    expect(recorder.requests[0]?.path).toBe(path);
  });

  it('does not let parameters say which resource an id stands for', async () => {
    // Applications pass request bodies on.
    const params = { emailAddress: 'a@example.com', userId: 'user_admin' };
    await createResourceClient(connection()).users.replaceUserEmailAddress('user_1', params);
    expect(recorder.requests[0]?.path).toBe('/v1/users/user_1/email_address');
  });

  it('refuses a call without a key, or with one that cannot be sent, and does not show it', async () => {
    const none = createResourceClient({ apiUrl: recorder.origin, apiVersion: 'v1', userAgent: 'test/1' });
    await expect(none.users.getUser('user_1')).rejects.toMatchObject({ code: 'secret_key_missing' });
    const broken = createResourceClient(connection({ secretKey: 'sk_test_secret\n' }));
    const error: unknown = await broken.users.getUser('user_1').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ConfigurationError);
    expect(inspect(error)).not.toContain('sk_test_secret');
    expect(recorder.requests).toEqual([]);
  });

  it('takes JSON with a charset for JSON', async () => {
    recorder.answer = json({ object: 'user', id: 'u' }, 200, { 'content-type': 'Application/JSON; charset=utf-8' });
    expect(await createResourceClient(connection()).users.getUser('u')).toBeInstanceOf(User);
  });

  it('rejects with what the service said', async () => {
    const body = {
      errors: [
        { code: 'resource_not_found', message: 'not found', long_message: 'No user.', meta: { param_name: 'id' } },
      ],
      clerk_trace_id: 'trace_1',
    };
    recorder.answer = json(body, 404);
    const error: unknown = await createResourceClient(connection())
      .users.getUser('u')
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ClerkAPIResponseError);
    expect(error).toMatchObject({
      status: 404,
      message: 'Not Found',
      clerkTraceId: 'trace_1',
      errors: [{ code: 'resource_not_found', longMessage: 'No user.', meta: { paramName: 'id' } }],
    });
  });

  it('rejects an HTML page where JSON is due', async () => {
    recorder.answer = (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>hello');
    await expect(createResourceClient(connection()).users.getUser('u')).rejects.toMatchObject({
      status: 200,
      errors: [{ code: 'unexpected_error' }],
    });
  });

  it('sends the suffix flag of a refresh in the query', async () => {
    recorder.answer = json({ object: 'token', jwt: 'x.y.z' });
    const params = { expired_token: 'e', refresh_token: 'r', request_origin: 'https://a.example' };
    await createResourceClient(connection()).sessions.refreshSession('sess_1', { ...params, suffixed_cookies: true });
    expect(recorder.requests[0]).toMatchObject({ path: '/v1/sessions/sess_1/refresh', query: 'suffixed_cookies=true' });
    expect(JSON.parse(String(recorder.requests[0]?.body))).toEqual(params);
  });

  describe('to a service that never answers', () => {
    beforeEach(() => {
      recorder.answer = () => undefined;
    });

    it('ends a call at its time limit and says so', async () => {
      const client = createResourceClient(connection());
      const call = client.users.getUser('u', callOptions({ timeoutMs: 50 }));
      await expect(call).rejects.toMatchObject({ status: undefined, cause: { name: 'TimeoutError' } });
    });

    it('ends a call when its signal is aborted', async () => {
      const controller = new AbortController();
      const client = createResourceClient(connection());
      const call = client.users.getUser('u', callOptions({ signal: controller.signal }));
      setTimeout(() => controller.abort(new Error('changed my mind')), 20);
      await expect(call).rejects.toMatchObject({
        name: 'ClerkAPIResponseError',
        cause: { message: 'changed my mind' },
      });
    });
  });
});

describe('lists', () => {
  const total = 250;
  beforeEach(() => {
    recorder.answer = (request, response, index) => {
      const query = new URLSearchParams(request.query);
      const offset = Number(query.get('offset') ?? 0);
      const limit = Number(query.get('limit') ?? 10);
      if (request.path.endsWith('/count'))
        return json({ object: 'total_count', total_count: total })(request, response, index);
      const rows = Array.from({ length: Math.min(limit, total - offset) }, (_, row) => ({
        object: 'user',
        id: `user_${offset + row}`,
      }));
      json(rows)(request, response, index);
    };
  });

  it('answers a page with the number of all rows', async () => {
    const page = await createResourceClient(connection()).users.getUserList({ limit: 3, offset: 2, query: 'a' });
    expect(page.totalCount).toBe(total);
    expect(page.data.map(({ id }) => id)).toEqual(['user_2', 'user_3', 'user_4']);
    expect(recorder.requests.map(({ path, query }) => [path, query]).sort()).toEqual([
      ['/v1/users', 'limit=3&offset=2&query=a'],
      ['/v1/users/count', 'query=a'],
    ]);
  });

  it('walks through all rows, each once and in order, and counts once', async () => {
    const ids: string[] = [];
    for await (const user of createResourceClient(connection()).users.getUserList()) ids.push(user.id);
    expect(ids).toEqual(Array.from({ length: total }, (_, row) => `user_${row}`));
    expect(recorder.requests.filter(({ path }) => path.endsWith('/count'))).toHaveLength(1);
    expect(recorder.requests).toHaveLength(5);
  });

  it('ends the iteration with a typed error when no list comes', async () => {
    recorder.answer = json({ hello: 'world' });
    const rows = createResourceClient(connection()).sessions.getSessionList()[Symbol.asyncIterator]();
    await expect(rows.next()).rejects.toBeInstanceOf(ClerkAPIResponseError);
  });

  it('asks for no page that is not needed', async () => {
    const ids: string[] = [];
    for await (const user of createResourceClient(connection())
      .users.getUserList({ limit: 5 })
      .all({ max: 12, pageSize: 7 })) {
      ids.push(user.id);
    }
    expect(ids).toHaveLength(12);
    expect(recorder.requests.filter(({ path }) => path === '/v1/users').map(({ query }) => query)).toEqual([
      'limit=5',
      'limit=7&offset=5',
    ]);
  });
});
