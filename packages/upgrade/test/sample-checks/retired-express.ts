import { expect } from 'vitest';
import { signWebhook } from 'testing';
import { webhookSecret, type Framework, type HandEdit, type RunningSample, type Sample } from './sample.js';
import { expectForStrangers, refusal } from './strangers.js';

const asJson = (method: string, body: unknown): RequestInit => ({
  method,
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json' },
});

async function checkV2(sample: RunningSample): Promise<void> {
  const { ask, emulator } = sample;
  const { userId, sessionId, token } = await sample.signIn('ada@example.com');
  await expectForStrangers(sample, ['/'], { status: 200, body: { hello: 'stranger' } });
  expect(await ask('/', token)).toEqual({ status: 200, body: { hello: userId } });
  await expectForStrangers(sample, ['/me', '/people', '/profile/claims'], refusal(sample));
  expect(await ask('/me', token)).toEqual({ status: 200, body: { id: userId, session: sessionId } });
  expect((await ask('/people', token)).body).toHaveLength(emulator.users.length);
  expect((await ask('/profile/claims', token)).body).toMatchObject({ sub: userId, sid: sessionId });
  expect(await ask('/profile/session', token)).toEqual({ status: 200, body: { status: 'active' } });
}

async function checkV4(sample: RunningSample): Promise<void> {
  const { ask, emulator } = sample;
  const { userId, sessionId, token } = await sample.signIn('ada@example.com');
  await expectForStrangers(sample, ['/who'], { status: 200, body: { userId: null } });
  expect((await ask('/who', token)).body).toMatchObject({ userId, issuer: expect.any(String) as string });
  await expectForStrangers(sample, ['/people', '/admin/session', '/admin/count'], { status: 401 });
  expect((await ask('/people', token)).body).toMatchObject({ ids: expect.arrayContaining([userId]) as string[] });
  expect((await ask('/admin/session', token)).body).toEqual({ sessionId, subject: userId });
  expect((await ask('/admin/count', token)).body).toEqual({ count: emulator.users.length });
}

async function checkV5(sample: RunningSample): Promise<void> {
  const { ask, emulator } = sample;
  const { userId, token } = await sample.signIn('ada@example.com');
  await expectForStrangers(sample, ['/who'], { status: 200, body: { userId: null, claims: 'no' } });
  await expectForStrangers(sample, ['/own'], { status: 200, body: { userId: null } });
  expect(await ask('/who', token)).toEqual({ status: 200, body: { userId, claims: 'yes' } });
  expect(await ask('/own', token)).toEqual({ status: 200, body: { userId } });
  await expectForStrangers(sample, ['/me'], refusal(sample));
  expect(await ask('/me', token)).toEqual({ status: 200, body: { id: userId, totalCount: emulator.users.length } });
}

async function checkWebhooks({ ask }: RunningSample): Promise<void> {
  const event = JSON.stringify({ type: 'user.created', data: {} });
  const send = (secret: string) =>
    ask('/webhooks/clerk', undefined, { method: 'POST', body: event, headers: signWebhook(secret, event) });
  expect(await send('whsec_b3RoZXI=')).toEqual({ status: 400, body: { error: 'Bad signature' } });
  expect(await send(webhookSecret)).toEqual({ status: 200, body: { seen: ['user.created'] } });
}

async function checkCommonJs(sample: RunningSample): Promise<void> {
  const { ask, emulator } = sample;
  const { userId, token } = await sample.signIn('ada@example.com');
  const refused = { status: 401, body: { error: 'Please sign in' } };
  await expectForStrangers(sample, ['/users', '/users/me', '/notes/mine'], refused);
  expect(await ask('/users/me', token)).toEqual({ status: 200, body: { id: userId, image: true } });
  expect((await ask('/users', token)).body).toEqual({
    first: expect.stringMatching(/^user_/) as string,
    others: emulator.users.length - 1,
  });
  expect((await ask('/users/me', token, asJson('PATCH', { lastName: 'King' }))).body).toEqual({ lastName: 'King' });

  await expectForStrangers(sample, ['/notes'], { status: 200, body: { notes: [] } });
  expect(await ask('/notes/mine', token, asJson('POST', { text: 'First' }))).toEqual({ status: 201, body: ['First'] });
  expect(await ask('/notes', token)).toEqual({ status: 200, body: { notes: ['First'] } });
  await checkWebhooks(sample);
}

async function checkModules(sample: RunningSample): Promise<void> {
  const { ask } = sample;
  const { userId, token } = await sample.signIn('ada@example.com');
  await expectForStrangers(sample, ['/who'], { status: 200, body: { signedIn: false } });
  expect(await ask('/who', token)).toEqual({ status: 200, body: { signedIn: true, userId, template: 'function' } });
  await expectForStrangers(sample, ['/teams', '/account', '/account/sessions'], { status: 401 });
  expect(await ask('/teams', token, asJson('POST', { name: 'Blue' }))).toEqual({
    status: 201,
    body: { name: 'Blue', createdBy: userId },
  });
  expect((await ask('/teams', token)).body).toMatchObject({ by: userId });
  expect(await ask('/account', token)).toEqual({ status: 200, body: { id: userId } });
  expect(await ask('/account/sessions', token)).toEqual({
    status: 200,
    body: { sessions: expect.any(Number) as number },
  });
}

/** The command answers with a sentence of its own where `onError` answered. */
function withOwnSentence(file: string, code: HandEdit['code'], ...targets: readonly Framework[]): HandEdit {
  return { file, code, from: "{ error: 'Unauthorized' }", to: "{ error: 'Please sign in' }", targets };
}

/** Express servers on the retired SDK, one of each time. */
export const retiredExpress: readonly Sample[] = [
  { name: 'v2', main: 'server.js', target: 'express', major: 2, check: checkV2 },
  { name: 'v4', main: 'src/server.ts', target: 'express', major: 4, check: checkV4 },
  { name: 'v5', main: 'src/server.ts', target: 'express', major: 5, check: checkV5 },
  {
    name: 'routers-cjs',
    main: 'server.js',
    target: 'express',
    major: 4,
    byHand: [
      withOwnSentence('middleware/auth.js', 'on-error-removed', 'express', 'hono'),
      withOwnSentence('routes/notes.js', 'status-changed', 'express'),
    ],
    check: checkCommonJs,
  },
  { name: 'routers-esm', main: 'index.js', target: 'express', major: 5, check: checkModules },
];
