import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import {
  anonymousByHand,
  describeByHand,
  requestsByHand,
  runByHand,
  startService,
  UpgradeResponse,
  type ByHandMiddleware,
} from 'adapter-kit';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import {
  authenticateRequest,
  clerkMiddleware,
  createClerkClient,
  getAuth,
  protect,
  requireAuth,
  type ClerkMiddlewareOptions,
} from '../src/index.js';

let options: ClerkMiddlewareOptions;
let token: string;
beforeAll(async () => {
  const service = await startService();
  const publishableKey = `pk_live_${btoa('clerk.example.com$')}`;
  options = { publishableKey, secretKey: 'sk_live_hand', jwtKey: service.jwtKey, apiUrl: service.url };
  token = await service.sign();
});

describe('clerkMiddleware', () => {
  describeByHand(
    () => clerkMiddleware(options),
    (request) => getAuth(request as never).userId,
    () => token,
  );
});

it('sets every header on an answer that has only setHeader', async () => {
  const page = {
    method: 'GET',
    url: '/',
    headers: { accept: 'text/html', cookie: '__client_uat=5', host: 'a.example' },
  };
  const response = new UpgradeResponse();
  expect(await runByHand(clerkMiddleware(options) as ByHandMiddleware, page, response)).toBeUndefined();
  expect([response.statusCode, response.ended]).toEqual([307, true]);
  expect(response.headers['set-cookie']).toHaveLength(2);
  const signedOut = new UpgradeResponse();
  await runByHand(clerkMiddleware(options), { headers: {} }, signedOut);
  expect(signedOut.headers['x-clerk-auth-status']).toBe('signed-out');
});

it('authenticateRequest decides them too, with a client of any kind', async () => {
  const seen: unknown[] = [];
  const fake = { authenticateRequest: (request: Request) => (seen.push(request.url), Promise.resolve({} as never)) };
  for (const [, request] of [...requestsByHand(token), ...anonymousByHand]) {
    await authenticateRequest({ clerkClient: fake, request: request as never, options });
  }
  expect(seen).toHaveLength(requestsByHand(token).length + anonymousByHand.length);
  const clerkClient = createClerkClient(options);
  for (const [what, request] of requestsByHand(token)) {
    const state = await authenticateRequest({ clerkClient, request: request as never, options });
    expect([what, state.status]).toEqual([what, 'signed-in']);
  }
});

it('a served request does not take the auth of other code for its own', () => {
  const foreign = { sub: 'x', userId: 'user_9' };
  const served = Object.assign(new IncomingMessage(new Socket()), { auth: foreign });
  expect(() => getAuth(served as never)).toThrow('clerkMiddleware');
});

it('authenticateRequest is called through to by a spy', async () => {
  const clerkClient = createClerkClient(options);
  const spy = vi.spyOn(clerkClient, 'authenticateRequest');
  const request = { method: 'GET', url: '/', headers: { host: 'localhost' } } as IncomingMessage;
  const { status } = await authenticateRequest({ clerkClient, request, options });
  expect(status).toBe('signed-out');
  expect(spy).toHaveBeenCalledOnce();
});

it.each([
  ['clerkMiddleware', () => clerkMiddleware(options)],
  ['protect', () => protect()],
  ['requireAuth', () => requireAuth(options)],
])('%s after clerkMiddleware calls what follows once, also if that throws', async (_name, create) => {
  const request = { method: 'GET', url: '/', headers: { authorization: `Bearer ${token}` } };
  await runByHand(clerkMiddleware(options), request);
  const next = vi.fn(() => {
    throw new Error('thrown by the handler');
  });
  expect(() => create()(request as never, new UpgradeResponse() as never, next)).toThrow('thrown by the handler');
  expect(next).toHaveBeenCalledOnce();
});
