import { io, type Socket } from 'socket.io-client';
import { expect } from 'vitest';
import type { HandEdit, RunningSample, Sample } from './sample.js';
import { expectForStrangers, refusal } from './strangers.js';

async function checkNest(sample: RunningSample): Promise<void> {
  const { ask, emulator } = sample;
  const { userId, sessionId, token } = await sample.signIn('ada@example.com');
  for (const stranger of Object.values(sample.strangers)) expect((await ask('/users/me', stranger)).status).toBe(401);
  expect(await ask('/users/me', token)).toEqual({
    status: 200,
    body: { id: userId, email: 'ada@example.com', sessionId },
  });
  expect((await ask('/users', token)).body).toHaveLength(emulator.users.length);
  await expectForStrangers(sample, ['/profile/who'], { status: 200, body: { userId: null } });
  expect(await ask('/profile/who', token)).toEqual({ status: 200, body: { userId } });
  expect(await ask('/profile/session', token)).toEqual({ status: 200, body: { sessionId, subject: userId } });
}

/** The procedures `whoami`, `me` and `people` of a tRPC router. */
export async function checkProcedures(sample: RunningSample): Promise<void> {
  const { ask } = sample;
  const { userId, sessionId, token } = await sample.signIn('ada@example.com');
  const data = (value: unknown) => ({ status: 200, body: { result: { data: value } } });
  await expectForStrangers(sample, ['/trpc/whoami'], data({ userId: null }));
  expect(await ask('/trpc/whoami', token)).toEqual(data({ userId }));
  await expectForStrangers(sample, ['/trpc/me'], { status: 401, body: { error: { data: { code: 'UNAUTHORIZED' } } } });
  expect(await ask('/trpc/me', token)).toEqual(data({ id: userId, sessionId }));
}

async function checkTrpc(sample: RunningSample): Promise<void> {
  await checkProcedures(sample);
  const { token } = await sample.signIn('ada@example.com');
  await expectForStrangers(sample, ['/trpc/people'], { status: 401 });
  expect((await sample.ask('/trpc/people', token)).body).toMatchObject({
    result: { data: { totalCount: sample.emulator.users.length } },
  });
}

function connect(url: string, auth: object): Promise<Socket> {
  const socket = io(url, { auth, transports: ['websocket'], reconnection: false });
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(socket));
    socket.once('connect_error', reject);
  });
}

/** Sockets that send a session token with the handshake. */
export async function checkSockets({ url, emulator, signIn, strangers }: RunningSample): Promise<void> {
  const { userId, sessionId, token } = await signIn('ada@example.com');
  for (const stranger of Object.values(strangers))
    await expect(connect(url, { token: stranger })).rejects.toThrow(stranger === undefined ? 'No token' : 'Bad token');
  const socket = await connect(url, { token });
  expect(await socket.emitWithAck('whoami')).toEqual({ userId, sessionId });
  expect(await socket.emitWithAck('count')).toBe(emulator.users.length);
  socket.disconnect();
}

async function checkSocketIo(sample: RunningSample): Promise<void> {
  await checkSockets(sample);
  const { userId, token } = await sample.signIn('ada@example.com');
  const socket = await connect(sample.url, { token });
  expect(await socket.emitWithAck('me')).toEqual({ id: userId, email: 'ada@example.com' });
  socket.disconnect();
}

async function checkServerless(sample: RunningSample): Promise<void> {
  const { ask, emulator } = sample;
  const { userId, sessionId, token } = await sample.signIn('ada@example.com');
  await expectForStrangers(sample, ['/api/hello'], { status: 200, body: { hello: 'stranger' } });
  expect(await ask('/api/hello', token)).toEqual({ status: 200, body: { hello: userId } });
  // The wrapper of the retired SDK ends the process: the error is nobody's.
  if (sample.stage !== 'retired') await expectForStrangers(sample, ['/api/me'], { status: 401 });
  expect(await ask('/api/me', token)).toEqual({ status: 200, body: { id: userId, sessionId } });
  await expectForStrangers(sample, ['/lambda/who'], { status: 200, body: { userId: null } });
  expect(await ask('/lambda/who', token)).toEqual({ status: 200, body: { userId } });
  await expectForStrangers(sample, ['/lambda/count'], refusal(sample));
  expect(await ask('/lambda/count', token)).toEqual({
    status: 200,
    body: { count: emulator.users.length, by: userId },
  });
}

async function checkMonorepo(sample: RunningSample): Promise<void> {
  const { ask, emulator } = sample;
  const { userId, sessionId, token } = await sample.signIn('ada@example.com');
  await expectForStrangers(sample, ['/who'], { status: 200, body: { userId: null } });
  expect(await ask('/who', token)).toEqual({ status: 200, body: { userId } });
  await expectForStrangers(sample, ['/people', '/admin'], refusal(sample));
  expect(await ask('/people', token)).toEqual({ status: 200, body: { totalCount: emulator.users.length } });
  expect(await ask('/admin', token)).toEqual({ status: 200, body: { userId, sessionId } });
  const other = emulator.users.find(({ firstName }) => firstName !== 'Ada');
  const { token: otherToken } = await sample.signIn(other?.id ?? '');
  expect((await ask('/admin', otherToken)).status).toBe(403);
}

/** These servers find the emulator by a variable that only the old client read by itself. */
function withApiUrl(file: string, code: HandEdit['code'], targets?: HandEdit['targets']): HandEdit {
  const key = 'secretKey: process.env.CLERK_SECRET_KEY';
  return { file, code, from: key, to: `${key}, apiUrl: process.env.CLERK_API_URL`, ...(targets ? { targets } : {}) };
}

/** Nothing has this type any more. */
function withoutType(file: string, name: string): HandEdit {
  return { file, code: 'old-name', from: `, type ${name}`, to: '' };
}

/** Servers on the retired SDK that are more than Express routes. */
export const retiredElsewhere: readonly Sample[] = [
  {
    name: 'nest',
    main: 'src/main.ts',
    target: 'express',
    major: 4,
    byHand: [withApiUrl('src/auth/clerk.service.ts', 'verify-token')],
    check: checkNest,
  },
  {
    name: 'trpc',
    main: 'src/server.ts',
    target: 'express',
    major: 5,
    byHand: [withApiUrl('src/router.ts', 'client-environment', ['hono'])],
    check: checkTrpc,
  },
  {
    name: 'socket-io',
    main: 'server.js',
    target: 'express',
    alsoRunsFor: ['fastify', 'hono'],
    major: 4,
    byHand: [withApiUrl('authenticate.js', 'verify-token'), withApiUrl('people.js', 'client-environment')],
    check: checkSocketIo,
  },
  { name: 'serverless', main: 'dev-server.js', target: 'express', major: 4, check: checkServerless },
  {
    name: 'monorepo',
    main: 'apps/api/src/server.ts',
    target: 'express',
    major: 5,
    byHand: [
      {
        file: 'packages/auth/src/middleware.ts',
        code: 'auth-maybe-null',
        from: 'const { userId } = getAuth(req);',
        to: 'const { userId } = getAuth(req, { guarded: true });',
        targets: ['express'],
      },
      {
        file: 'packages/auth/src/index.ts',
        code: 're-export-left',
        from: "export type { RequireAuthProp, WithAuthProp } from '@clerk/clerk-sdk-node';\n",
        to: '',
      },
      withoutType('apps/api/src/admin.ts', 'RequireAuthProp'),
      withoutType('apps/api/src/server.ts', 'WithAuthProp'),
    ],
    links: { 'apps/api/node_modules/@sample/auth': 'packages/auth' },
    check: checkMonorepo,
  },
];
