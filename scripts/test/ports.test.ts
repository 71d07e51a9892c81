import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { choosePort, isFree } from '../ports.mjs';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.close();
    await once(server, 'close');
  }
});

async function occupy(host: string): Promise<number> {
  const server = createServer().listen(0, host);
  servers.push(server);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

describe('choosePort', () => {
  it.each(['127.0.0.1', '0.0.0.0'])('goes past a default that is taken on %s, and says so', async (host) => {
    const taken = await occupy(host);
    const choice = await choosePort('PORT', taken, {});
    expect(choice.taken).toBe(taken);
    expect(choice.port).toBeGreaterThan(taken);
    expect(await isFree(choice.port)).toBe(true);
  });

  it('refuses a port that was asked for and is taken', async () => {
    const taken = await occupy('127.0.0.1');
    await expect(choosePort('PORT', 3000, { PORT: String(taken) })).rejects.toThrow(`PORT=${taken} is taken`);
  });

  it('takes the port that was asked for', async () => {
    const port = await occupy('127.0.0.1');
    servers.pop()?.close();
    await expect(choosePort('PORT', 3000, { PORT: String(port) })).resolves.toEqual({ port, taken: undefined });
  });

  it.each(['abc', '0', '70000', '30.5', '-1'])('refuses PORT=%s', async (value) => {
    await expect(choosePort('PORT', 3000, { PORT: value })).rejects.toThrow('is not a port');
  });

  it('treats an empty variable as not set', async () => {
    const taken = await occupy('127.0.0.1');
    await expect(choosePort('PORT', taken, { PORT: '' })).resolves.toMatchObject({ taken });
  });
});
