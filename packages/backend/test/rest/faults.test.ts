import { execFileSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { brotliCompressSync, constants as zlib, gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from 'testing';
import { ClerkAPIResponseError } from '../../src/errors.js';
import type { CallSettings } from '../../src/rest/call-options.js';
import { callOptions } from '../../src/rest/call-options.js';
import type { ResourceClient } from '../../src/rest/endpoint-groups.js';
import { createResourceClient } from '../../src/rest/create-resource-client.js';
import type { RetryOptions } from '../../src/client-settings.js';
import type { Answer, Recorder } from './recorder.js';
import { json, startRecorder } from './recorder.js';

let recorder: Recorder;
// One for each test: a request that a test gave up may arrive late, among those of the next test.
beforeEach(async () => {
  recorder = await startRecorder();
});
afterEach(() => recorder.close());

const fastBrotli = { params: { [zlib.BROTLI_PARAM_QUALITY]: 1 } };
const user = { object: 'user', id: 'user_1' };
const connectionTo = (apiUrl: string) => ({ apiUrl, apiVersion: 'v1', secretKey: 'sk_test_x', userAgent: 'test/1' });

function client(retry: RetryOptions = { baseDelayMs: 5 }): ResourceClient {
  return createResourceClient(connectionTo(recorder.origin), { retry });
}

/** Answers in turn; the last one for all further requests. */
function inTurn(...answers: Answer[]): Answer {
  return (request, response, index) => answers[Math.min(index, answers.length) - 1]?.(request, response, index);
}

const status = (code: number, headers: Readonly<Record<string, string>> = {}): Answer =>
  json({ errors: [{ code: 'x', message: 'x' }] }, code, { 'content-type': 'application/json', ...headers });
const reset: Answer = (_, response) => response.destroy();
const truncated: Answer = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
  response.write('{"object":"us');
  setTimeout(() => response.destroy(), 5);
};

const calls = {
  GET: (api: ResourceClient, settings: CallSettings = {}) => api.users.getUser('user_1', callOptions(settings)),
  PUT: (api: ResourceClient, settings: CallSettings = {}) =>
    api.users.replaceUserMetadata('user_1', { publicMetadata: { a: 1 } }, callOptions(settings)),
  DELETE: (api: ResourceClient, settings: CallSettings = {}) => api.users.deleteUser('user_1', callOptions(settings)),
  POST: (api: ResourceClient, settings: CallSettings = {}) => api.users.banUser('user_1', callOptions(settings)),
  PATCH: (api: ResourceClient, settings: CallSettings = {}) =>
    api.users.updateUser('user_1', { firstName: 'A' }, callOptions(settings)),
};
type Verb = keyof typeof calls;
const safe: readonly Verb[] = ['GET', 'PUT', 'DELETE'];
const unsafe: readonly Verb[] = ['POST', 'PATCH'];

async function failure(call: Promise<unknown>): Promise<ClerkAPIResponseError> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ClerkAPIResponseError)) throw new Error('expected a ClerkAPIResponseError', { cause: error });
  return error;
}

describe('what is sent again', () => {
  const transient: readonly (readonly [string, Answer])[] = [
    ['408', status(408)],
    ['500', status(500)],
    ['503', status(503)],
    ['a reset connection', reset],
    ['a truncated answer', truncated],
  ];
  const cases = (verbs: readonly Verb[]) =>
    verbs.flatMap((verb) => transient.map(([what, answer]) => ({ verb, what, answer })));

  it.each(cases(safe))('$verb after $what, up to two times', async ({ verb, answer }) => {
    recorder.answer = inTurn(answer, answer, json(user));
    await expect(calls[verb](client())).resolves.toMatchObject({ id: 'user_1' });
    expect(recorder.requests.map(({ method }) => method)).toEqual([verb, verb, verb]);
  });

  it.each(cases(unsafe))('$verb not after $what: it may have been done', async ({ verb, answer }) => {
    recorder.answer = answer;
    expect((await failure(calls[verb](client()))).attempts).toBe(1);
    expect(recorder.requests).toHaveLength(1);
  });

  it.each([...safe, ...unsafe])('%s after 429', async (verb) => {
    recorder.answer = inTurn(status(429), json(user));
    await calls[verb](client());
    expect(recorder.requests).toHaveLength(2);
  });

  it.each([400, 401, 404, 422])('nothing after %i', async (code) => {
    recorder.answer = status(code);
    expect(await failure(calls.GET(client()))).toMatchObject({ status: code, attempts: 1 });
    expect(recorder.requests).toHaveLength(1);
  });

  it.each([...safe, ...unsafe])('%s while nobody listens, because nothing can have been done', async (verb) => {
    const port = await freePort();
    const api = createResourceClient(connectionTo(`http://127.0.0.1:${port}`), { retry: { baseDelayMs: 5 } });
    const error = await failure(calls[verb](api));
    expect(error).toMatchObject({ status: undefined, attempts: 3, errors: [{ code: 'unexpected_error' }] });
    expect(error.message).toContain('ECONNREFUSED');
    expect(error.cause).toBeInstanceOf(Error);
    expect(inspect(error, { depth: 10, showHidden: true }) + JSON.stringify(error)).not.toContain('sk_test_x');
  });

  it('as often as asked for', async () => {
    recorder.answer = status(503);
    expect((await failure(calls.GET(client({ maxRetries: 4, baseDelayMs: 1 })))).attempts).toBe(5);
    expect((await failure(calls.GET(client(), { maxRetries: 0 }))).attempts).toBe(1);
  });
});

