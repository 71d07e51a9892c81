import { signWebhook } from 'testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClerkClient } from '../../src/clerk-client.js';
import type { RevocationOptions } from '../../src/options.js';
import { revokeTokens } from '../../src/revocations/revoke-tokens.js';
import { verifyWebhook } from '../../src/webhook/verify-webhook.js';
import { clientOf, reasonOf, startInstance, type Instance } from './instance.js';
import { createMemoryStore } from './memory-store.js';

const secretKey = 'sk_live_revocations_instance';
const signingSecret = `whsec_${btoa('a secret for webhooks')}`;
let instance: Instance;

beforeAll(async () => {
  instance = await startInstance();
});
/** In the middle of a second, so that no step of a test crosses it. */
const startMs = 1_800_000_000_500;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: startMs });
});
afterEach(() => {
  vi.useRealTimers();
  instance.aheadMs = 0;
});
afterAll(() => instance.close());

const issuedAt = (ms: number) => instance.sign({ iat: Math.floor(ms / 1000), exp: Math.floor(startMs / 1000) + 3600 });

/** An event that is delivered at a time of the service's clock. */
interface Delivery {
  readonly event: object;
  readonly atMs: number;
  readonly secret?: string;
}

async function deliver(revocations: RevocationOptions, { event, atMs, secret = signingSecret }: Delivery) {
  const body = JSON.stringify({ object: 'event', ...event });
  const headers = signWebhook(secret, body, { timestamp: Math.floor(atMs / 1000) });
  const request = new Request('https://app.example.com/webhooks', { method: 'POST', body, headers });
  await verifyWebhook(request, { signingSecret, revocations, secretKey }).catch(() => undefined);
}

const second = 1000;
const banAt = startMs - 30 * second;
const ban = { type: 'user.updated', data: { id: 'user_1', banned: true }, timestamp: banAt };
const unban = { type: 'user.updated', data: { id: 'user_1', banned: false }, timestamp: banAt + 10 * second };
const other = { type: 'user.updated', data: { id: 'user_1', banned: false }, timestamp: banAt - 60 * second };
const at = (event: { readonly timestamp: number }, laterMs = 0): Delivery => ({
  event,
  atMs: event.timestamp + laterMs,
});

describe('a user who was banned, unbanned ten seconds later, and signs in again after five more', () => {
  const table: readonly (readonly [string, readonly Delivery[]])[] = [
    ['ban and unban in order', [at(ban), at(unban)]],
    ['unban before ban', [at(unban), at(ban, 20 * second)]],
    ['the ban twice, once after the unban', [at(ban), at(unban), at(ban, 25 * second)]],
    ['the ban alone', [at(ban)]],
    ['the ban, tried again half a minute later', [at(ban, 30 * second)]],
    ['an older change after the ban', [at(ban), at(other, 80 * second), at(unban)]],
    [
      'the ban without a time of its own, tried again after the unban',
      [
        at(unban),
        {
          event: { ...ban, timestamp: undefined, data: { ...ban.data, updated_at: banAt } },
          atMs: banAt + 25 * second,
        },
      ],
    ],
    ['the ban with a time in seconds', [{ event: { ...ban, timestamp: Math.floor(banAt / 1000) }, atMs: banAt }]],
  ];

  it.each(table)('%s: is refused with the old token, and not with the new one', async (_, deliveries) => {
    const revocations = {};
    for (const delivery of deliveries) await deliver(revocations, delivery);
    const client = clientOf(instance, { revocations });
    expect(await reasonOf(client, await issuedAt(banAt - second))).toBe('token-revoked');
    expect(await reasonOf(client, await issuedAt(banAt + 15 * second))).toBeNull();
  });
});

describe('what must not be believed', () => {
  const table: readonly (readonly [string, Delivery])[] = [
    ['a ban that is signed with another secret', { ...at(ban), secret: `whsec_${btoa('the secret of another')}` }],
    ['a ban that is delivered six minutes late', { event: ban, atMs: startMs - 360 * second }],
    ['a ban from the future', { event: ban, atMs: startMs + 360 * second }],
  ];
  it.each(table)('%s refuses nobody', async (_, delivery) => {
    const revocations = {};
    await deliver(revocations, delivery);
    expect(await reasonOf(clientOf(instance, { revocations }), await issuedAt(banAt - second))).toBeNull();
  });
});

describe('a time that is ahead', () => {
  const hour = 3_600_000;
  const table: readonly (readonly [string, (revocations: RevocationOptions) => Promise<unknown>])[] = [
    [
      'of a delivery, as far as deliveries may be',
      (revocations) =>
        deliver(revocations, { event: { ...ban, timestamp: startMs + hour }, atMs: startMs + 299 * second }),
    ],
    [
      'of the service, with a call',
      (revocations) => {
        instance.aheadMs = 4 * 60 * second;
        return clientOf(instance, { revocations }).users.banUser('user_1');
      },
    ],
    [
      'of a process that has written it',
      async (revocations) => {
        vi.setSystemTime(startMs + 24 * hour);
        await revokeTokens({ userId: 'user_1' }, { revocations, secretKey });
        vi.setSystemTime(startMs);
      },
    ],
  ];

  it.each(table)('%s: refuses tokens for a minute at most', async (_, revoke) => {
    const store = createMemoryStore();
    await revoke({ store });
    // Another process, which reads what the first one has written.
    const client = clientOf(instance, { revocations: { store } });
    const refusals = ['token-revoked', 'session-token-iat-before-revocation'];
    expect(refusals).toContain(await reasonOf(client, await issuedAt(startMs)));
    vi.setSystemTime(startMs + 62 * second);
    expect(await reasonOf(client, await issuedAt(startMs + 62 * second))).toBeNull();
  });
});

describe('a call while our own clock is ahead of the service by two minutes', () => {
  const calls: readonly (readonly [string, (client: ClerkClient) => Promise<unknown>])[] = [
    ['banUser', (client) => client.users.banUser('user_1')],
    ['banUsers', (client) => client.users.banUsers({ userIds: ['user_1'] })],
    [
      'updateUser that signs out',
      (client) => client.users.updateUser('user_1', { password: 'x', signOutOfOtherSessions: true }),
    ],
  ];
  it.each(calls)('%s: refuses what was issued by then, and nothing that comes later', async (_, call) => {
    instance.aheadMs = -120 * second;
    const client = clientOf(instance, { revocations: {}, clockSkewInMs: 600_000 });
    await call(client);
    const serviceMs = startMs - 120 * second;
    expect(await reasonOf(client, await issuedAt(serviceMs - second))).not.toBeNull();
    expect(await reasonOf(client, await issuedAt(serviceMs + 3 * second))).toBeNull();
  });

  it.each([
    ['sends no time', null],
    ['is an hour behind', -3_600_000],
    ['is an hour ahead', 3_600_000],
  ])('our own counts where the service %s', async (_, aheadMs) => {
    instance.aheadMs = aheadMs;
    const client = clientOf(instance, { revocations: {} });
    await client.users.banUser('user_1');
    expect(await reasonOf(client, await issuedAt(startMs))).toBe('token-revoked');
    expect(await reasonOf(client, await issuedAt(startMs + second))).toBeNull();
  });
});
