import { expect } from 'vitest';
import { signWebhook } from 'testing';
import { webhookSecret, type RunningSample, type Sample } from './sample.js';

const asJson = (method: string, body: unknown): RequestInit => ({
  method,
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json' },
});

async function checkV2({ ask, emulator }: RunningSample): Promise<void> {
  const { userId, sessionId, token } = await emulator.signIn('ada@example.com');
  expect(await ask('/')).toEqual({ status: 200, body: { hello: 'stranger' } });
  expect(await ask('/', token)).toEqual({ status: 200, body: { hello: userId } });
  for (const path of ['/me', '/people', '/profile/claims']) expect((await ask(path)).status).toBe(401);
  expect(await ask('/me', token)).toEqual({ status: 200, body: { id: userId, session: sessionId } });
  expect((await ask('/people', token)).body).toHaveLength(emulator.users.length);
  expect((await ask('/profile/claims', token)).body).toMatchObject({ sub: userId, sid: sessionId });
  expect(await ask('/profile/session', token)).toEqual({ status: 200, body: { status: 'active' } });
}

async function checkV4({ ask, emulator }: RunningSample): Promise<void> {
  const { userId, sessionId, token } = await emulator.signIn('ada@example.com');
  expect(await ask('/who')).toEqual({ status: 200, body: { userId: null } });
  expect((await ask('/who', token)).body).toMatchObject({ userId, issuer: expect.any(String) as string });
  for (const path of ['/people', '/admin/session', '/admin/count']) expect((await ask(path)).status).toBe(401);
  expect((await ask('/people', token)).body).toMatchObject({ ids: expect.arrayContaining([userId]) as string[] });
  expect((await ask('/admin/session', token)).body).toEqual({ sessionId, subject: userId });
  expect((await ask('/admin/count', token)).body).toEqual({ count: emulator.users.length });
}

async function checkV5({ ask, emulator }: RunningSample): Promise<void> {
  const { userId, token } = await emulator.signIn('ada@example.com');
  expect(await ask('/who')).toEqual({ status: 200, body: { userId: null, claims: 'no' } });
  expect(await ask('/who', token)).toEqual({ status: 200, body: { userId, claims: 'yes' } });
  expect(await ask('/own', token)).toEqual({ status: 200, body: { userId } });
  expect((await ask('/me')).status).toBe(401);
  expect(await ask('/me', token)).toEqual({ status: 200, body: { id: userId, totalCount: emulator.users.length } });
}

async function checkCommonJs({ ask, emulator, isBefore }: RunningSample): Promise<void> {
  const { userId, token } = await emulator.signIn('ada@example.com');
  // The function that `onError` was is gone: its sentence is a point of the report.
  const refused = { status: 401, body: { error: isBefore ? 'Please sign in' : 'Unauthorized' } };
  for (const path of ['/users', '/users/me', '/notes/mine']) expect(await ask(path)).toEqual(refused);
  expect(await ask('/users/me', `${token}x`)).toEqual(refused);
  expect(await ask('/users/me', token)).toEqual({ status: 200, body: { id: userId, image: true } });
  expect((await ask('/users', token)).body).toEqual({
    first: expect.stringMatching(/^user_/) as string,
    others: emulator.users.length - 1,
  });
  expect((await ask('/users/me', token, asJson('PATCH', { lastName: 'King' }))).body).toEqual({ lastName: 'King' });

  expect(await ask('/notes')).toEqual({ status: 200, body: { notes: [] } });
  expect(await ask('/notes/mine', token, asJson('POST', { text: 'First' }))).toEqual({ status: 201, body: ['First'] });
  expect(await ask('/notes', token)).toEqual({ status: 200, body: { notes: ['First'] } });

  const event = JSON.stringify({ type: 'user.created', data: {} });
  const send = (secret: string) =>
    ask('/webhooks/clerk', undefined, { method: 'POST', body: event, headers: signWebhook(secret, event) });
  expect(await send('whsec_b3RoZXI=')).toEqual({ status: 400, body: { error: 'Bad signature' } });
  expect(await send(webhookSecret)).toEqual({ status: 200, body: { seen: ['user.created'] } });
}

async function checkModules({ ask, emulator }: RunningSample): Promise<void> {
  const { userId, token } = await emulator.signIn('ada@example.com');
  expect(await ask('/who')).toEqual({ status: 200, body: { signedIn: false } });
  expect(await ask('/who', token)).toEqual({ status: 200, body: { signedIn: true, userId, template: 'function' } });
  for (const path of ['/teams', '/account', '/account/sessions']) expect((await ask(path)).status).toBe(401);
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

/** Express servers on the retired SDK, one of each time. */
export const retiredExpress: readonly Sample[] = [
  { name: 'v2', main: 'server.js', target: 'express', check: checkV2 },
  { name: 'v4', main: 'src/server.ts', target: 'express', check: checkV4 },
  { name: 'v5', main: 'src/server.ts', target: 'express', check: checkV5 },
  { name: 'routers-cjs', main: 'server.js', target: 'express', check: checkCommonJs },
  { name: 'routers-esm', main: 'index.js', target: 'express', check: checkModules },
];