describe('waiting', () => {
  const elapsed = async (call: Promise<unknown>) => {
    const start = Date.now();
    await call;
    return Date.now() - start;
  };

  it('as long as `Retry-After` says in seconds', async () => {
    recorder.answer = inTurn(status(429, { 'retry-after': '1' }), json(user));
    expect(await elapsed(calls.GET(client()))).toBeGreaterThanOrEqual(990);
  });

  it('until the date in `Retry-After`', async () => {
    const date = new Date(Date.now() + 2000).toUTCString();
    recorder.answer = inTurn(status(503, { 'retry-after': date }), json(user));
    await calls.GET(client());
    // Timers may end a little early.
    expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(date) - 10);
  });

  const longest: readonly (readonly [string, RetryOptions, CallSettings])[] = [
    ['the cap of a wait', { maxDelayMs: 50 }, {}],
    ['the default cap of a wait', {}, { timeoutMs: 100_000 }],
    ['the time limit of the call', { maxDelayMs: 100_000 }, { timeoutMs: 10_000 }],
  ];
  const refusals = [...safe, ...unsafe].map((verb) => [verb, 429] as const);
  it.each(
    longest.flatMap(([limit, retry, settings]) =>
      [...refusals, ['GET', 503] as const].flatMap(([verb, code]) =>
        ['11', '10.2', '1, 11', '1e3', new Date(Date.now() + 3_600_000).toUTCString()].map(
          (after) => ({ limit, retry, settings, verb, code, after }) as const,
        ),
      ),
    ),
  )(
    'never shorter than told: $verb after $code and `$after`, beyond $limit, fails at once',
    async ({ retry, settings, verb, code, after }) => {
      recorder.answer = inTurn(status(code, { 'retry-after': after }), json(user));
      const call = calls[verb](client(retry), settings);
      const error = await failure(call);
      expect(error).toMatchObject({ status: code, attempts: 1 });
      expect(error.retryAfter).toBeGreaterThanOrEqual(11);
      expect(recorder.requests).toHaveLength(1);
    },
  );

  it('not after the signal was aborted', async () => {
    const refuse = status(429, { 'retry-after': '100' });
    const controller = new AbortController();
    recorder.answer = (...exchange) => {
      refuse(...exchange);
      setTimeout(() => controller.abort(), 30);
    };
    await failure(calls.GET(client({ maxDelayMs: 100_000 }), { signal: controller.signal, timeoutMs: 200_000 }));
    expect(recorder.requests).toHaveLength(1);
  });
});

describe('every call ends', () => {
  it.each([
    ['no answer', () => undefined],
    [
      'headers and no body',
      (_, response) => response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders(),
    ],
    [
      'a body that trickles',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        const timer = setInterval(() => response.write(' '), 10);
        response.on('close', () => clearInterval(timer));
      },
    ],
    [
      'redirects for ever',
      (_, response) => setTimeout(() => response.writeHead(307, { location: '/v1/again' }).end(), 10),
    ],
  ] satisfies [string, Answer][])('at its time limit: %s', async (_, answer) => {
    recorder.answer = answer;
    const error = await failure(calls.GET(client(), { timeoutMs: 150 }));
    expect(error.status).toBeUndefined();
    expect(error.cause).toMatchObject({ name: 'TimeoutError' });
  });

  it.each([
    ['broken JSON', '{"object":', 'application/json'],
    ['no body', '', 'application/json'],
    ['an HTML page', '<!doctype html><title>Sign in to the Wi-Fi</title>', 'text/html'],
  ])('with an error for %s with status 200', async (_, text, contentType) => {
    recorder.answer = (_request, response) => response.writeHead(200, { 'content-type': contentType }).end(text);
    const error = await failure(calls.GET(client()));
    expect(error).toMatchObject({ status: 200, errors: [{ code: 'unexpected_error' }] });
    expect(error.message).not.toContain('Wi-Fi');
  });

  it.each([
    ['an HTML page', '<h1>Bad gateway', 'text/html'],
    ['broken JSON', '{', 'application/json'],
    ['null', 'null', 'application/json'],
    ['JSON without errors', '{"errors":{}}', 'application/json'],
    ['a list with null', '{"errors":[null]}', 'application/json'],
  ])('with the status for %s with status 400', async (_, text, contentType) => {
    recorder.answer = (_request, response) =>
      response.writeHead(400, { 'content-type': contentType, 'cf-ray': 'ray_1' }).end(text);
    expect(await failure(calls.GET(client()))).toMatchObject({ status: 400, clerkTraceId: 'ray_1', errors: [] });
  });
});

