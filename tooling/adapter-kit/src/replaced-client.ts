import { createClerkClient } from '@acme/backend';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { has, type Adapter } from './define-adapter.js';
import { get, json } from './get.js';

const keys = {
  secretKey: 'sk_test_x',
  publishableKey: `pk_test_${Buffer.from('clerk.example.com$').toString('base64')}`,
};

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

/** Applications test their routes with a client whose `authenticateRequest` is their own: then that decides. */
export function describeReplacedClient({ start, exportedClient }: Adapter): void {
  beforeEach(() => () => void vi.restoreAllMocks());

  it.each(ways)('an authenticateRequest that was %s decides', async (_way, replace) => {
    const clerkClient = replace(createClerkClient(keys));
    const url = await start({ options: { ...keys, clerkClient } });
    const response = await get(`${url}/who`, { 'x-test': 'yes' });
    expect(await json(response)).toMatchObject({ userId: 'user_fake' });
    expect(response.headers.get('x-from')).toBe('fake');
    expect(clerkClient.authenticateRequest).toHaveBeenCalledOnce();
    const [request] = vi.mocked(clerkClient.authenticateRequest).mock.calls[0] ?? [];
    expect(request?.headers.get('x-test')).toBe('yes');
  });

  it('decides from when it is replaced, until it is put back', async () => {
    const clerkClient = createClerkClient(keys);
    const url = await start({ options: { ...keys, clerkClient } });
    const who = () => json(get(`${url}/who`));
    expect(await who()).toMatchObject({ userId: null });
    const spy = vi.spyOn(clerkClient, 'authenticateRequest').mockResolvedValue(state as never);
    expect(await who()).toMatchObject({ userId: 'user_fake' });
    spy.mockRestore();
    expect(await who()).toMatchObject({ userId: null });
  });

  it('may change the headers of a state of ours', async () => {
    const clerkClient = createClerkClient(keys);
    const original = clerkClient.authenticateRequest.bind(clerkClient);
    clerkClient.authenticateRequest = async (request: Request) => {
      const decided = await original(request);
      decided.headers.set('x-from', 'wrapper');
      return decided;
    };
    const { headers } = await get(`${await start({ options: { ...keys, clerkClient } })}/who`);
    expect(headers.get('x-from')).toBe('wrapper');
    expect(headers.get('x-clerk-auth-status')).toBe('signed-out');
  });

  if (has(exportedClient))
    describe('the client that the package exports', () => describeExportedClient(exportedClient));
}

/** Tests may replace members of the client that a package exports, one by one or whole groups. */
export function describeExportedClient(exported: object): void {
  const client = exported as Client;

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
}
