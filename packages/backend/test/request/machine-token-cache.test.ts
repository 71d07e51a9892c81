import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClerkClient } from '../../src/clerk-client.js';
import type { KeyValueStore, MachineTokenCacheOptions } from '../../src/options.js';

let requests: number;
let answer: { status: number; body: unknown };
let delayMs: number;
let upstream: Server;
let apiUrl: string;

const apiKey = {
  object: 'api_key',
  id: 'ak_1',
  type: 'api_key',
  name: 'key',
  subject: 'user_1',
  scopes: [],
  claims: null,
  revoked: false,
  expired: false,
  expiration: null,
};

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

beforeEach(async () => {
  requests = 0;
  delayMs = 0;
  answer = { status: 200, body: apiKey };
  upstream = createServer((_, response) => {
    requests += 1;
    setTimeout(() => {
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
    }, delayMs);
  });
  apiUrl = `http://127.0.0.1:${await listen(upstream)}`;
});

afterEach(async () => {
  upstream.closeAllConnections();
  upstream.close();
  await once(upstream, 'close');
});

function authenticator(machineTokenCache?: MachineTokenCacheOptions) {
  const clerk = createClerkClient({ apiUrl, secretKey: 'sk_test_1', machineTokenCache });
  return (token: string) =>
    clerk.authenticateRequest(new Request('http://localhost/', { headers: { authorization: `Bearer ${token}` } }), {
      acceptsToken: 'api_key',
    });
}

describe('machineTokenCache in the process', () => {
  it('is off unless asked for', async () => {
    const authenticate = authenticator();
    await authenticate('ak_a');
    await authenticate('ak_a');
    expect(requests).toBe(2);
  });

  it('asks once for the same token, also when many requests wait for the answer', async () => {
    delayMs = 20;
    const authenticate = authenticator({ ttlMs: 60_000 });
    const states = await Promise.all(Array.from({ length: 100 }, () => authenticate('ak_a')));
    expect(states.every((state) => state.isAuthenticated)).toBe(true);
    expect((await authenticate('ak_a')).isAuthenticated).toBe(true);
    expect(requests).toBe(1);
    await authenticate('ak_b');
    expect(requests).toBe(2);
  });

  it('asks again when the time is over', async () => {
    const authenticate = authenticator({ ttlMs: 30 });
    await authenticate('ak_a');
    await new Promise((resolve) => setTimeout(resolve, 40));
    await authenticate('ak_a');
    expect(requests).toBe(2);
  });

  it('does not remember a token beyond its own expiration', async () => {
    answer = { status: 200, body: { ...apiKey, expiration: Date.now() + 30 } };
    const authenticate = authenticator({ ttlMs: 60_000 });
    await authenticate('ak_a');
    await new Promise((resolve) => setTimeout(resolve, 40));
    await authenticate('ak_a');
    expect(requests).toBe(2);
  });

  it('remembers unknown tokens only when told to', async () => {
    answer = { status: 404, body: { errors: [{ code: 'resource_not_found', message: 'no' }] } };
    const forgetful = authenticator({ ttlMs: 60_000 });
    await forgetful('ak_a');
    await forgetful('ak_a');
    expect(requests).toBe(2);
    const mindful = authenticator({ ttlMs: 60_000, negativeTtlMs: 60_000 });
    expect(await mindful('ak_a')).toMatchObject({ reason: 'token-invalid', unavailable: false });
    expect(await mindful('ak_a')).toMatchObject({ reason: 'token-invalid', unavailable: false });
    expect(requests).toBe(3);
  });

  it('does not remember an outage, and says that it is one', async () => {
    answer = { status: 503, body: {} };
    const authenticate = authenticator({ ttlMs: 60_000, negativeTtlMs: 60_000 });
    expect(await authenticate('ak_a')).toMatchObject({ reason: 'unexpected-error', unavailable: true });
    answer = { status: 200, body: apiKey };
    expect((await authenticate('ak_a')).isAuthenticated).toBe(true);
  });

  it('stores no token, only its hash', async () => {
    const stored: string[] = [];
    const store: KeyValueStore = {
      get: () => Promise.resolve(undefined),
      set: (key, value) => Promise.resolve(stored.push(key, JSON.stringify(value))),
    };
    await authenticator({ ttlMs: 60_000, store })('ak_a_very_secret_token');
    expect(stored.length).toBe(2);
    expect(stored.join()).not.toContain('secret');
  });

  it.each<[string, KeyValueStore]>([
    ['fails', { get: () => Promise.reject(new Error('down')), set: () => Promise.reject(new Error('down')) }],
    [
      'throws',
      {
        get: () => {
          throw new Error('down');
        },
        set: () => {
          throw new Error('down');
        },
      },
    ],
    ['hangs', { get: () => new Promise(() => undefined), set: () => new Promise(() => undefined) }],
    ['gives nonsense', { get: () => Promise.resolve({ expiresAt: 'soon' }), set: () => Promise.resolve() }],
  ])('gives the right answer with a store that %s', async (_, store) => {
    const authenticate = authenticator({ ttlMs: 60_000, store });
    expect((await authenticate('ak_a')).isAuthenticated).toBe(true);
    expect((await authenticate('ak_a')).isAuthenticated).toBe(true);
  });
});