describe('redirects', () => {
  it('are followed', async () => {
    recorder.answer = inTurn((_, response) => response.writeHead(301, { location: '/v1/elsewhere' }).end(), json(user));
    await expect(calls.GET(client())).resolves.toMatchObject({ id: 'user_1' });
    expect(recorder.requests[1]).toMatchObject({
      path: '/v1/elsewhere',
      headers: { authorization: 'Bearer sk_test_x' },
    });
  });

  it('keep method and body for 307, and become GET for 303', async () => {
    recorder.answer = inTurn((_, response) => response.writeHead(307, { location: '/a' }).end(), json(user));
    await calls.PATCH(client());
    expect(recorder.requests.map(({ method, body }) => `${method} ${body.toString()}`)).toEqual([
      'PATCH {"first_name":"A"}',
      'PATCH {"first_name":"A"}',
    ]);
    recorder.requests.length = 0;
    recorder.answer = inTurn((_, response) => response.writeHead(303, { location: '/a' }).end(), json(user));
    await calls.PATCH(client());
    expect(recorder.requests.map(({ method, body }) => `${method} ${body.toString()}`)).toEqual([
      'PATCH {"first_name":"A"}',
      'GET ',
    ]);
  });

  it('have an end', async () => {
    recorder.answer = (_, response) => response.writeHead(302, { location: '/v1/again' }).end();
    const error = await failure(calls.GET(client()));
    expect(error).toMatchObject({ status: undefined, attempts: 1, errors: [{ code: 'redirect_refused' }] });
    expect(recorder.requests.length).toBeLessThanOrEqual(21);
  });

  describe('to another origin are an error, and nothing is sent there', () => {
    let other: Recorder;
    beforeAll(async () => {
      other = await startRecorder();
      other.answer = json(user);
    });
    afterAll(() => other.close());
    const targets: readonly (readonly [string, () => string])[] = [
      ['another port', () => `${other.origin}/v1/users/user_1`],
      ['another host', () => `${other.origin.replace('127.0.0.1', 'localhost')}/v1`],
      ['another scheme', () => `${recorder.origin.replace('http:', 'https:')}/v1`],
      ['an address without a scheme', () => `${other.origin.replace('http:', '')}/v1`],
      ['a file', () => 'file:///v1/users'],
      ['data', () => 'data:application/json,{}'],
      ['no URL', () => 'http://['],
    ];
    const cases = targets.flatMap(([what, target]) =>
      [301, 302, 303, 307, 308].flatMap((code) =>
        (['GET', 'POST', 'PATCH'] as const).map((verb) => ({ what, target, code, verb })),
      ),
    );
    it.each(cases)('$what after $verb, $code', async ({ target, code, verb }) => {
      recorder.answer = (_, response) => response.writeHead(code, { location: target() }).end();
      const error = await failure(calls[verb](client()));
      expect(error).toMatchObject({ status: undefined, attempts: 1, errors: [{ code: 'redirect_refused' }] });
      expect(error.message).toContain('redirect');
      expect(error.message).toContain('apiUrl');
      expect(error.cause).toMatchObject({ name: 'UnusableResponseError', code: 'redirect_refused' });
      expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('sk_test_x');
      expect(other.requests).toEqual([]);
      expect(recorder.requests).toHaveLength(1);
    });
  });
});

