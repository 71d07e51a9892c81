import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import KeyvRedis from '@keyv/redis';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { Keyv } from 'keyv';
import { bearer, startRedis, startServer, type Redis } from 'testing';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createAuthenticator } from '../../src/adapter.js';
import { createClerkClient } from '../../src/clerk-client.js';
import { createKeyStore } from '../../src/token/create-key-store.js';
import { requestHead } from '../../src/request/request-head.js';
import { startProcess, stopAll } from '../revocations/redis.js';

type Pair = Awaited<ReturnType<typeof makePair>>;
const makePair = async (kid: string) => {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  return { kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' } };
};

let old: Pair;
let next: Pair;
let forger: Pair;
beforeAll(async () => {
  [old, next, forger] = await Promise.all([makePair('old'), makePair('next'), makePair('old')]);
});

/** What the service publishes. */
let published: readonly Pair[];
let fetches: number;
let apiUrl: string;
let close: () => Promise<void>;
beforeEach(async () => {
  published = [old];
  fetches = 0;
  ({ url: apiUrl, close } = await startServer((_, response) => {
    fetches += 1;
    const body = JSON.stringify({ keys: published.map(({ jwk }) => jwk) });
    response.setHeader('content-type', 'application/json').end(body);
  }));
});
afterEach(async () => {
  await stopAll();
  await close();
});

const sign = ({ privateKey, kid }: Pair) =>
  new SignJWT({ iss: 'https://clerk.example.com', sub: 'user_1', sid: 'sess_1' })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid })
    .setIssuedAt()
    .setExpirationTime('1m')
    .sign(privateKey);

const optionsOf = (secretKey = 'sk_live_key_store') => ({
  publishableKey: `pk_live_${btoa('clerk.example.com$')}`,
  secretKey,
  apiUrl,
});

const start = (redis: Redis, secretKey?: string) =>
  startProcess(new URL('./processes/key-server.mjs', import.meta.url), {
    redisUrl: redis.url,
    options: optionsOf(secretKey),
  });

async function decide(child: ChildProcess, token: string): Promise<unknown> {
  child.send(token);
  const [reply] = (await once(child, 'message')) as [unknown];
  return reply;
}

describe('processes with one Redis', () => {
  it('fetch the keys once, and find a rotation in each', async () => {
    const redis = await startRedis();
    const one = await start(redis);
    expect(await decide(one, await sign(old))).toBe('signed-in');
    one.kill('SIGKILL');
    await once(one, 'exit');
    const [other, third] = await Promise.all([start(redis), start(redis)]);
    for (const child of [other, third]) expect(await decide(child, await sign(old))).toBe('signed-in');
    expect(fetches).toBe(1);
    expect(await decide(other, await sign(forger))).toBe('token-invalid-signature');
    published = [next];
    for (const child of [other, third]) {
      expect(await decide(child, await sign(next))).toBe('signed-in');
      expect(await decide(child, await sign(old))).toBe('jwk-kid-mismatch');
    }
    const fetched = fetches;
    const last = await start(redis);
    expect(await decide(last, await sign(next))).toBe('signed-in');
    expect(fetches).toBe(fetched);
  }, 60_000);

  it('take no keys of another instance, nor what others write', async () => {
    const redis = await startRedis();
    const foreign = await start(redis, 'sk_live_of_a_stranger');
    published = [forger];
    expect(await decide(foreign, await sign(forger))).toBe('signed-in');
    published = [old];
    expect(await decide(await start(redis), await sign(forger))).toBe('token-invalid-signature');
    expect(fetches).toBe(2);
    // Whoever can write to Redis copies the entry of the stranger over that of the instance.
    const keyv = new Keyv({ store: new KeyvRedis(redis.url) });
    const places: string[] = [];
    for await (const [key] of keyv.iterator?.({}) ?? [])
      if (String(key).includes('clerk-keys:')) places.push(String(key));
    expect(places).toHaveLength(2);
    const values = await Promise.all(places.map((place) => keyv.get<string>(place)));
    await Promise.all(places.map((place, at) => keyv.set(place, values[1 - at])));
    await keyv.disconnect();
    expect(await decide(await start(redis), await sign(forger))).toBe('token-invalid-signature');
    expect(fetches).toBe(3);
  }, 60_000);

  it('go on when Redis is killed, before the first request and after it', async () => {
    const redis = await startRedis();
    const one = await start(redis);
    const other = await start(redis);
    expect(await decide(one, await sign(old))).toBe('signed-in');
    await redis.kill();
    expect(await decide(one, await sign(old))).toBe('signed-in');
    expect(await decide(other, await sign(old))).toBe('signed-in');
    published = [next];
    expect(await decide(other, await sign(next))).toBe('signed-in');
  }, 60_000);
});

describe('the option', () => {
  const store = { get: () => Promise.resolve(undefined), set: () => Promise.resolve() };
  const keyStore = createKeyStore(store);
  const jwtKey = '-----BEGIN PUBLIC KEY-----MIIB-----END PUBLIC KEY-----';
  const request = new Request('https://app.example.com/', { headers: bearer('x.y.z') });

  it('needs the secret key, which proves that keys are those of the instance', async () => {
    const { publishableKey } = optionsOf();
    const client = createClerkClient({ publishableKey, jwtKey, keyStore });
    await expect(client.authenticateRequest(request)).rejects.toMatchObject({ code: 'secret_key_missing' });
    const decide = createAuthenticator({ publishableKey, jwtKey, keyStore }, { where: 'x', env: () => ({}) });
    expect(() => decide(requestHead(request), request)).toThrow(
      expect.objectContaining({ code: 'secret_key_missing' }),
    );
  });

  it.each([store, new Keyv(), 'redis://localhost', true])('is refused without createKeyStore: %s', (value) => {
    const create = () => createClerkClient({ ...optionsOf(), keyStore: value as never });
    expect(create).toThrow(/createKeyStore/);
  });
});
