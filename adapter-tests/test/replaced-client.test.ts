import { createClerkClient } from '@acme/backend';
import * as onExpress from '@acme/express';
import { clerkClient as onFastify } from '@acme/fastify';
import { clerkClient as onHono } from '@acme/hono';
import { clerkClient as onLegacy } from '@acme/node-legacy';
import type { IncomingMessage } from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { adapters, type TestServer } from './servers.js';

// Applications test their routes with a client whose authenticateRequest is their own: then that decides, and nothing else.

const keys = {
  secretKey: 'sk_test_x',
  publishableKey: `pk_test_${Buffer.from('clerk.example.com$').toString('base64')}`,
};

let server: TestServer | undefined;
afterEach(async () => {
  vi.restoreAllMocks();
  await server?.close();
  server = undefined;
});

type Client = ReturnType<typeof createClerkClient>;
const state = {
  status: 'signed-in',
  headers: new Headers({ 'x-from': 'fake' }),
  toAuth: () => ({ tokenType: 'session_token', isAuthenticated: true, userId: 'user_fake' }),
};

const ways: readonly (readonly [string, (client: Client) => Client])[] = [
  ['assigned', (client) => Object.assign(client, { authenticateRequest: vi.fn().mockResolvedValue(state) })],
  [
    'mocked',
    (client) => {
      vi.spyOn(client, 'authenticateRequest').mockResolvedValue(state as never);
      return client;
    },
  ],
  ['of a copy', (client) => ({ ...client, authenticateRequest: vi.fn().mockResolvedValue(state) })],
];
const cases = adapters.flatMap(([name, start]) => ways.map(([way, replace]) => ({ name, start, way, replace })));

describe('an authenticateRequest that was replaced', () => {
  it.each(cases)('decides on $name: $way', async ({ start, replace }) => {
    const clerkClient = replace(createClerkClient(keys));
    server = await start({ options: { ...keys, clerkClient } });
    const response = await fetch(`${server.url}/who`, { headers: { 'x-test': 'yes' } });
    expect(await response.json()).toMatchObject({ userId: 'user_fake' });
    expect(response.headers.get('x-from')).toBe('fake');
    expect(clerkClient.authenticateRequest).toHaveBeenCalledOnce();
    const [request] = vi.mocked(clerkClient.authenticateRequest).mock.calls[0] ?? [];
    expect(request?.headers.get('x-test')).toBe('yes');
  });

  it.each(adapters)('decides on %s from when it is replaced, until it is put back', async (_, start) => {
    const clerkClient = createClerkClient(keys);
    server = await start({ options: { ...keys, clerkClient } });
    const who = async () => (await (await fetch(`${server?.url}/who`)).json()) as { userId: string | null };
    expect(await who()).toMatchObject({ userId: null });
    const spy = vi.spyOn(clerkClient, 'authenticateRequest').mockResolvedValue(state as never);
    expect(await who()).toMatchObject({ userId: 'user_fake' });
    spy.mockRestore();
    expect(await who()).toMatchObject({ userId: null });
  });

  it.each(adapters)('may change the headers of a state of ours on %s', async (_, start) => {
    const clerkClient = createClerkClient(keys);
    const original = clerkClient.authenticateRequest.bind(clerkClient);
    clerkClient.authenticateRequest = async (request: Request) => {
      const decided = await original(request);
      decided.headers.set('x-from', 'wrapper');
      return decided;
    };
    server = await start({ options: { ...keys, clerkClient } });
    const { headers } = await fetch(`${server.url}/who`);
    expect(headers.get('x-from')).toBe('wrapper');
    expect(headers.get('x-clerk-auth-status')).toBe('signed-out');
  });

  it('is called through to by a spy', async () => {
    const clerkClient = createClerkClient(keys);
    const spy = vi.spyOn(clerkClient, 'authenticateRequest');
    const request = { method: 'GET', url: '/', headers: { host: 'localhost' } } as IncomingMessage;
    const { status } = await onExpress.authenticateRequest({ clerkClient, request, options: keys });
    expect(status).toBe('signed-out');
    expect(spy).toHaveBeenCalledOnce();
  });
});

describe.each([
  ['express', onExpress.clerkClient],
  ['fastify', onFastify],
  ['hono', onHono],
  ['node-legacy', onLegacy],
])('the client that %s exports', (_, exported) => {
  const client = exported as unknown as Client;

  it('can be spied on, and its members replaced', async () => {
    const users = client.users;
    vi.spyOn(client.users, 'getUser').mockResolvedValue({ id: 'user_spied' } as never);
    expect(await client.users.getUser('user_1')).toEqual({ id: 'user_spied' });
    vi.spyOn(client, 'authenticateRequest').mockResolvedValue(state as never);
    expect(await client.authenticateRequest(new Request('http://localhost/'))).toBe(state);
    vi.restoreAllMocks();
    const original = { ...client.users };
    client.users.getUser = vi.fn().mockResolvedValue({ id: 'user_assigned' });
    expect(await client.users.getUser('user_1')).toEqual({ id: 'user_assigned' });
    Object.assign(client.users, original);
    client.users = { getUser: vi.fn().mockResolvedValue({ id: 'user_replaced' }) } as never;
    expect(await client.users.getUser('user_1')).toEqual({ id: 'user_replaced' });
    client.users = users;
    expect(typeof client.users.updateUser).toBe('function');
  });
});
