import { describe, expect, it } from 'vitest';
import { defineRequestState } from '../../src/adapter/define-request-state.js';
import { createAuthenticator, type Decision } from '../../src/request/create-authenticator.js';
import { requestHead } from '../../src/request/request-head.js';

const env = { CLERK_SECRET_KEY: 'sk_live_x', CLERK_PUBLISHABLE_KEY: `pk_live_${btoa('clerk.example.com$')}` };

interface Context {
  readonly request?: object;
  readonly auth?: unknown;
}

async function decidedState() {
  const decide = createAuthenticator<undefined>({}, { where: 'test', env: () => env });
  const decision: Decision = await decide(requestHead(new Request('https://app.example.com/')), undefined);
  if (decision.kind !== 'continue') throw new Error('The request must go on.');
  return decision.state;
}

const define = (name: string) =>
  defineRequestState<Context>(name, {
    hint: 'Register the middleware.',
    isServed: () => true,
    innerOf: ({ request }) => request,
  });

describe('defineRequestState', () => {
  it('stores a state on the context and on the request in it', async () => {
    const states = define('one');
    const request = {};
    const state = await decidedState();
    expect(states.state({ request })).toBeUndefined();
    states.set({ request }, state);
    expect([states.state({ request }), states.state(request), states.require({ request })]).toEqual([
      state,
      state,
      state,
    ]);
    expect(states.getAuth({ request })).toMatchObject({ isAuthenticated: false, userId: null });
  });

  it('finds it in another copy of the same adapter, and not in another adapter', async () => {
    const context = {};
    const state = await decidedState();
    define('one').set(context, state);
    expect([define('one').state(context), define('two').state(context)]).toEqual([state, undefined]);
  });

  it('refuses a request without a state with the hint, and an `auth` that others left on it', () => {
    const states = define('one');
    const missing = { code: 'middleware_missing', message: 'Register the middleware.' };
    expect(() => states.require({})).toThrow(expect.objectContaining(missing));
    expect(() => states.getAuth({})).toThrow(expect.objectContaining(missing));
    expect(() => states.getAuth({ auth: { userId: 'forged' } })).toThrow(expect.objectContaining(missing));
  });
});
