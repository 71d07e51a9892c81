import { io, type Socket } from 'socket.io-client';
import { expect } from 'vitest';
import type { HandEdit, RunningSample, Sample } from './sample.js';

async function checkNest({ ask, emulator }: RunningSample): Promise<void> {
  const { userId, sessionId, token } = await emulator.signIn('ada@example.com');
  for (const bad of [undefined, 'x', `${token}x`]) expect((await ask('/users/me', bad)).status).toBe(401);
  expect(await ask('/users/me', token)).toEqual({
    status: 200,
    body: { id: userId, email: 'ada@example.com', sessionId },
  });
  expect((await ask('/users', token)).body).toHaveLength(emulator.users.length);
  expect(await ask('/profile/who')).toEqual({ status: 200, body: { userId: null } });
  expect(await ask('/profile/who', token)).toEqual({ status: 200, body: { userId } });
  expect(await ask('/profile/session', token)).toEqual({ status: 200, body: { sessionId, subject: userId } });
}

/** The procedures `whoami`, `me` and `people` of a tRPC router. */
export async function checkProcedures({ ask, emulator }: RunningSample): Promise<void> {
  const { userId, sessionId, token } = await emulator.signIn('ada@example.com');
  const data = (value: unknown) => ({ status: 200, body: { result: { data: value } } });
  expect(await ask('/trpc/whoami')).toEqual(data({ userId: null }));
  expect(await ask('/trpc/whoami', token)).toEqual(data({ userId }));
  expect(await ask('/trpc/me')).toMatchObject({ status: 401, body: { error: { data: { code: 'UNAUTHORIZED' } } } });
  expect(await ask('/trpc/me', token)).toEqual(data({ id: userId, sessionId }));
}

async function checkTrpc(sample: RunningSample): Promise<void> {
  await checkProcedures(sample);
  const { token } = await sample.emulator.signIn('ada@example.com');
  expect((await sample.ask('/trpc/people')).status).toBe(401);
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
export async function checkSockets({ url, emulator }: RunningSample): Promise<void> {
  const { userId, sessionId, token } = await emulator.signIn('ada@example.com');
  await expect(connect(url, {})).rejects.toThrow('No token');
  await expect(connect(url, { token: `${token}x` })).rejects.toThrow('Bad token');
  const socket = await connect(url, { token });
  expect(await socket.emitWithAck('whoami')).toEqual({ userId, sessionId });
  expect(await socket.emitWithAck('count')).toBe(emulator.users.length);
  socket.disconnect();
}

async function checkSocketIo(sample: RunningSample): Promise<void> {
  await checkSockets(sample);
  const { userId, token } = await sample.emulator.signIn('ada@example.com');
  const socket = await connect(sample.url, { token });
  expect(await socket.emitWithAck('me')).toEqual({ id: userId, email: 'ada@example.com' });
  socket.disconnect();
}

async function checkServerless({ ask, emulator }: RunningSample): Promise<void> {
  const { userId, sessionId, token } = await emulator.signIn('ada@example.com');
  expect(await ask('/api/hello')).toEqual({ status: 200, body: { hello: 'stranger' } });
  expect(await ask('/api/hello', token)).toEqual({ status: 200, body: { hello: userId } });
  expect((await ask('/api/me')).status).toBe(401);
  expect(await ask('/api/me', token)).toEqual({ status: 200, body: { id: userId, sessionId } });
  expect(await ask('/lambda/who')).toEqual({ status: 200, body: { userId: null } });
  expect(await ask('/lambda/who', token)).toEqual({ status: 200, body: { userId } });
  expect((await ask('/lambda/count')).status).toBe(401);
  expect(await ask('/lambda/count', token)).toEqual({
    status: 200,
    body: { count: emulator.users.length, by: userId },
  });
}

async function checkMonorepo({ ask, emulator }: RunningSample): Promise<void> {
  const { userId, sessionId, token } = await emulator.signIn('ada@example.com');
  expect(await ask('/who')).toEqual({ status: 200, body: { userId: null } });
  expect(await ask('/who', token)).toEqual({ status: 200, body: { userId } });
  for (const path of ['/people', '/admin']) expect((await ask(path)).status).toBe(401);
  expect(await ask('/people', token)).toEqual({ status: 200, body: { totalCount: emulator.users.length } });
  expect(await ask('/admin', token)).toEqual({ status: 200, body: { userId, sessionId } });
  const other = emulator.users.find(({ firstName }) => firstName !== 'Ada');
  const { token: otherToken } = await emulator.signIn(other?.id ?? '');
  expect((await ask('/admin', otherToken)).status).toBe(403);
}

/** These servers find the emulator by a variable that only the old client read by itself. */
function withApiUrl(file: string, code: HandEdit['code']): HandEdit {
  const key = 'secretKey: process.env.CLERK_SECRET_KEY';
  return { file, code, from: key, to: `${key}, apiUrl: process.env.CLERK_API_URL` };
}

/** Servers on the retired SDK that are more than Express routes. */
export const retiredElsewhere: readonly Sample[] = [
  {
    name: 'nest',
    main: 'src/main.ts',
    target: 'express',
    byHand: [withApiUrl('src/auth/clerk.service.ts', 'verify-token')],
    check: checkNest,
  },
  { name: 'trpc', main: 'src/server.ts', target: 'express', check: checkTrpc },
  {
    name: 'socket-io',
    main: 'server.js',
    target: 'express',
    alsoRunsFor: ['fastify', 'hono'],
    byHand: [withApiUrl('authenticate.js', 'verify-token'), withApiUrl('people.js', 'client-environment')],
    check: checkSocketIo,
  },
  { name: 'serverless', main: 'dev-server.js', target: 'express', check: checkServerless },
  {
    name: 'monorepo',
    main: 'apps/api/src/server.ts',
    target: 'express',
    byHand: [
      {
        file: 'packages/auth/src/middleware.ts',
        code: 'auth-maybe-null',
        from: 'const { userId } = getAuth(req);',
        to: 'const { userId } = getAuth(req, { guarded: true });',
      },
    ],
    links: { 'apps/api/node_modules/@sample/auth': 'packages/auth' },
    check: checkMonorepo,
  },
];
