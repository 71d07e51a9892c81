import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { atTheEnd } from './at-the-end.js';
import { freePort } from './free-port.js';

/** A Redis server of a test. */
export interface Redis {
  readonly port: number;
  readonly url: string;
  /** Ends it at once; a second call does nothing. */
  readonly kill: () => Promise<void>;
}

/**
 * Starts a Redis server that keeps nothing on disk. It is killed at the end of the test, or of the file when it is started outside a test.
 * @param port - default: a free one
 */
export async function startRedis(port?: number): Promise<Redis> {
  const chosen = port ?? (await freePort());
  const settings = ['--port', String(chosen), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const redis = spawn(process.env.REDIS_SERVER_PATH ?? 'redis-server', settings);
  const kill = async () => {
    if (redis.pid === undefined || redis.exitCode !== null || redis.signalCode !== null) return;
    redis.kill('SIGKILL');
    await once(redis, 'exit');
  };
  atTheEnd(kill);
  await new Promise<void>((resolve, reject) => {
    redis.on('error', reject);
    redis.stdout.on('data', (text: Buffer) => {
      if (text.includes('Ready to accept connections')) resolve();
    });
  });
  return { port: chosen, url: `redis://127.0.0.1:${String(chosen)}`, kill };
}
