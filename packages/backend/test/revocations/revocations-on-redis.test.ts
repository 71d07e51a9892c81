import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { signWebhook, startRedis, type Redis } from 'testing';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { startInstance, type Instance } from './instance.js';
import { startProcess, stopAll } from './redis.js';

let instance: Instance;
const signingSecret = `whsec_${btoa('a secret for webhooks')}`;

beforeAll(async () => {
  instance = await startInstance();
});
afterAll(() => instance.close());
afterEach(stopAll);

interface Reply {
  readonly reason?: string | null;
  readonly ms?: number;
  readonly status?: number;
  readonly code?: string;
}

/** A process that serves the instance. */
interface Server {
  readonly child: ChildProcess;
  readonly ask: (action: 'decide' | 'receive' | 'revoke', value: unknown) => Promise<Reply>;
}

async function startServer(redis: Redis): Promise<Server> {
  const file = new URL('./processes/revocation-server.mjs', import.meta.url);
  const child = await startProcess(file, { redisUrl: redis.url, options: instance.options, signingSecret });
  return {
    child,
    ask: async (action, value) => {
      child.send({ action, value });
      const [reply] = (await once(child, 'message')) as [Reply];
      return reply;
    },
  };
}

const startServers = (redis: Redis) => Promise.all([startServer(redis), startServer(redis)]);

function delivery(event: object, headers: Record<string, string> = {}) {
  const body = JSON.stringify({ object: 'event', ...event });
  return { body, headers: { ...signWebhook(signingSecret, body), ...headers } };
}

const reason = async ({ ask }: Server, token: string) => (await ask('decide', token)).reason;
/** Long enough for a busy machine: no time decides, only whether it comes at all. */
const becomes = (server: Server, token: string, expected: string | null) =>
  vi.waitFor(async () => expect(await reason(server, token)).toBe(expected), { timeout: 20_000, interval: 20 });

describe('revocations on a real Redis, shared by two processes', () => {
  it('a webhook to one, and a call of the other, have their effect in both', async () => {
    const redis = await startRedis();
    const [one, other] = await startServers(redis);
    const [first, second, third] = await Promise.all(
      ['sess_a', 'sess_b', 'sess_c'].map((sid) => instance.sign({ sid })),
    );
    for (const server of [one, other]) expect(await reason(server, first ?? '')).toBeNull();
    const ended = delivery({ type: 'session.revoked', data: { id: 'sess_a' } });
    // Twice.
    for (let time = 0; time < 2; time += 1) expect(await one.ask('receive', ended)).toEqual({ status: 204 });
    expect(await reason(one, first ?? '')).toBe('token-revoked');
    await becomes(other, first ?? '', 'token-revoked');
    await other.ask('revoke', 'sess_b');
    await becomes(one, second ?? '', 'token-revoked');
    const forged = delivery({ type: 'session.revoked', data: { id: 'sess_c' } }, { 'svix-signature': 'v1,AAAA' });
    expect(await one.ask('receive', forged)).toEqual({ status: 400, code: 'webhook_signature_invalid' });
    // What was revoked later is known, so that this would be, too.
    await one.ask('revoke', 'sess_d');
    await becomes(other, await instance.sign({ sid: 'sess_d' }), 'token-revoked');
    expect(await reason(other, third ?? '')).toBeNull();
  });

  it('a process that starts later knows it with its first request, and so does one that replaces another', async () => {
    const redis = await startRedis();
    const one = await startServer(redis);
    await one.ask('revoke', 'sess_a');
    one.child.kill('SIGKILL');
    await once(one.child, 'exit');
    const later = await startServer(redis);
    expect(await reason(later, await instance.sign({ sid: 'sess_a' }))).toBe('token-revoked');
    expect(await reason(later, await instance.sign({ sid: 'sess_b' }))).toBeNull();
  });

  it('goes on without Redis, and catches up when it is back', async () => {
    const redis = await startRedis();
    const [one, other] = await startServers(redis);
    await one.ask('revoke', 'sess_a');
    const token = await instance.sign({ sid: 'sess_a' });
    await becomes(other, token, 'token-revoked');
    await redis.kill();
    expect(await reason(other, await instance.sign({ sid: 'sess_b' }))).toBeNull();
    // What was known before is still known, and what is revoked now is known to its process at once.
    expect(await reason(other, token)).toBe('token-revoked');
    await one.ask('revoke', 'sess_b');
    const second = await instance.sign({ sid: 'sess_b' });
    expect(await reason(one, second)).toBe('token-revoked');
    expect(await reason(other, second)).toBeNull();
    // The new Redis is empty: what waited is written, and read from the start.
    await startRedis(redis.port);
    await becomes(other, second, 'token-revoked');
    expect(await reason(other, token)).toBe('token-revoked');
  }, 60_000);
});
