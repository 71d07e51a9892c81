import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createClient } from '@keyv/redis';
import { exportSPKI, generateKeyPair, SignJWT } from 'jose';
import type Keyv from 'keyv';
import { startRedis, type Redis } from 'testing';
import { afterEach, describe, expect, it } from 'vitest';
import { createRedisReplayStore, dpopProofs, type DpopReplayStore } from '../../src/dpop.js';
import { ReplayGuard } from '../../src/dpop/replay-guard.js';
import { ReplayMemory } from '../../src/dpop/replay-memory.js';
import { createProofClient, type ProofClient } from './proof-client.js';

const resource = 'http://localhost';
const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
const options = {
  secretKey: 'sk_live_dpop_processes',
  publishableKey: `pk_live_${btoa('clerk.example.com$')}`,
  jwtKey: await exportSPKI(publicKey),
};

const children: ChildProcess[] = [];
afterEach(async () => {
  await Promise.all(
    children.splice(0).map(async (child) => {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }),
  );
});

interface Server {
  readonly port: number;
  readonly child: ChildProcess;
}

async function startServer(redis: Redis, kind: 'redis' | 'keyv'): Promise<Server> {
  const file = new URL('./processes/dpop-server.mjs', import.meta.url);
  const child = fork(file, [JSON.stringify({ redisUrl: redis.url, kind, options, resource })]);
  children.push(child);
  const [port] = (await once(child, 'message')) as [number];
  return { port, child };
}

const mint = ({ jkt }: ProofClient) =>
  new SignJWT({ iss: 'https://clerk.example.com', sub: 'user_1', client_id: 'client_1', jti: 'oat_1', cnf: { jkt } })
    .setProtectedHeader({ alg: 'RS256', kid: 'ins_1', typ: 'at+jwt' })
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(privateKey);

const send = async ({ port }: Server, headers: Record<string, string>) => {
  const answer = await fetch(`http://127.0.0.1:${port}/a`, { headers });
  return [answer.status, answer.headers.get('x-reason')] as const;
};
const passed = [200, 'none'];
const replayed = [401, 'dpop-proof-replayed'];

async function prepare() {
  const client = await createProofClient();
  const token = await mint(client);
  return () => client.headers({ method: 'GET', url: `${resource}/a`, token });
}

describe.each(['redis', 'keyv'] as const)('two processes that share a store on a real Redis (%s)', (kind) => {
  it('take a proof once, and without the store once each', async () => {
    const redis = await startRedis();
    const [one, other] = await Promise.all([startServer(redis, kind), startServer(redis, kind)]);
    const prove = await prepare();
    for (const [first, second] of [
      [one, other],
      [other, one],
    ] as const) {
      const proof = await prove();
      expect(await send(first, proof)).toEqual(passed);
      expect(await send(second, proof)).toEqual(replayed);
      expect(await send(first, proof)).toEqual(replayed);
    }
    await redis.kill();
    const proof = await prove();
    expect(await send(one, proof)).toEqual(passed);
    expect(await send(one, proof)).toEqual(replayed);
    // Nobody tells the other one.
    expect(await send(other, proof)).toEqual(passed);
    expect(await send(other, proof)).toEqual(replayed);
  }, 60_000);

  it('keep hashes alone there, which expire', async () => {
    const redis = await startRedis();
    const server = await startServer(redis, kind);
    const headers = await (await prepare())();
    expect(await send(server, headers)).toEqual(passed);
    const client = createClient({ url: redis.url });
    await client.connect();
    const keys = await client.keys('*');
    expect(keys).toHaveLength(1);
    const [key = ''] = keys;
    expect(key).toMatch(/clerk-dpop:[\w-]{43}$/);
    const ttl = Number(await client.pTTL(key));
    expect(ttl).toBeGreaterThan(70_000);
    expect(ttl).toBeLessThanOrEqual(130_000);
    client.destroy();
  }, 60_000);
});

describe('two processes that get one proof at the same moment', () => {
  it('pass it once with SET NX', async () => {
    const redis = await startRedis();
    const servers = await Promise.all([startServer(redis, 'redis'), startServer(redis, 'redis')]);
    const prove = await prepare();
    for (let round = 0; round < 20; round += 1) {
      const proof = await prove();
      const all = [...servers, ...servers, ...servers].map((server) => send(server, proof));
      const statuses = (await Promise.all(all)).map(([status]) => status);
      expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    }
  }, 60_000);
});

const proof = (id: string, jkt = 'key') => ({ id: id.padEnd(43, '.'), jkt: jkt.padEnd(43, '.') });

