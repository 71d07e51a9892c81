import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createClient } from '@keyv/redis';
import type { RevocationStore } from '../../src/options.js';
import { createRedisRevocationStore } from '../../src/revocations/create-redis-revocation-store.js';

const running: ChildProcess[] = [];
const closing: (() => void)[] = [];

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