describe('answers that are too long', () => {
  const megabyte = 1024 * 1024;
  const blanks = (bytes: number) => Buffer.alloc(bytes, ' ');
  const send =
    (body: Buffer, encoding?: string): Answer =>
    (_, response) => {
      const headers = { 'content-type': 'application/json', ...(encoding && { 'content-encoding': encoding }) };
      response.writeHead(200, headers).end(body);
    };
  const endless: Answer = (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const more = () => {
      while (!response.destroyed && response.write(blanks(megabyte)));
    };
    response.on('drain', more);
    more();
  };
  const limited = () => createResourceClient({ ...connectionTo(recorder.origin), maxResponseBytes: 3 * megabyte });

  it.each([
    ['plain', send(blanks(3 * megabyte + 1))],
    ['without an end', endless],
    ['gzip', send(gzipSync(blanks(100 * megabyte)), 'gzip')],
    ['brotli', send(brotliCompressSync(blanks(100 * megabyte), fastBrotli), 'br')],
  ])('are not read: %s', async (_, answer) => {
    recorder.answer = answer;
    const before = process.memoryUsage().rss;
    const error = await failure(calls.GET(limited()));
    expect(error).toMatchObject({ status: undefined, attempts: 1, errors: [{ code: 'response_too_large' }] });
    expect(error.message).toContain('maxResponseBytes');
    expect(error.cause).toMatchObject({ name: 'UnusableResponseError', code: 'response_too_large' });
    expect(process.memoryUsage().rss - before).toBeLessThan(90 * megabyte);
    expect(recorder.requests).toHaveLength(1);
  });

  it.each([
    ['plain', undefined, (body: Buffer) => body],
    ['gzip', 'gzip', (body: Buffer) => gzipSync(body)],
    ['brotli', 'br', (body: Buffer) => brotliCompressSync(body, fastBrotli)],
  ])('are those beyond the limit, not at it: %s', async (_, encoding, compress) => {
    const text = JSON.stringify(user);
    recorder.answer = send(compress(Buffer.from(text.padEnd(3 * megabyte))), encoding);
    await expect(calls.GET(limited())).resolves.toMatchObject({ id: 'user_1' });
  });

  it('are those beyond 64 MB if nothing else is said', async () => {
    recorder.answer = send(gzipSync(blanks(64 * megabyte + 1)), 'gzip');
    expect((await failure(calls.GET(client()))).errors).toMatchObject([{ code: 'response_too_large' }]);
    recorder.answer = send(gzipSync(Buffer.from(JSON.stringify(user).padEnd(64 * megabyte))), 'gzip');
    await expect(calls.GET(client())).resolves.toMatchObject({ id: 'user_1' });
  });
});

it('the time limit covers decompression', async () => {
  // Opening a pipe waits for the other side and keeps a thread busy: until then nothing is decompressed.
  const folder = mkdtempSync(join(tmpdir(), 'pipes-'));
  const pipes = Array.from({ length: Number(process.env['UV_THREADPOOL_SIZE'] ?? 4) }, (_, index) =>
    join(folder, String(index)),
  );
  execFileSync('mkfifo', pipes);
  const opened = pipes.map((pipe) => open(pipe, 'r'));
  recorder.answer = (_, response) =>
    response
      .writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
      .end(gzipSync(JSON.stringify(user)));
  const timeoutMs = 500;
  const call = failure(calls.GET(client(), { timeoutMs }));
  const late = new Promise((resolve) => setTimeout(resolve, 20 * timeoutMs, 'no answer in time'));
  const outcome = await Promise.race([call, late]);
  for (const pipe of pipes) closeSync(openSync(pipe, constants.O_WRONLY | constants.O_NONBLOCK));
  await Promise.all(opened.map(async (handle) => (await handle).close()));
  rmSync(folder, { recursive: true });
  expect(outcome).toMatchObject({ cause: { name: 'TimeoutError' } });
});

it('reads a compressed answer', async () => {
  recorder.answer = (_, response) =>
    response
      .writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
      .end(gzipSync(JSON.stringify(user)));
  await expect(calls.GET(client())).resolves.toMatchObject({ id: 'user_1' });
});

it('keeps text whole when it is cut in the middle of a character', async () => {
  recorder.answer = (_, response) => {
    const body = Buffer.from(JSON.stringify({ ...user, first_name: 'Zoë' }));
    const cut = body.indexOf(0xc3) + 1;
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write(body.subarray(0, cut));
    setTimeout(() => response.end(body.subarray(cut)), 10);
  };
  await expect(calls.GET(client())).resolves.toMatchObject({ firstName: 'Zoë' });
});

it('skips and repeats no row when a page fails and is asked for again', async () => {
  const total = 25;
  let isFailing = true;
  recorder.answer = (request, response, index) => {
    const query = new URLSearchParams(request.query);
    const offset = Number(query.get('offset') ?? 0);
    if (offset === 15 && isFailing) {
      isFailing = false;
      return reset(request, response, index);
    }
    const count = Math.min(Number(query.get('limit')), total - offset);
    const data = Array.from({ length: count }, (_, row) => ({ object: 'session', id: `sess_${offset + row}` }));
    json({ data, total_count: total })(request, response, index);
  };
  const ids: string[] = [];
  for await (const { id } of client().sessions.getSessionList({ limit: 5 }).all({ pageSize: 5 })) ids.push(id);
  expect(ids).toEqual(Array.from({ length: total }, (_, row) => `sess_${row}`));
  expect(isFailing).toBe(false);
});
