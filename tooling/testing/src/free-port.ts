import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Operating systems give ports above these to servers that leave the choice to them, and to every outgoing connection. */
const lowest = 10_000;
const highest = 32_000;

/**
 * A port that was free a moment ago, for a program that cannot choose one itself. Until the program listens, nobody gets it by chance
 * from the operating system, however long that takes.
 */
export async function freePort(): Promise<number> {
  const port = randomInt(lowest, highest);
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch {
    return freePort();
  }
  server.close();
  await once(server, 'close');
  return port;
}