interface Reply {
  readonly status: string;
  readonly subject: string | null;
  readonly ms: number;
}

describe('machineTokenCache on a real Redis', () => {
  const started: ChildProcess[] = [];

  afterEach(async () => {
    await Promise.all(
      started.splice(0).map(async (child) => {
        if (child.exitCode !== null || child.signalCode !== null) return;
        child.kill('SIGKILL');
        await once(child, 'exit');
      }),
    );
  });

  async function startRedis(): Promise<{ readonly url: string; readonly kill: () => Promise<void> }> {
    const probe = createServer();
    const port = await listen(probe);
    probe.close();
    await once(probe, 'close');
    const redis = spawn(process.env.REDIS_SERVER_PATH ?? 'redis-server', [
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--save',
      '',
      '--appendonly',
      'no',
    ]);
    started.push(redis);
    await new Promise<void>((resolve, reject) => {
      redis.on('error', reject);
      redis.stdout.on('data', (text: Buffer) => {
        if (text.includes('Ready to accept connections')) resolve();
      });
    });
    const kill = async () => {
      redis.kill('SIGKILL');
      await once(redis, 'exit');
    };
    return { url: `redis://127.0.0.1:${port}`, kill };
  }

  async function startServer(redisUrl: string): Promise<(token: string) => Promise<Reply>> {
    const file = fileURLToPath(new URL('./processes/machine-token-server.mjs', import.meta.url));
    const child = fork(file, [JSON.stringify({ redisUrl, apiUrl })]);
    started.push(child);
    await once(child, 'message');
    return async (token) => {
      child.send(token);
      const [reply] = (await once(child, 'message')) as [Reply];
      return reply;
    };
  }

  it('shares one answer between two processes, and survives the death of Redis', async () => {
    const redis = await startRedis();
    const [one, other] = await Promise.all([startServer(redis.url), startServer(redis.url)]);
    expect(await one('ak_a')).toMatchObject({ status: 'signed-in', subject: 'user_1' });
    expect(await other('ak_a')).toMatchObject({ status: 'signed-in', subject: 'user_1' });
    expect(requests).toBe(1);

    await redis.kill();
    const afterwards = await one('ak_a');
    expect(afterwards).toMatchObject({ status: 'signed-in', subject: 'user_1' });
    // Far less than a client without a time limit would wait; far more than a slow machine needs.
    expect(afterwards.ms).toBeLessThan(30_000);
    expect(requests).toBe(2);

    answer = { status: 404, body: { errors: [{ code: 'resource_not_found', message: 'no' }] } };
    expect(await other('ak_b')).toMatchObject({ status: 'signed-out' });
  });
});
