import { createServer, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair } from 'jose';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ServiceUnavailableError } from '../../src/errors.js';
import { KeySet, keySetOf } from '../../src/token/key-set.js';
import type { PublicJwk } from '../../src/token/trusted-key.js';

const minute = 60_000;
const hour = 60 * minute;

/** A real JWKS endpoint whose behaviour tests change while it runs. */
class JwksEndpoint {
  requests = 0;
  answer: (response: ServerResponse) => void = () => undefined;
  readonly #server = createServer((_, response) => {
    this.requests += 1;
    this.answer(response);
  });

  async open(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  serve(...keys: readonly PublicJwk[]): void {
    this.answer = (response) => {
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys }));
    };
  }

  fail(status: number, body = '{"errors":[]}'): void {
    this.answer = (response) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    };
  }
}

async function makeKey(kid: string): Promise<PublicJwk> {
  const { publicKey } = await generateKeyPair('RS256');
  return { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' };
}

let first: PublicJwk;
let second: PublicJwk;
beforeAll(async () => {
  [first, second] = await Promise.all([makeKey('first'), makeKey('second')]);
});

let endpoint: JwksEndpoint;
let keys: KeySet;
beforeEach(async () => {
  endpoint = new JwksEndpoint();
  endpoint.serve(first);
  keys = new KeySet({ apiUrl: await endpoint.open(), apiVersion: 'v1', secretKey: 'sk_test_keys' });
});
afterEach(() => endpoint.close());

/** The background fetch is awaited by nobody; the endpoint sees it within moments. */
async function requestsReach(count: number): Promise<void> {
  for (let waited = 0; endpoint.requests < count && waited < 2000; waited += 10) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(endpoint.requests).toBe(count);
}

describe('KeySet', () => {
  it('answers a thousand waiting requests with one fetch', async () => {
    const answers = await Promise.all(Array.from({ length: 1000 }, () => keys.get('first', 0)));
    expect(answers.every((answer) => answer.ok)).toBe(true);
    expect(endpoint.requests).toBe(1);
  });

  it('keeps keys for 5 minutes, then refreshes behind the request that notices', async () => {
    await keys.get('first', 0);
    expect(keys.peek('first', 5 * minute - 1)).toBeDefined();
    expect(keys.peek('first', 5 * minute)).toBeUndefined();
    const answer = await keys.get('first', 5 * minute);
    expect(answer.ok).toBe(true);
    await requestsReach(2);
    expect(keys.peek('first', 6 * minute)).toBeDefined();
  });

  it('asks once in 30 s for unknown key ids, whatever strangers send', async () => {
    await keys.get('first', 0);
    for (let index = 0; index < 200; index += 1) {
      const answer = await keys.get(`stranger-${index}`, 1000 + index);
      expect(answer).toMatchObject({ ok: false, refusal: { reason: 'jwk-kid-mismatch' } });
    }
    expect(endpoint.requests).toBe(2);
    await keys.get('stranger', 32_000);
    expect(endpoint.requests).toBe(3);
  });

  it('finds a key that was rotated in, and drops the one that was withdrawn', async () => {
    await keys.get('first', 0);
    endpoint.serve(second);
    expect((await keys.get('second', minute)).ok).toBe(true);
    expect((await keys.get('first', minute + 1)).ok).toBe(false);
  });

  it('keeps the imported key when the set comes again unchanged', async () => {
    const before = await keys.get('first', 0);
    await keys.get('first', minute, { skipCache: true });
    expect(keys.peek('first', minute)).toBe(before.ok && before.key);
  });

  it('serves known keys for an hour while the service fails, and then says that it is unavailable', async () => {
    await keys.get('first', 0);
    endpoint.fail(500);
    expect((await keys.get('first', hour - 1)).ok).toBe(true);
    const answer = await keys.get('first', hour + minute);
    expect(answer).toMatchObject({ ok: false, refusal: { reason: 'jwk-remote-failed-to-load', unavailable: true } });
  });

  it('does not ask again for an unknown key right after the service failed', async () => {
    await keys.get('first', 0);
    endpoint.fail(500);
    await keys.get('stranger', 10 * minute);
    const { requests } = endpoint;
    expect(await keys.get('other', 10 * minute + 1000)).toMatchObject({ ok: false, refusal: { unavailable: true } });
    expect(endpoint.requests).toBe(requests);
  });

  it('tells a refused secret key at once, without another try', async () => {
    endpoint.fail(401, '{"errors":[{"code":"clerk_key_invalid","message":"no"}]}');
    expect(await keys.get('first', 0)).toMatchObject({ ok: false, refusal: { reason: 'secret-key-invalid' } });
    expect(endpoint.requests).toBe(1);
  });

  it('gives up on an endpoint that hangs after 5 s, without another try', async () => {
    endpoint.answer = () => undefined;
    await expect(keys.get('first', 0)).rejects.toBeInstanceOf(ServiceUnavailableError);
    expect(endpoint.requests).toBe(1);
  });

  it('reports an answer that is not JSON as unavailable', async () => {
    endpoint.answer = (response) => response.setHeader('content-type', 'text/html').end('<h1>Hello</h1>');
    await expect(keys.get('first', 0)).rejects.toMatchObject({ code: 'service_unavailable' });
  });

  it('does not keep keys fresh for ever when the clock is set back', async () => {
    await keys.get('first', 10 * hour);
    expect(keys.peek('first', 0)).toBeUndefined();
  });

  it('is not fooled by key ids that are names of Object.prototype', async () => {
    await keys.get('first', 0);
    for (const kid of ['__proto__', 'constructor', 'toString']) {
      expect((await keys.get(kid, 1)).ok).toBe(false);
    }
  });
});

describe('keySetOf', () => {
  it('gives each origin, version and secret key its own set, and the same one each time', () => {
    const source = { apiUrl: 'https://one.example', apiVersion: 'v1', secretKey: 'sk_test_1' };
    expect(keySetOf(source)).toBe(keySetOf({ ...source }));
    expect(keySetOf(source)).not.toBe(keySetOf({ ...source, secretKey: 'sk_test_2' }));
    expect(keySetOf(source)).not.toBe(keySetOf({ ...source, apiUrl: 'https://two.example' }));
    expect(keySetOf(source)).not.toBe(keySetOf({ ...source, apiVersion: 'v2' }));
  });
});
