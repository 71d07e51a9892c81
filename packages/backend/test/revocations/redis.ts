import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createClient } from '@keyv/redis';
import { freePort } from 'testing';
import type { RevocationStore } from '../../src/options.js';
import { createRedisRevocationStore } from '../../src/revocations/create-redis-revocation-store.js';

/** A Redis server of a test. */
export interface Redis {
  readonly port: number;
  readonly url: string;
  readonly kill: () => Promise<void>;
}

const running: ChildProcess[] = [];
const closing: (() => void)[] = [];

/** Starts a Redis server that keeps nothing on disk. @param port - default: a free one */
export async function startRedis(port?: number): Promise<Redis> {
  const chosen = port ?? (await freePort());
  const settings = ['--port', String(chosen), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const redis = spawn(process.env.REDIS_SERVER_PATH ?? 'redis-server', settings);
  running.push(redis);
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
  return { port: chosen, url: `redis://127.0.0.1:${chosen}`, kill };
}

/** Starts a process of a test, and waits until it says that it is ready. */
export async function startProcess(file: URL, settings: object): Promise<ChildProcess> {
  const child = fork(file, [JSON.stringify(settings)]);
  running.push(child);
  await once(child, 'message');
  return child;
}

/** A store on a client of its own. */
export async function storeOn(url: string): Promise<RevocationStore> {
  const client = createClient({ url });
  client.on('error', () => undefined);
  await client.connect();
  closing.push(() => client.destroy());
  return createRedisRevocationStore((command) => client.sendCommand([...command]));
}

/** Ends everything that was started. */
export async function stopAll(): Promise<void> {
  for (const close of closing.splice(0)) close();
  await Promise.all(
    running.splice(0).map(async (child) => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    }),
  );
}
