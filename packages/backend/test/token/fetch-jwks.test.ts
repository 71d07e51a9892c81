import type { IncomingMessage } from 'node:http';
import { startServer, type RunningServer } from 'testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ServiceUnavailableError, TokenVerificationErrorAction as Action } from '../../src/errors.js';
import { fetchJwks, isOutage, type JwksFailure, type KeySource } from '../../src/token/fetch-jwks.js';
import { readLimitedText } from '../../src/token/read-limited-text.js';

const key = { kid: 'k', kty: 'RSA', n: 'AQAB', e: 'AQAB' };
const good = JSON.stringify({ keys: [key] });

let answer: { status: number; body: string };
let requests: IncomingMessage[];
let server: RunningServer;
let apiUrl: string;

beforeEach(async () => {
  answer = { status: 200, body: good };
  requests = [];
  server = await startServer((request, response) => {
    requests.push(request);
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
  });
  apiUrl = server.url;
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** Loads the keys without waiting between attempts, and gives the waits in ms that there would have been. */
async function load(source: Partial<KeySource> = {}, once = false) {
  const waits: number[] = [];
  const failures: JwksFailure[] = [];
  const realSetTimeout = globalThis.setTimeout;
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
  vi.stubGlobal('setTimeout', (run: () => void, ms: number) => {
    // The runtime has time limits of its own.
    if (ms > 2000) return realSetTimeout(run, ms);
    waits.push(ms);
    return realSetTimeout(run, 0);
  });
  const result = await fetchJwks(
    { apiUrl, apiVersion: 'v1', secretKey: 'sk_test_1', ...source },
    { once, onFailure: (failure) => failures.push(failure) },
  );
  vi.unstubAllGlobals();
  return { result, waits, failures };
}

const failedToLoad = (what: string) => ({
  ok: false,
  failure: {
    reason: 'jwk-remote-failed-to-load',
    message: `The keys could not be loaded: the Backend API ${what}.`,
    action: Action.ContactSupport,
    unavailable: true,
  },
});
const invalidKey = {
  ok: false,
  failure: {
    reason: 'secret-key-invalid',
    message: 'The Backend API does not know the secret key.',
    action: Action.SetClerkSecretKey,
  },
};

describe('the request for the keys', () => {
  it.each([
    ['', '/v1/jwks'],
    ['/', '/v1/jwks'],
    ['///', '/v1/jwks'],
    ['/base//path//', '/base/path/v1/jwks'],
  ])('goes to one address however often %j repeats its slashes', async (path, expected) => {
    expect(await load({ apiUrl: apiUrl + path })).toMatchObject({ result: { ok: true } });
    expect(requests[0]?.url).toBe(expected);
  });

  it.each([
    ['app/1', 'app/1'],
    ['', expect.stringMatching(/^@/) as string],
    [undefined, expect.stringMatching(/^@/) as string],
  ])('says that it comes from %j', async (userAgent, expected) => {
    await load({ userAgent });
    expect(requests[0]?.method).toBe('GET');
    expect(requests[0]?.headers).toMatchObject({
      authorization: 'Bearer sk_test_1',
      'content-type': 'application/json',
      'user-agent': expected,
    });
  });
});

describe('the answer', () => {
  it.each([
    [200, good, { ok: true, jwks: { keys: [key], malformed: [] } }],
    [299, good, { ok: true, jwks: { keys: [key], malformed: [] } }],
    [300, good, failedToLoad('answered 300')],
    [404, good, failedToLoad('answered 404')],
    [200, '{}', failedToLoad('answered without a usable key')],
    [401, '{"errors":[null,5,"code",{},{"code":"other"},{"code":"clerk_key_invalid"}]}', invalidKey],
    [401, '{"errors":[{"code":"other"}]}', failedToLoad('answered 401')],
    [401, '{"errors":[]}', failedToLoad('answered 401')],
    [401, '{"errors":{"code":"clerk_key_invalid"}}', failedToLoad('answered 401')],
    [401, '{"errors":null}', failedToLoad('answered 401')],
    [401, '{"code":"clerk_key_invalid"}', failedToLoad('answered 401')],
    [401, 'null', failedToLoad('answered 401')],
    [401, '"errors"', failedToLoad('answered 401')],
    [401, '5', failedToLoad('answered 401')],
  ])('%i with %s is read at the first attempt', async (status, body, expected) => {
    answer = { status, body };
    expect(await load()).toEqual({ result: expected, waits: [], failures: [] });
    expect(requests).toHaveLength(1);
  });

  it('without a status that HTTP knows gives no keys', async () => {
    const response = { status: 0, json: () => Promise.resolve({ keys: [key] }) } as Response;
    expect((await load({ fetch: () => Promise.resolve(response) })).result).toEqual(failedToLoad('answered 0'));
  });

  it('from another origin is none, also without a body', async () => {
    const response = {
      status: 200,
      redirected: true,
      url: 'https://other.example/keys?secret',
      body: null,
    } as Response;
    expect((await load({ fetch: () => Promise.resolve(response) })).result).toMatchObject({
      failure: { cause: { message: 'The Backend API redirected to another origin (https://other.example).' } },
    });
  });

  it('that is not JSON is an outage, without another attempt', async () => {
    answer = { status: 200, body: '<html>' };
    const { result } = await load();
    expect(result).toMatchObject({
      ok: false,
      failure: {
        code: 'service_unavailable',
        message: expect.stringContaining('CLERK_API_URL (option `apiUrl`)') as string,
        cause: { name: 'SyntaxError' },
      },
    });
    expect(requests).toHaveLength(1);
  });

  it('that is longer than a megabyte is an outage, without another attempt', async () => {
    answer = { status: 200, body: `${' '.repeat(1_000_000 - good.length)}${good}` };
    expect((await load()).result.ok).toBe(true);
    answer.body += ' ';
    expect((await load()).result).toMatchObject({
      failure: { cause: { message: 'The answer is longer than 1000000 bytes.' } },
    });
    expect(requests).toHaveLength(2);
  });

  it.each([
    [500, '{}'],
    [503, 'down for a moment'],
    [429, '{}'],
  ])('%i is asked for five times, with longer and longer waits', async (status, body) => {
    answer = { status, body };
    const { result, waits, failures } = await load();
    expect(waits).toEqual([187.5, 375, 750, 1500]);
    expect(failures).toHaveLength(4);
    expect(result.ok || isOutage(result.failure)).toBe(true);
    expect(requests).toHaveLength(5);
    expect(await load({}, true)).toMatchObject({ waits: [], failures: [] });
    expect(requests).toHaveLength(6);
  });

  it('that comes after a failure counts', async () => {
    answer = { status: 500, body: '{}' };
    const waiting = load({
      fetch: async (...call) => {
        const response = await fetch(...call);
        answer = { status: 200, body: good };
        return response;
      },
    });
    expect(await waiting).toMatchObject({ result: { ok: true }, waits: [187.5], failures: [{ unavailable: true }] });
  });
});

describe('a broken network', () => {
  const named = (name: string) => Object.assign(new Error('broken'), { name });
  it.each<readonly [fault: unknown, attempts: number]>([
    [new TypeError('fetch failed'), 5],
    [named('TimeoutError'), 1],
    [named('AbortError'), 1],
    [new RangeError('too long'), 1],
    ['TimeoutError', 5],
    [null, 5],
    [undefined, 5],
    [{}, 5],
  ])('that fails with %s gets its attempts, of which there are %i', async (fault, attempts) => {
    const failing = vi.fn(() => Promise.reject(fault as Error));
    const { result } = await load({ fetch: failing });
    expect(failing).toHaveBeenCalledTimes(attempts);
    expect(result.ok).toBe(false);
    if (!result.ok) {
      expect(result.failure).toBeInstanceOf(ServiceUnavailableError);
      expect((result.failure as Error).cause).toBe(fault);
    }
  });
});

it('an outage is what another attempt may end', () => {
  const refusal = { reason: 'secret-key-invalid', message: '' } as const;
  expect(isOutage(new ServiceUnavailableError('down'))).toBe(true);
  expect(isOutage({ ...refusal, unavailable: true })).toBe(true);
  expect(isOutage({ ...refusal, unavailable: false })).toBe(false);
  expect(isOutage(refusal)).toBe(false);
});

describe('readLimitedText', () => {
  const tooLong = (maxBytes: number) => new RangeError(String(maxBytes));
  const inParts = (...parts: readonly Uint8Array[]) =>
    new Response(
      new ReadableStream({
        start(controller) {
          for (const part of parts) controller.enqueue(part);
          controller.close();
        },
      }),
    );

  it('joins letters that come in parts, and takes a mark at the end for a fault', async () => {
    const bytes = new TextEncoder().encode('a✓b');
    const parts = Array.from(bytes, (byte) => Uint8Array.of(byte));
    expect(await readLimitedText(inParts(...parts), 5, tooLong)).toBe('a✓b');
    expect(await readLimitedText(inParts(...parts.slice(0, 2)), 5, tooLong)).toBe('a\uFFFD');
    await expect(readLimitedText(inParts(...parts), 4, tooLong)).rejects.toThrow(new RangeError('4'));
  });

  it('reads no more than it may', async () => {
    const cancelled = vi.fn();
    const pull = vi.fn((controller: ReadableStreamDefaultController) => controller.enqueue(new Uint8Array(3)));
    const endless = new Response(new ReadableStream({ pull, cancel: cancelled }, { highWaterMark: 0 }));
    await expect(readLimitedText(endless, 5, tooLong)).rejects.toThrow(RangeError);
    expect(pull).toHaveBeenCalledTimes(2);
    expect(cancelled).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['text', { text: () => Promise.resolve('12345') }],
    ['JSON', { json: () => Promise.resolve(12345) }],
    ['text, of another kind of stream', { body: { pipe: true }, text: () => Promise.resolve('12345') }],
  ])('reads an answer that only gives %s', async (_, response) => {
    expect(await readLimitedText(response as never, 5, tooLong)).toBe('12345');
    await expect(readLimitedText(response as never, 4, tooLong)).rejects.toThrow(new RangeError('4'));
  });
});
