import { createClerkClient } from '@acme/backend';
import { describe } from 'vitest';
import { emulatorTest } from '../../src/vitest.js';

const test = emulatorTest({ deterministicIds: true });

describe('the fixtures for Vitest', () => {
  test('give each test an emulator at its seed', async ({ emulator, expect }) => {
    const client = createClerkClient({ secretKey: emulator.secretKey, apiUrl: emulator.url });
    const { totalCount } = await client.users.getUserList();
    expect(totalCount).toBe(emulator.users.length);
    await client.users.createUser({ emailAddress: ['new@example.com'] });
  });

  test('bring it back to the seed after the test before', async ({ emulator, expect }) => {
    const client = createClerkClient({ secretKey: emulator.secretKey, apiUrl: emulator.url });
    expect((await client.users.getUserList({ emailAddress: ['new@example.com'] })).totalCount).toBe(0);
  });

  test('sign people in, and call as them', async ({ emulator, signIn, fetchAs, expect }) => {
    const { userId, token } = await signIn('ada@example.com', { origin: 'http://localhost:3000' });
    expect(JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())).toMatchObject({
      sub: userId,
      azp: 'http://localhost:3000',
    });
    // Whatever listens gets the cookies of the user.
    await fetchAs('ada@example.com', `${emulator.url}/nothing?x=1`);
    const [call] = emulator.requests.find({ method: 'GET', path: '/nothing' });
    expect(call?.headers['cookie']).toBeDefined();
  });

  test('show what was sent to people', async ({ emulator, expect }) => {
    const { url, inbox } = emulator;
    const next = inbox.next('ADA@example.com');
    const sent = await fetch(`${url}/v1/client/sign_ins`, {
      method: 'POST',
      body: new URLSearchParams({ identifier: 'ada@example.com' }),
    });
    const attempt = (await sent.json()) as {
      response: { id: string; supported_first_factors: { email_address_id?: string }[] };
    };
    const factor = attempt.response.supported_first_factors.find((item) => item.email_address_id !== undefined);
    await fetch(`${url}/v1/client/sign_ins/${attempt.response.id}/prepare_first_factor`, {
      method: 'POST',
      headers: { cookie: (sent.headers.get('set-cookie') ?? '').split(';')[0] ?? '' },
      body: new URLSearchParams({ strategy: 'email_code', email_address_id: factor?.email_address_id ?? '' }),
    });
    expect(await next).toMatchObject({ to: 'ada@example.com', code: '424242', link: undefined });
    expect(inbox.list('ada@example.com')).toHaveLength(1);
    expect(inbox.list('grace@example.com')).toEqual([]);
    await expect(inbox.next('ada@example.com', { timeoutMs: 1 })).rejects.toMatchObject({ code: 'wait_timed_out' });
  });
});
