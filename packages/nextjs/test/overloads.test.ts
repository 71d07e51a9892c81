import { NextRequest, type NextFetchEvent } from 'next/server.js';
import { describe, expect, expectTypeOf, it, vi } from 'vitest';
import { auth, clerkMiddleware, getAuth } from '../src/server.js';

const keys = { publishableKey: `pk_test_${btoa('clerk.example.com$')}`, secretKey: 'sk_test_of_this_test' };
const event = {} as NextFetchEvent;
const request = () => new NextRequest('http://localhost:3000/page');
const environment = () => {
  vi.stubEnv('CLERK_PUBLISHABLE_KEY', keys.publishableKey);
  vi.stubEnv('CLERK_SECRET_KEY', keys.secretKey);
};

describe('clerkMiddleware()', () => {
  const handler = () => Response.json('handled');

  it.each([
    ['a handler', () => clerkMiddleware(handler)],
    ['a handler and options', () => clerkMiddleware(handler, { signInUrl: '/login' })],
    ['a handler and a function', () => clerkMiddleware(handler, () => ({ signInUrl: '/login' }))],
    ['a handler and a function that waits', () => clerkMiddleware(handler, () => Promise.resolve({}))],
  ])('takes %s', async (_, create) => {
    environment();
    expect(await (await create()(request(), event)).json()).toBe('handled');
  });

  it.each([
    ['nothing', () => clerkMiddleware()(request(), event)],
    ['options alone', () => clerkMiddleware({ signInUrl: '/login' })(request(), event)],
    ['a request, as the middleware itself', () => clerkMiddleware(request(), event)],
  ])('takes %s', async (_, answer) => {
    environment();
    const { status, headers } = await answer();
    expect([status, headers.get('x-middleware-next'), headers.get('x-middleware-rewrite')]).toEqual([200, '1', null]);
  });

  it.each<[string, unknown]>([
    ['option_unknown', { secretkey: 'x' }],
    ['option_unknown', { contentSecurityPolicy: { stirct: true } }],
    ['option_invalid', { publishableKey: 1 }],
    ['option_invalid', { telemetryDisabled: 'yes' }],
    ['option_invalid', { frontendApiProxy: { enabled: 'yes' } }],
    ['options_contradictory', { useMachineSecretKey: true, secretKey: 'sk_test_x' }],
  ])('fails at once with %s for %j', (code, options) => {
    expect(() => clerkMiddleware(options as object)).toThrow(expect.objectContaining({ code }) as Error);
  });

  it.each([undefined, null, 'sk_test_x', []])('fails if a function gives %j for options', async (options) => {
    environment();
    const answer = clerkMiddleware(handler, () => options as object)(request(), event);
    await expect(answer).rejects.toThrow(/^clerkMiddleware takes its options as an object/);
  });

  it('passes on what a function for options throws, and does not run the handler', async () => {
    environment();
    const unused = vi.fn(handler);
    const failing = () => Promise.reject(new Error('the list of tenants cannot be read'));
    await expect(clerkMiddleware(unused, failing)(request(), event)).rejects.toThrow('list of tenants');
    expect(unused).not.toHaveBeenCalled();
  });
});

describe('the types', () => {
  it('say that somebody is signed in after protect()', () => {
    const person = async () => (await auth.protect({ role: 'org:admin' })).userId;
    const either = async () => (await auth.protect({ token: ['session_token', 'api_key'] })).isAuthenticated;
    const anybody = async () => (await auth()).userId;
    expectTypeOf(person).returns.resolves.toEqualTypeOf<string>();
    expectTypeOf(either).returns.resolves.toEqualTypeOf<true>();
    expectTypeOf(anybody).returns.resolves.toEqualTypeOf<string | null>();
  });

  it('say that the answer about a machine is awaited in the Pages Router', () => {
    const person = (incoming: { headers: Headers }) => getAuth(incoming).userId;
    const machine = async (incoming: { headers: Headers }) => {
      const found = await getAuth(incoming, { acceptsToken: 'api_key' });
      return found.tokenType;
    };
    expectTypeOf(person).returns.toEqualTypeOf<string | null>();
    expectTypeOf(machine).returns.resolves.toEqualTypeOf<'api_key'>();
  });
});
