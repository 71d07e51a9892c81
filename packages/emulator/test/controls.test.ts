import type { ServerResponse } from 'node:http';
import { createClerkClient, type ClerkClient } from '@acme/backend';
import { verifyWebhook } from '@acme/backend/webhooks';
import { decodeJwt } from 'jose';
import { startServer } from 'testing';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createEmulator, type Emulator, type EmulatorOptions } from '../src/index.js';
import { BrowserClient } from './frontend/browser-client.js';

let emulator: Emulator;
let clerk: ClerkClient;

afterEach(() => emulator.close());

async function start(options: EmulatorOptions = {}): Promise<void> {
  emulator = await createEmulator(options);
  clerk = createClerkClient({
    secretKey: emulator.secretKey,
    publishableKey: emulator.publishableKey,
    apiUrl: emulator.url,
    retry: { maxRetries: 0 },
  });
}

const userId = () => emulator.users[0]?.id ?? '';

describe('the clock', () => {
  it('is set, moved, frozen, and corrected by a reset', async () => {
    await start();
    emulator.clock.set('2030-01-01T00:00:00Z');
    emulator.clock.freeze();
    const user = await clerk.users.createUser({ emailAddress: ['new@example.com'] });
    expect(user.createdAt).toBe(Date.parse('2030-01-01T00:00:00Z'));
    const session = await clerk.sessions.createSession({ userId: user.id });
    emulator.clock.advance(8 * 24 * 60 * 60 * 1000);
    expect((await clerk.sessions.getSession(session.id)).status).toBe('expired');
    emulator.clock.unfreeze();
    expect(() => emulator.clock.set('no time')).toThrow(expect.objectContaining({ code: 'option_invalid' }) as Error);
    await emulator.reset();
    expect(Math.abs(emulator.clock.now() - Date.now())).toBeLessThan(5000);
  });
});

describe('ids', () => {
  it('are the same for the same calls with `deterministicIds`, also after a reset', async () => {
    const run = async () => (await clerk.organizations.createOrganization({ name: 'Acme' })).id;
    await start({ deterministicIds: true });
    const first = await run();
    await emulator.reset();
    expect(await run()).toBe(first);
    await emulator.close();
    await start({ deterministicIds: true });
    expect(await run()).toBe(first);
  });
});

describe('exports', () => {
  it('are the same byte for byte for the same calls with `deterministicIds`', async () => {
    const run = async () => {
      let time = Date.parse('2030-01-01T00:00:00Z');
      await start({ deterministicIds: true, now: () => (time += 1) });
      const { id } = await clerk.users.createUser({ emailAddress: ['new@example.com'], password: 'a long password' });
      await clerk.users.updateUser(id, { username: 'new', password: 'another long password' });
      await clerk.organizations.createOrganization({ name: 'Shop', createdBy: id });
      await clerk.apiKeys.create({ name: 'key', subject: id });
      await emulator.mintM2MToken();
      await emulator.signIn('new@example.com');
      const browser = new BrowserClient(emulator);
      await browser.signIn('new@example.com', 'another long password');
      await browser.post('/v1/me/backup_codes');
      await browser.post('/v1/me/totp');
      await emulator.settings.update({ sign_up: { mode: 'restricted' } });
      return JSON.stringify(await emulator.export());
    };
    const first = await run();
    await emulator.close();
    expect(await run()).toBe(first);
  });

  it('of an emulator after a reset are those after its start', async () => {
    await start({ seed: { users: [{ email_address: 'x@example.com', phone_numbers: ['+15555550100'] }] } });
    const before = JSON.stringify(await emulator.export());
    const { id } = await clerk.users.createUser({ emailAddress: ['new@example.com'], firstName: 'Searchable' });
    await clerk.users.deleteUser(userId());
    await emulator.reset();
    expect(JSON.stringify(await emulator.export())).toBe(before);
    // The search index is restored, too.
    expect((await clerk.users.getUserList({ query: '5555550100' })).data.map((user) => user.id)).toEqual([userId()]);
    expect((await clerk.users.getUserList({ query: 'Searchable' })).data).toEqual([]);
    await expect(clerk.users.getUser(id)).rejects.toMatchObject({ status: 404 });
  });

  it('have no password in plain text', async () => {
    await start();
    const [demo] = emulator.users;
    expect(JSON.stringify(await emulator.export())).not.toContain(demo?.password);
    expect((await clerk.users.verifyPassword({ userId: userId(), password: demo?.password ?? '' })).verified).toBe(
      true,
    );
    await expect(clerk.users.verifyPassword({ userId: userId(), password: 'wrong password' })).rejects.toMatchObject({
      status: 422,
    });
  });
});

