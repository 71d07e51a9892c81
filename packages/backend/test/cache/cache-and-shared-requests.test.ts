import { startServer } from 'testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createClerkClient } from '../../src/clerk-client.js';

const calls: string[] = [];
let name = 'Ada';
let apiUrl: string;
let close: () => Promise<void>;
/** Answers the GET that waits. */
let release: (() => void) | undefined;

beforeAll(async () => {
  ({ url: apiUrl, close } = await startServer((request, response) => {
    calls.push(`${request.method} ${request.url}`);
    request.resume();
    const isRead = request.method === 'GET';
    if (!isRead) name = 'Grace';
    const body = JSON.stringify({ object: 'user', id: 'user_1', first_name: name, email_addresses: [] });
    const answer = () => response.setHeader('content-type', 'application/json').end(body);
    if (isRead && calls.length === 1) release = answer;
    else answer();
  }));
});
afterAll(() => close());

it('a read that begins after a change does not share the request of one from before', async () => {
  const cache = { ttlMs: 60_000 };
  const client = createClerkClient({ apiUrl, secretKey: 'sk_live_shared_reads', cache, sharesRequests: true });
  const before = client.users.getUser('user_1');
  while (!release) await new Promise((resolve) => setTimeout(resolve, 1));
  await client.users.updateUser('user_1', { firstName: 'Grace' });
  const after = client.users.getUser('user_1');
  release();
  await before;
  expect((await after).firstName).toBe('Grace');
  expect((await client.users.getUser('user_1')).firstName).toBe('Grace');
});