describe('a store that fails', () => {
  const failing: readonly (readonly [string, DpopReplayStore | Keyv])[] = [
    [
      'throws',
      {
        addIfAbsent: () => {
          throw new Error('broken');
        },
      },
    ],
    ['rejects', { addIfAbsent: () => Promise.reject(new Error('broken')) }],
    ['hangs', { addIfAbsent: () => new Promise(() => undefined) }],
    ['gives a text', { addIfAbsent: () => Promise.resolve('no' as never) }],
    ['gives nothing', { addIfAbsent: () => Promise.resolve(undefined as never) }],
    ['gives other values', { get: () => Promise.resolve({ value: '1' }), set: () => Promise.resolve(true) } as never],
    ['keeps nothing', { get: () => Promise.resolve(undefined), set: () => Promise.resolve(false) } as never],
  ];
  it.each(failing)('is as if it were empty: it %s', async (_what, store) => {
    const guard = new ReplayGuard(60_000, 100, store as DpopReplayStore);
    expect(await guard.use(proof('a'), Date.now())).toBe('new');
    expect(await guard.use(proof('a'), Date.now())).toBe('seen');
    expect(await guard.use(proof('b'), Date.now())).toBe('new');
  });

  it('is not asked for a second', async () => {
    let asked = 0;
    const guard = new ReplayGuard(60_000, 100, {
      addIfAbsent: () => {
        asked += 1;
        return Promise.reject(new Error('broken'));
      },
    });
    for (const id of ['a', 'b', 'c']) await guard.use(proof(id), Date.now());
    expect(asked).toBe(1);
  });

  it.each([
    ['OK', true],
    [null, false],
    [new TextEncoder().encode('OK'), true],
  ])('Redis that answers %j: added is %s', async (answer, added) => {
    expect(await createRedisReplayStore(() => Promise.resolve(answer)).addIfAbsent('a', 1)).toBe(added);
  });

  it.each([undefined, 1, 'QUEUED', {}])('Redis that answers %j says nothing', async (answer) => {
    await expect(createRedisReplayStore(() => Promise.resolve(answer)).addIfAbsent('a', 1)).rejects.toThrow(TypeError);
  });

  it('needs a function for Redis', () => {
    expect(() => createRedisReplayStore(undefined as never)).toThrow(/needs a function/);
  });
});

describe('the memory of a process', () => {
  it('knows a proof for its time and forgets it after two', () => {
    const memory = new ReplayMemory(1000, 100);
    expect(memory.add(proof('a'), 5000)).toBe('new');
    expect(memory.add(proof('a'), 5999)).toBe('seen');
    expect(memory.add(proof('b'), 6500)).toBe('new');
    expect(memory.add(proof('a'), 6999)).toBe('seen');
    expect(memory.add(proof('b'), 7499)).toBe('seen');
    expect(memory.add(proof('a'), 20_000)).toBe('new');
  });

  it('keeps a proof for its time from whenever it came', () => {
    for (let start = 0; start < 3000; start += 100) {
      const memory = new ReplayMemory(1000, 100);
      memory.add(proof('begin'), 10_000);
      memory.add(proof('a'), 10_000 + start);
      for (let later = 0; later < 1000; later += 50) {
        memory.add(proof(`x${later}`), 10_000 + start + later);
        expect(memory.add(proof('a'), 10_000 + start + later)).toBe('seen');
      }
    }
  });

  it('keeps what it knows when the clock is set back', () => {
    const memory = new ReplayMemory(1000, 100);
    memory.add(proof('a'), 5000);
    expect(memory.add(proof('a'), 1000)).toBe('seen');
    expect(memory.add(proof('a'), 1900)).toBe('seen');
  });

  it('refuses what it has no room for, and forgets nothing for it', () => {
    const memory = new ReplayMemory(1000, 20);
    for (let index = 0; index < 20; index += 1) expect(memory.add(proof(`p${index}`, `k${index}`), 5000)).toBe('new');
    expect(memory.add(proof('more', 'another'), 5000)).toBe('full');
    for (let index = 0; index < 20; index += 1) expect(memory.add(proof(`p${index}`, `k${index}`), 5000)).toBe('seen');
    expect(memory.add(proof('more', 'another'), 7000)).toBe('new');
  });

  it('gives one key a tenth of its room', () => {
    const memory = new ReplayMemory(1000, 100);
    for (let index = 0; index < 10; index += 1) expect(memory.add(proof(`p${index}`), 5000)).toBe('new');
    expect(memory.add(proof('more'), 5000)).toBe('full');
    expect(memory.add(proof('more'), 6500)).toBe('full');
    expect(memory.add(proof('more', 'another'), 6500)).toBe('new');
    expect(memory.add(proof('more'), 9000)).toBe('new');
  });

  it('keeps a proof for longer than it counts, and a store for longer still', async () => {
    const kept: number[] = [];
    const guard = new ReplayGuard(70_000, 100, {
      addIfAbsent: (_key, ttlMs) => {
        kept.push(ttlMs);
        return Promise.reject(new Error('broken'));
      },
    });
    expect(await guard.use(proof('a'), 100_000)).toBe('new');
    expect(await guard.use(proof('b'), 179_999)).toBe('new');
    expect(await guard.use(proof('a'), 179_999)).toBe('seen');
    expect(kept).toEqual([130_000]);
  });

  it('is one for all requests of a verifier', () => {
    expect(() => dpopProofs({ maxEntries: 0 })).toThrow(/`maxEntries` must be a whole number/);
  });
});
