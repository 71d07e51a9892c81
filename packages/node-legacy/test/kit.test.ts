import {
  describeByHand,
  describeExportedClient,
  describeHttp2,
  describeKeys,
  useServices,
  type Http2Listener,
  type Options,
} from 'adapter-kit';
import type { RequestListener } from 'node:http';
import { bearer, startServer, withEnvironment } from 'testing';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  ClerkExpressWithAuth,
  clerkClient,
  createClerkExpressWithAuth,
  type ClerkMiddlewareOptions,
} from '../src/index.js';

// The scenarios of the kit that fit middlewares of Express without a framework.

const services = useServices();
let token: string;
beforeAll(async () => {
  token = await services().service.sign();
});
const options = (): ClerkMiddlewareOptions => {
  const { url, jwtKey } = services().service;
  const publishableKey = `pk_live_${btoa('clerk.example.com$')}`;
  return { publishableKey, secretKey: 'sk_live_hand', jwtKey, apiUrl: url };
};
const silent = { onError: () => undefined };

const listenerOf =
  (middleware: ReturnType<typeof ClerkExpressWithAuth>): RequestListener =>
  (request, response) =>
    void middleware(request, response, (error) => {
      response.end(JSON.stringify(error ? { failed: true } : (request as { auth?: object }).auth));
    });
const startFromEnvironment = async () => (await startServer(listenerOf(ClerkExpressWithAuth()))).url;
const userIdOf = (request: object) => (request as { auth: { userId: unknown } }).auth.userId;

describe('keys', () => describeKeys(startFromEnvironment, services));

describe('HTTP/2', () => {
  const start = (given: Options) =>
    listenerOf(ClerkExpressWithAuth({ ...given, ...silent })) as unknown as Http2Listener;
  describeHttp2({ 'the middleware': start }, services);
});

describe('the client that the package exports', () => describeExportedClient(clerkClient));

describe('requests made by hand', () => {
  const make = (given: object) => createClerkExpressWithAuth({})({ ...options(), ...silent, ...given }) as never;
  describeByHand(
    () => make({}),
    userIdOf,
    () => token,
  );
  describe('without a publishable key', () => {
    describeByHand(
      () => make({ publishableKey: '' }),
      userIdOf,
      () => token,
    );
  });
});

it('takes the variables of 2.x to 4.x without the white space around them', async () => {
  const { service } = services();
  const old = { CLERK_FRONTEND_API: 'clerk.example.com\n', CLERK_API_URL: service.url };
  withEnvironment({ ...old, CLERK_API_KEY: ' sk_live_old\n' }, { without: 'CLERK_' });
  const answer = await fetch(`${await startFromEnvironment()}/who`, { headers: bearer(token) });
  expect(await answer.json()).toMatchObject({ userId: 'user_1' });
  expect(service.received.at(-1)?.authorization).toBe('Bearer sk_live_old');
  withEnvironment({ CLERK_API_KEY: '"sk_live_old"' });
  await expect(startFromEnvironment()).rejects.toThrow(/quotes/);
});

it('judges a token by every option, also without a publishable key', async () => {
  const { jwtKey } = services().service;
  withEnvironment({}, { without: 'CLERK_' });
  for (const [issuer, isIn] of [
    ['https://clerk.example.com', true],
    ['https://other.example', false],
  ] as const) {
    const request = { method: 'GET', url: '/', headers: bearer(token), socket: {} };
    const middleware = ClerkExpressWithAuth({ jwtKey, issuer });
    await new Promise((resolve) => void middleware(request as never, {} as never, resolve));
    expect(Boolean((request as { auth?: { userId?: string } }).auth?.userId)).toBe(isIn);
  }
});