describe('faults', () => {
  it.each([
    [{ stauts: 500 }, 'stauts'],
    [{ status: 99 }, 'status'],
    [{ status: '500' }, 'status'],
    [{ status: 204, body: 'x' }, 'body'],
    [{ status: 500, times: 0 }, 'times'],
    [{ status: 500, path: 'v1/users' }, 'path'],
    [{ status: 500, path: '/v1/users?limit=1' }, 'path'],
    [{ status: 500, path: '/v1/users#first' }, 'path'],
    [{ status: 500, method: '' }, 'method'],
    [{ status: 500, headers: { 'retry-after': 7 } }, 'headers'],
    [{ status: 500, headers: { 'a b': 'x' } }, 'headers'],
    [{ latencyMs: -1 }, 'latencyMs'],
    [{ body: 7 }, 'body'],
    [{ reset: 'yes' }, 'reset'],
    [{ path: '/v1/users' }, 'effect'],
    [null, 'object'],
  ])('%j is refused', async (fault, named) => {
    await start();
    expect(() => emulator.faults.add(fault as never)).toThrow(
      expect.objectContaining({ code: 'option_invalid', message: expect.stringContaining(named) as string }) as Error,
    );
  });

  it.each([
    ['/jwks', '/v1/jwks', true],
    ['/v1/jwks', '/v1/jwks', true],
    ['/users/{id}', '/v1/users/user_1', true],
    ['/.well-known/jwks.json', '/.well-known/jwks.json', true],
    ['/sign-in', '/sign-in', true],
    ['/jwks', '/v1/jwks/more', false],
    ['/users', '/v1/organizations/users', false],
    ['/{any}/users', '/v1/organizations/users', false],
    ['/v1', '/v1/v1', false],
  ])('of %s meet %s: %s', async (path, called, isMet) => {
    await start();
    emulator.faults.add({ path, status: 418 });
    expect((await fetch(emulator.url + called)).status === 418).toBe(isMet);
  });

  it('may answer without a body', async () => {
    await start();
    emulator.faults.add({ path: '/v1/users/*', status: 204 });
    expect((await fetch(`${emulator.url}/v1/users/user_1`)).status).toBe(204);
  });

  it('answer in place of a route, as often as set', async () => {
    await start();
    const fault = emulator.faults.add({
      method: 'GET',
      path: '/v1/users/{id}',
      status: 429,
      headers: { 'retry-after': '7' },
      body: { errors: [{ code: 'too_many_requests', message: 'slow down' }] },
      times: 1,
    });
    await expect(clerk.users.getUser(userId())).rejects.toMatchObject({ status: 429, retryAfter: 7 });
    expect((await clerk.users.getUser(userId())).id).toBe(userId());
    expect(fault.hits).toBe(1);
    fault.remove();
  });

  it('reset and truncate connections, delay, and send garbage', async () => {
    await start();
    emulator.faults.add({ path: '/v1/users/*', reset: true });
    await expect(clerk.users.getUser(userId())).rejects.toMatchObject({
      name: 'ClerkAPIResponseError',
      status: undefined,
    });
    emulator.faults.clear();
    emulator.faults.add({ path: '/v1/users/*', truncate: true });
    await expect(clerk.users.getUser(userId())).rejects.toMatchObject({ name: 'ClerkAPIResponseError' });
    emulator.faults.clear();
    emulator.faults.add({ path: '/v1/users/*', body: '{"half":' });
    await expect(clerk.users.getUser(userId())).rejects.toMatchObject({ name: 'ClerkAPIResponseError', status: 200 });
    emulator.faults.clear();
    emulator.faults.add({ path: '/v1/users/*', latencyMs: 80 });
    const before = performance.now();
    await clerk.users.getUser(userId());
    expect(performance.now() - before).toBeGreaterThan(75);
  });
});

