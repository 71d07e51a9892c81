import { createClerkClient as createOfficialClient } from '@clerk/backend';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createClerkClient, type ClerkClient } from '../src/clerk-client.js';
import { createLazyClient } from '../src/adapter/create-lazy-client.js';

// Tests of applications replace members of the client: whatever the official client leaves open is open here.

afterEach(() => vi.restoreAllMocks());

const secretKey = 'sk_test_x';
const clients: readonly (readonly [string, () => ClerkClient])[] = [
  ['createClerkClient', () => createClerkClient({ secretKey })],
  ['the client of an adapter', () => createLazyClient({}, () => ({ CLERK_SECRET_KEY: secretKey }))],
  ['the client of an adapter without a key', () => createLazyClient({}, () => ({}))],
];
const official = createOfficialClient({ secretKey });
const names = Object.keys(official) as (keyof typeof official & keyof ClerkClient)[];
const subApis = Object.keys(createClerkClient()).filter(
  (name) => !['authenticateRequest', 'debugRequestState', 'telemetry'].includes(name),
);

describe.each(clients)('%s', (_, make) => {
  it('has the members of the official client, with the same rights', () => {
    const client = make();
    const rights = (object: object, name: string) => {
      const { enumerable, configurable, ...rest } = Object.getOwnPropertyDescriptor(object, name) ?? {};
      return { name, isAssignable: rest.writable ?? rest.set !== undefined, enumerable, configurable };
    };
    expect(names.length).toBeGreaterThan(30);
    expect(names.map((name) => rights(client, name))).toEqual(names.map((name) => rights(official, name)));
    expect(Object.isExtensible(client)).toBe(true);
  });

  it.each(Object.keys(createClerkClient()))('%s can be assigned, spied on, defined, deleted and copied', (name) => {
    const client = make() as unknown as Record<string, unknown>;
    const original = client[name];
    const fake = { getUser: () => 'fake' };
    client[name] = fake;
    expect(client[name]).toBe(fake);
    expect({ ...client }[name]).toBe(fake);
    Object.defineProperty(client, name, { value: original, writable: true, enumerable: true, configurable: true });
    expect(client[name]).toBe(original);
    delete client[name];
    expect(name in client).toBe(false);
    client[name] = original;
    expect(client[name]).toBe(original);
  });

  it.each(subApis)('so can the methods of %s, and stay so', (name) => {
    const client = make() as unknown as Record<string, Record<string, (...args: unknown[]) => unknown>>;
    const api = client[name] ?? {};
    expect(Object.isExtensible(api)).toBe(true);
    expect(Object.keys(api).length).toBeGreaterThan(0);
    for (const method of Object.keys(api)) {
      const original = api[method];
      const spy = vi.spyOn(api, method).mockReturnValue('spied');
      expect(client[name]?.[method]?.('id')).toBe('spied');
      expect(spy).toHaveBeenCalledWith('id');
      spy.mockRestore();
      expect(client[name]?.[method]).toBe(original);
      api[method] = () => 'fake';
      expect(client[name]?.[method]?.()).toBe('fake');
    }
  });

  it('is spied on', async () => {
    const client = make();
    const spy = vi.spyOn(client, 'authenticateRequest').mockRejectedValue(new Error('fake'));
    await expect(client.authenticateRequest(new Request('http://localhost/'))).rejects.toThrow('fake');
    expect(spy).toHaveBeenCalledOnce();
    client.authenticateRequest = vi.fn().mockResolvedValue('another');
    expect(await client.authenticateRequest(new Request('http://localhost/'))).toBe('another');
  });
});

it('a replaced member of one client leaves others alone', () => {
  const [one, other] = [createClerkClient({ secretKey }), createClerkClient({ secretKey })];
  one.users.getUser = vi.fn();
  one.sessions = { ...one.sessions };
  expect(Object.values(other.users).some((method) => vi.isMockFunction(method))).toBe(false);
  expect(other.sessions).not.toBe(one.sessions);
});
