import { createEmulator, type Emulator } from '@acme/emulator';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { freePort } from 'testing/free-port';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PageCommands, shellBlocks } from '../harness/page-commands.js';

// What the READMEs of the examples for servers print, run in a shell in their folders: the variables are exported, and the server starts. The
// keys and the ports of the page stand for those of the reader, here of the emulator.

let emulator: Emulator;
beforeAll(async () => {
  emulator = await createEmulator();
});
afterAll(() => emulator.close());

interface Example {
  readonly url: string;
  /** The second block of the README, for this server. */
  readonly next: string;
  readonly commands: PageCommands;
  readonly stop: () => Promise<void>;
}

async function start(name: string): Promise<Example> {
  const folder = dirname(createRequire(import.meta.url).resolve(`example-${name}/package.json`));
  const port = await freePort();
  const ofReader = (block: string) =>
    block
      .replace(/pk_test_\.\.\./, emulator.publishableKey)
      .replace(/sk_test_\.\.\./, emulator.secretKey)
      .replaceAll('http://localhost:4500', emulator.url)
      .replaceAll('http://127.0.0.1:4500', emulator.url)
      .replaceAll('3000', String(port));
  const [first = '', next = ''] = shellBlocks(readFileSync(join(folder, 'README.md'), 'utf8')).map(ofReader);
  const commands = new PageCommands(folder, { PATH: process.env.PATH });
  const url = `http://localhost:${String(port)}`;
  const stop = await commands.serve(first, url);
  return { url, next, commands, stop };
}

const servers = ['express', 'fastify', 'hono', 'node-legacy', 'cloudflare-worker'];

describe('the README of the example', () => {
  it.each(servers)('%s exports the variables and starts the server', async (name) => {
    const { url, stop } = await start(name);
    try {
      const { userId, token } = await emulator.signIn('ada@example.com', { origin: url });
      const me = await fetch(`${url}/api/me`, { headers: { authorization: `Bearer ${token}` } });
      expect([me.status, await me.text()]).toEqual([200, expect.stringContaining(userId)]);
      const browser = { accept: 'text/html', 'sec-fetch-dest': 'document', cookie: '__clerk_db_jwt=dvb_x' };
      const stranger = await fetch(`${url}/protected`, { headers: browser, redirect: 'manual' });
      expect(stranger.headers.get('location')).toContain(`${emulator.url}/sign-in?`);
    } finally {
      await stop();
    }
  });

  it('mcp exports the variables, starts the server, and the client asks the person', async () => {
    const { url, next, commands, stop } = await start('mcp');
    try {
      expect(next).toBe(`node dist/client.js ${url}/mcp`);
      expect((await fetch(`${url}/mcp`, { method: 'POST' })).status).toBe(401);
      await commands.runUntil(next, new RegExp(`Open this in a browser: ${emulator.url}\\S+\\n`));
    } finally {
      await stop();
    }
  });
});
