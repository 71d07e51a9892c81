import { createEmulator, type Emulator } from '@acme/emulator';
import { execFileSync } from 'node:child_process';
import { withEnvironment } from 'testing';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import defaultClerk, * as legacy from '../src/index.js';
import Instance from '../src/instance.js';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await createEmulator();
  withEnvironment(emulator.env);
});
afterAll(async () => {
  await emulator.close();
});
afterEach(() => emulator.requests.clear());

const userId = () => emulator.users[0]?.id ?? '';
const lastRequest = () => emulator.requests.all.at(-1);

describe('the ways to a client', () => {
  it('are all there', () => {
    expect(new Instance({ apiKey: 'sk_test_x' })).toBeInstanceOf(legacy.Clerk);
    expect(legacy.Clerk({ secretKey: 'sk_test_x' })).toBeInstanceOf(Instance);
    expect(Instance.getInstance()).toBe(defaultClerk);
    expect(Instance.getInstance()).toBe(Instance.getInstance());
    for (const name of [
      'allowlistIdentifiers',
      'clients',
      'emails',
      'invitations',
      'sessions',
      'users',
      'organizations',
    ] as const)
      expect(typeof legacy[name]).toBe('object');
    for (const name of ['domains', 'emailAddresses', 'phoneNumbers', 'smsMessages'] as const)
      expect(legacy[name]).toBeDefined();
  });

  it.each([
    ['the default export', () => defaultClerk.users],
    ['the named export', () => legacy.users],
    ['clerkClient', () => legacy.clerkClient.users],
    ['createClerkClient', () => legacy.createClerkClient({ secretKey: emulator.secretKey }).users],
    ['new Clerk', () => new legacy.Clerk({ apiKey: emulator.secretKey, serverApiUrl: emulator.url }).users],
  ])('%s calls the service', async (_, users) => {
    await expect(users().getUser(userId())).resolves.toMatchObject({ id: userId() });
    expect('getUser' in users()).toBe(true);
    expect(Object.keys(users())).toContain('getUser');
    expect('nothing' in users()).toBe(false);
  });

  it('refuses `strict`, which means something else in each of the two worlds', () => {
    expect(() => new legacy.Clerk({ strict: true } as never)).toThrow(/option of the legacy middlewares/);
    expect(() => legacy.createClerkClient({ strict: false } as never)).toThrow(/option of the legacy middlewares/);
  });

  it('follows its setters from the next call on', async () => {
    const clerk = new legacy.Clerk({ apiKey: 'sk_test_wrong' });
    await expect(clerk.users.getUser(userId())).rejects.toMatchObject({ statusCode: 401 });
    clerk.apiKey = emulator.secretKey;
    clerk.httpOptions = { headers: { 'X-Unicorn': 'rainbow' } };
    await clerk.users.getUser(userId());
    expect(lastRequest()?.headers).toMatchObject({ 'x-unicorn': 'rainbow' });
    clerk.serverApiUrl = 'http://127.0.0.1:9';
    await expect(clerk.users.createUser({})).rejects.toMatchObject({ statusCode: 500, status: undefined });
  });

  it('has the setters of the exported client', async () => {
    legacy.setClerkHttpOptions({ headers: { 'x-unicorn': 'again' } });
    await legacy.users.getUser(userId());
    expect(lastRequest()?.headers['x-unicorn']).toBe('again');
    legacy.setClerkHttpOptions({});
    legacy.setClerkApiVersion('v1');
    legacy.setClerkServerApiUrl(emulator.url);
    legacy.setClerkApiKey('sk_test_wrong');
    await expect(legacy.users.getUser(userId())).rejects.toMatchObject({ status: 401 });
    legacy.setClerkApiKey(emulator.secretKey);
    await expect(legacy.users.getUser(userId())).resolves.toBeDefined();
  });

  it('reads the environment when it is used', async () => {
    withEnvironment({ CLERK_SECRET_KEY: undefined, CLERK_API_KEY: undefined });
    const clerk = legacy.createClerkClient();
    await expect(clerk.users.getUser(userId())).rejects.toMatchObject({ code: 'secret_key_missing' });
    withEnvironment({ CLERK_SECRET_KEY: undefined, CLERK_API_KEY: emulator.secretKey });
    await expect(clerk.users.getUser(userId())).resolves.toBeDefined();
  });
});

