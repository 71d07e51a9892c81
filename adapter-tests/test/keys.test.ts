import { ClerkExpressWithAuth } from '@acme/node-legacy';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { adapters, type TestServer } from './servers.js';
import { startService, type Service } from './service.js';

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.close());
afterEach(() => vi.unstubAllEnvs());

const publishableKey = `pk_live_${btoa('clerk.example.com$')}`;
const keys = { CLERK_SECRET_KEY: 'sk_live_keys', CLERK_PUBLISHABLE_KEY: publishableKey, CLERK_JWT_KEY: '' };

function stub(env: Readonly<Record<string, string>>): void {
  vi.stubEnv('CLERK_API_URL', service.url);
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
}

async function startLegacy(): Promise<TestServer> {
  const middleware = ClerkExpressWithAuth();
  const server = createServer((request, response) => {
    void middleware(request, response, (error) => {
      response.end(JSON.stringify(error ? { failed: true } : (request as { auth?: object }).auth));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

const all = [
  ...adapters.map(([name, start]) => [name, () => start({})] as const),
  ['node-legacy', () => startLegacy()] as const,
];

async function userIdOf(start: () => Promise<TestServer>): Promise<unknown> {
  const server = await start();
  try {
    const headers = { authorization: `Bearer ${await service.sign()}` };
    const answer = await fetch(`${server.url}/who`, { headers });
    return ((await answer.json()) as { userId?: unknown }).userId;
  } finally {
    await server.close();
  }
}

describe.each(all)('%s', (_, start) => {
  it('takes keys from the environment without the white space around them', async () => {
    stub({ CLERK_SECRET_KEY: 'sk_live_spaces\n', CLERK_PUBLISHABLE_KEY: ` ${publishableKey}\r\n` });
    expect(await userIdOf(start)).toBe('user_1');
    expect(service.received.at(-1)?.authorization).toBe('Bearer sk_live_spaces');
    stub({ CLERK_JWT_KEY: `\n${service.jwtKey}\n\n` });
    expect(await userIdOf(start)).toBe('user_1');
  });

  it.each(Object.keys(keys))('does not start with quotes around %s, and says so', async (name) => {
    for (const quote of ['"', "'"]) {
      stub({ ...keys, [name]: `${quote}${keys[name as keyof typeof keys] || service.jwtKey}${quote}` });
      await expect((async () => start())()).rejects.toThrow(/quotes/);
    }
  });
});

describe('node-legacy', () => {
  it('takes the variables of 2.x to 4.x without the white space around them', async () => {
    stub({
      CLERK_SECRET_KEY: '',
      CLERK_PUBLISHABLE_KEY: '',
      CLERK_API_KEY: ' sk_live_old\n',
      CLERK_FRONTEND_API: 'clerk.example.com\n',
    });
    expect(await userIdOf(startLegacy)).toBe('user_1');
    expect(service.received.at(-1)?.authorization).toBe('Bearer sk_live_old');
    stub({ CLERK_API_KEY: '"sk_live_old"' });
    await expect((async () => startLegacy())()).rejects.toThrow(/quotes/);
  });

  it('judges a token by every option, also without a publishable key', async () => {
    stub({ CLERK_SECRET_KEY: '', CLERK_PUBLISHABLE_KEY: '' });
    for (const [issuer, isIn] of [
      ['https://clerk.example.com', true],
      ['https://other.example', false],
    ] as const) {
      const middleware = ClerkExpressWithAuth({ jwtKey: service.jwtKey, issuer });
      const request = {
        method: 'GET',
        url: '/',
        headers: { authorization: `Bearer ${await service.sign()}` },
        socket: {},
      };
      await new Promise((resolve) => void middleware(request as never, {} as never, resolve));
      expect(Boolean((request as { auth?: { userId?: string } }).auth?.userId)).toBe(isIn);
    }
  });
});

describe('fastify', () => {
  it('refuses options beside the function that gives them', async () => {
    const fastify = adapters.find(([name]) => name === 'fastify')?.[1];
    const beside = { options: () => ({}), authorizedParties: ['x'] };
    await expect(fastify?.({ options: beside })).rejects.toMatchObject({ code: 'option_unknown' });
    await expect(fastify?.({ options: { options: {} } as never })).rejects.toMatchObject({ code: 'option_invalid' });
  });
});