describe('the record of requests', () => {
  it('contains the requests, without secrets', async () => {
    await start();
    await clerk.users.updateUser(userId(), { firstName: 'Augusta', password: 'a-very-secret-password' });
    const [request] = emulator.requests.find({ method: 'PATCH', path: `/v1/users/${userId()}` });
    expect(request).toMatchObject({ status: 200, body: { first_name: 'Augusta', password: '<redacted>' } });
    expect(JSON.stringify(emulator.requests.all)).not.toContain(emulator.secretKey);
    emulator.requests.clear();
    expect(emulator.requests.all).toEqual([]);
  });

  it('keeps neither backup codes nor the query of the page that a request came from', async () => {
    await start();
    const codes = ['backup-code-1', 'backup-code-2'];
    await fetch(`${emulator.url}/v1/users`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${emulator.secretKey}`,
        'content-type': 'application/json',
        referer: 'http://localhost:3000/app?__clerk_handshake=from-the-page#and-its-end',
      },
      body: JSON.stringify({ backup_codes: codes, passwords: [codes], name: 'kept' }),
    });
    const request = emulator.requests.all.at(-1);
    expect(request?.body).toEqual({ backup_codes: '<redacted>', passwords: '<redacted>', name: 'kept' });
    expect(request?.headers['referer']).toBe('http://localhost:3000/app');
    const shown = await emulator.controls.requests.get({ requestId: request?.id ?? '' });
    expect(JSON.stringify(shown)).not.toMatch(/backup-code|from-the-page|and-its-end/);
  });
});

describe('minted tokens', () => {
  it('are accepted by the client', async () => {
    await start();
    const organization = await clerk.organizations.createOrganization({
      name: 'Acme',
      slug: 'acme',
      createdBy: userId(),
    });
    const token = await emulator.mintSessionToken({ userId: userId(), orgId: organization.id, claims: { custom: 1 } });
    expect(decodeJwt(token)).toMatchObject({ sub: userId(), custom: 1, o: { slg: 'acme', rol: 'admin' } });
    const request = (bearer: string) =>
      new Request('http://localhost/', { headers: { authorization: `Bearer ${bearer}` } });
    expect((await clerk.authenticateRequest(request(token))).isAuthenticated).toBe(true);
    const expired = await emulator.mintSessionToken({ userId: userId(), expiresInSeconds: -60 });
    expect((await clerk.authenticateRequest(request(expired))).isAuthenticated).toBe(false);
    await expect(emulator.mintSessionToken({ userId: 'user_none' })).rejects.toMatchObject({ code: 'user_not_found' });
    const accepted = async (bearer: string, acceptsToken: 'api_key' | 'm2m_token' | 'oauth_token') =>
      (await clerk.authenticateRequest(request(bearer), { acceptsToken })).isAuthenticated;
    expect(await accepted((await emulator.mintApiKey({ subject: userId() })).secret, 'api_key')).toBe(true);
    expect(await accepted((await emulator.mintM2MToken()).token, 'm2m_token')).toBe(true);
    expect(await accepted((await emulator.mintM2MToken({ format: 'jwt' })).token, 'm2m_token')).toBe(true);
    expect(await accepted((await emulator.mintOAuthToken({ userId: userId() })).token, 'oauth_token')).toBe(true);
  });
});

describe('webhooks', () => {
  async function receiver(answers: readonly number[]): Promise<{ readonly url: string; readonly bodies: unknown[] }> {
    const bodies: unknown[] = [];
    const left = [...answers];
    const server = await startServer((incoming, outgoing) => {
      void (async () => {
        const chunks: Buffer[] = [];
        for await (const chunk of incoming) chunks.push(chunk as Buffer);
        const request = new Request('http://localhost/', {
          method: 'POST',
          body: Buffer.concat(chunks),
          headers: incoming.headers as Record<string, string>,
        });
        bodies.push(await verifyWebhook(request, { signingSecret: emulator.webhooks.secret }));
        outgoing.statusCode = left.shift() ?? 200;
        outgoing.end();
      })();
    });
    return { url: `${server.url}/hooks`, bodies };
  }

  it('are signed, retried, and can be waited for', async () => {
    await start({ webhookRetryDelaysMs: [5, 5] });
    const { url, bodies } = await receiver([500, 200]);
    emulator.webhooks.add({ url, events: ['user.created', 'organization.deleted'] });
    const user = await clerk.users.createUser({ emailAddress: ['new@example.com'] });
    const message = await emulator.webhooks.next('user.created', { timeoutMs: 300_000 });
    expect(message.data).toMatchObject({ id: user.id });
    await emulator.webhooks.settled();
    expect(emulator.webhooks.deliveries.map(({ attempt, status }) => [attempt, status])).toEqual([
      [1, 500],
      [2, 200],
    ]);
    expect(bodies[0]).toMatchObject({ type: 'user.created', data: { id: user.id } });
    const { id } = await clerk.organizations.createOrganization({ name: 'Acme', createdBy: user.id });
    await clerk.organizations.deleteOrganization(id);
    expect((await emulator.webhooks.next('organization.deleted', { timeoutMs: 300_000 })).data).toMatchObject({
      id,
      deleted: true,
    });
    expect(emulator.webhooks.messages.map(({ type }) => type)).toEqual([
      'user.created',
      'organization.created',
      'organizationMembership.created',
      'organization.deleted',
    ]);
    await emulator.webhooks.resend(message);
    expect(bodies.length).toBeGreaterThan(3);
    await expect(emulator.webhooks.next('user.deleted', { timeoutMs: 20 })).rejects.toThrow('user.deleted');
    expect(() => emulator.webhooks.add({ url: 'https://example.com/hooks' })).toThrow('on this machine');
  });
});

describe('endpoints that behave badly', () => {
  const eventOf = async () => {
    await clerk.users.createUser({ emailAddress: [`${crypto.randomUUID()}@example.com`] });
    await emulator.webhooks.settled();
  };

  it('cannot make the emulator read without end, nor send it elsewhere', async () => {
    await start({ webhookRetryDelaysMs: [] });
    const elsewhere: unknown[] = [];
    const other = await startServer((request, response) => {
      elsewhere.push(request.url);
      response.end();
    });
    let hasEnded = false;
    const endless = await startServer((_request, response) => {
      const chunk = Buffer.alloc(65_536);
      const write = () => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on('drain', write).on('close', () => (hasEnded = true));
      write();
    });
    const redirecting = await startServer((_request, response) => {
      response.writeHead(307, { location: `${other.url}/elsewhere` }).end();
    });
    emulator.webhooks.add({ url: endless.url });
    emulator.webhooks.add({ url: redirecting.url });
    await eventOf();
    expect(emulator.webhooks.deliveries.map(({ status }) => status).sort()).toEqual([200, 307]);
    expect(elsewhere).toEqual([]);
    await vi.waitFor(() => expect(hasEnded).toBe(true));
  });

  it('are not sent again after a reset what was sent before it', async () => {
    await start({ webhookRetryDelaysMs: [1, 1] });
    let calls = 0;
    const held: ServerResponse[] = [];
    const slow = await startServer((_request, response) => {
      calls += 1;
      held.push(response);
    });
    emulator.webhooks.add({ url: slow.url });
    await clerk.users.createUser({ emailAddress: ['new@example.com'] });
    await vi.waitFor(() => expect(held).toHaveLength(1));
    await emulator.reset();
    held.forEach((response) => response.writeHead(500).end());
    await emulator.webhooks.settled();
    expect([calls, emulator.webhooks.deliveries]).toEqual([1, []]);
  });

  it('are addressed over HTTP', async () => {
    await start();
    for (const url of ['ftp://localhost/', 'javascript://localhost/%0aalert(1)', 'file://localhost/etc/passwd'])
      expect(() => emulator.webhooks.add({ url })).toThrow('on this machine');
  });
});

describe('export and import', () => {
  it('carry everything from one emulator to another, and a reset empties it', async () => {
    await start();
    await clerk.organizations.createOrganization({ name: 'Acme', slug: 'acme', createdBy: userId() });
    await clerk.users.updateUser(userId(), { publicMetadata: { deep: { a: [1, null, 'ü'] } } });
    const dump = JSON.parse(JSON.stringify(await emulator.export())) as Awaited<ReturnType<Emulator['export']>>;
    const id = userId();
    await emulator.reset();
    expect((await clerk.organizations.getOrganizationList({ query: 'Acme' })).totalCount).toBe(0);
    await emulator.close();
    await start();
    await emulator.import(dump);
    expect((await clerk.organizations.getOrganization({ slug: 'acme' })).name).toBe('Acme');
    expect((await clerk.users.getUser(id)).publicMetadata).toEqual({ deep: { a: [1, null, 'ü'] } });
    expect(await emulator.export()).toEqual(dump);
    await expect(emulator.import({ ...dump, format: 0 })).rejects.toMatchObject({ code: 'database_unusable' });
  });
});

describe('a rate limit', () => {
  it('answers 429 with Retry-After beyond it, until the window is over', async () => {
    await start({ rateLimit: { requests: 2, windowMs: 10_000 } });
    emulator.clock.set('2030-01-01T00:00:00Z');
    emulator.clock.freeze();
    await clerk.users.getUser(userId());
    await clerk.users.getUser(userId());
    await expect(clerk.users.getUser(userId())).rejects.toMatchObject({
      status: 429,
      retryAfter: 10,
      errors: [{ code: 'too_many_requests' }],
    });
    emulator.clock.advance(10_000);
    expect((await clerk.users.getUser(userId())).id).toBe(userId());
  });
});

describe('a seed', () => {
  it('brings organizations with their members', async () => {
    await start({
      seed: {
        users: [{ email_address: 'ada@example.com' }, { username: 'grace' }],
        organizations: [
          {
            name: 'Acme',
            slug: 'acme',
            public_metadata: { a: 1 },
            members: [{ user: 'ada@example.com', role: 'org:admin' }, { user: 'grace' }],
          },
        ],
      },
    });
    const { id } = await clerk.organizations.getOrganization({ slug: 'acme' });
    const { data } = await clerk.organizations.getOrganizationMembershipList({ organizationId: id });
    expect(data.map(({ role }) => role).sort()).toEqual(['org:admin', 'org:member']);
    const broken = (organization: object) => createEmulator({ seed: { organizations: [organization] } as never });
    await expect(broken({ name: 'x', members: [{ user: 'nobody' }] })).rejects.toMatchObject({ code: 'seed_invalid' });
    await expect(broken({ name: 'x', colour: 'red' })).rejects.toMatchObject({ code: 'seed_unknown_key' });
    await expect(broken({ name: 'x', members: [{ user: 5 }] })).rejects.toThrow('organizations[0].members[0].user');
  });
});