describe('lists', () => {
  it('are arrays with `data` and `totalCount`', async () => {
    const list = await legacy.users.getUserList({ limit: 2 });
    expect(list).toHaveLength(2);
    expect(list.map(({ id }) => id)).toEqual(list.data.map(({ id }) => id));
    expect(await list.totalCount).toBe(emulator.users.length);
    expect(JSON.parse(JSON.stringify(list))).toBeInstanceOf(Array);
    const page = await legacy.clerkClient.users.getUserList({ limit: 2 });
    const { data, totalCount } = page;
    expect(JSON.parse(JSON.stringify(page))).toEqual({ data: JSON.parse(JSON.stringify(data)) as unknown, totalCount });
  });

  it('keeps methods under former names', async () => {
    const organization = await legacy.organizations.createOrganization({ name: 'Crew', createdBy: userId() });
    await legacy.organizations.createOrganizationInvitation({
      organizationId: organization.id,
      inviterUserId: userId(),
      emailAddress: 'new@example.com',
      role: 'org:member',
    });
    const pending = await legacy.organizations.getPendingOrganizationInvitationList({
      organizationId: organization.id,
    });
    expect(pending.map(({ emailAddress }) => emailAddress)).toEqual(['new@example.com']);
  });

  it('says what replaces methods that are gone', async () => {
    await expect(legacy.emails.createEmail({})).rejects.toMatchObject({
      code: 'method_removed',
      message: expect.stringContaining('emails.create') as string,
    });
    await expect(legacy.smsMessages.createSMSMessage({})).rejects.toBeInstanceOf(legacy.RemovedMethodError);
  });
});

describe('failures', () => {
  it('read like those of 2.x and like those of later versions', async () => {
    const error = await legacy.users.getUser('user_unknown').catch((thrown: unknown) => thrown as legacy.HttpError);
    expect(error).toBeInstanceOf(legacy.HttpError);
    expect(error).toMatchObject({
      name: 'HttpError',
      statusCode: 404,
      data: [
        {
          code: 'resource_not_found',
          message: expect.any(String) as string,
          longMessage: expect.any(String) as string,
        },
      ],
      status: 404,
      clerkError: true,
      errors: [{ code: 'resource_not_found' }],
    });
    const own = new legacy.HttpError(400, 'No.', [new legacy.ClerkServerError('m', 'l', 'c')]);
    expect(own).toMatchObject({
      statusCode: 400,
      message: 'No.',
      data: [{ code: 'c' }],
      errors: [{ code: 'c', longMessage: 'l' }],
    });
  });
});

describe('tokens', () => {
  it('are verified with the keys of the client, and read without', async () => {
    const { token, sessionId } = await emulator.signIn(userId());
    for (const claims of [
      await defaultClerk.verifyToken(token),
      await legacy.clerkClient.verifyToken(token),
      await legacy.verifyToken(token),
      await defaultClerk.base.verifySessionToken(token),
      defaultClerk.decodeToken(token),
    ])
      expect(claims.sid).toBe(sessionId);
    await expect(defaultClerk.verifyToken(`${token.slice(0, -4)}AAAA`)).rejects.toMatchObject({
      reason: 'token-invalid-signature',
    });
    expect(() => defaultClerk.decodeToken('nonsense')).toThrow();
    const picky = legacy.createClerkClient({ authorizedParties: ['https://another.example.com'] });
    await expect(picky.verifyToken(token)).rejects.toMatchObject({ reason: 'token-invalid-authorized-parties' });
  });
});

describe('the logger', () => {
  it('writes only while CLERK_LOGGING is true', () => {
    const info = vi.spyOn(console, 'info').mockReturnValue(undefined);
    legacy.Logger.info('silent');
    withEnvironment({ CLERK_LOGGING: 'true' });
    legacy.Logger.info('loud');
    expect(info.mock.calls).toEqual([[expect.objectContaining({ level: 'info', message: 'loud' })]]);
    info.mockRestore();
  });
});

describe('the deprecation note', () => {
  it.each([
    [
      'ES modules',
      ['--input-type=module', '-e', "await import('@acme/node-legacy'); await import('@acme/node-legacy/instance');"],
    ],
    ['CommonJS', ['-e', "require('@acme/node-legacy'); require('@acme/node-legacy/cjs/instance');"]],
    [
      'both',
      [
        '--input-type=module',
        '-e',
        "import { createRequire } from 'node:module'; await import('@acme/node-legacy'); createRequire(process.cwd() + '/x.js')('@acme/node-legacy');",
      ],
    ],
  ])('comes once, with the way out: %s', (_, args) => {
    const script = [...args];
    const out = execFileSync(process.execPath, ['--no-deprecation', ...script], {
      cwd: import.meta.dirname,
      encoding: 'utf8',
    });
    expect(out).toBe('');
    const code = script.pop() ?? '';
    const counting = `process.on('warning', (w) => console.log(w.code, w.message.includes('@acme/upgrade')));\n${code}`;
    const noted = execFileSync(process.execPath, ['--no-warnings', ...script, counting], {
      cwd: import.meta.dirname,
      encoding: 'utf8',
    });
    expect(noted).toBe('ACME_NODE_LEGACY true\n');
  });
});
