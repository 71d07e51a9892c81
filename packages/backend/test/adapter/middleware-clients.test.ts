import { startServer } from 'testing';
import { describe, expect, it } from 'vitest';
import { createClerkClient } from '../../src/clerk-client.js';
import {
  createAdapterClient,
  createMiddlewareClient,
  createMiddlewareClients,
} from '../../src/adapter/create-adapter-client.js';
import { createAuthenticator } from '../../src/request/create-authenticator.js';
import type { MiddlewareOptionsSource } from '../../src/request/middleware-options.js';
import { requestHead } from '../../src/request/request-head.js';

const publishableKey = `pk_live_${btoa('clerk.example.com$')}`;
const adapter = { name: '@acme/test', version: '1.0.0' };
const none = () => ({});

/** The options with which a request is decided. */
function decidedWith(source: MiddlewareOptionsSource<Request>, env = none) {
  const decide = createAuthenticator(source, { where: 'test', env });
  return async (tenant: string) => {
    const request = new Request(`https://app.example.com/${tenant}`);
    const decision = await decide(requestHead(request), request);
    if (decision.kind !== 'continue') throw new Error('The request must go on.');
    return decision.options;
  };
}

describe('createMiddlewareClients', () => {
  it('gives one client for each set of options, and calls with these', async () => {
    const seen: unknown[] = [];
    const api = await startServer((request, response) => {
      seen.push([request.headers.authorization, request.headers['user-agent']]);
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ object: 'user', id: 'user_1' }));
    });
    const optionsOf = decidedWith(({ url }) => ({
      publishableKey,
      apiUrl: api.url,
      secretKey: `sk_live_${new URL(url).pathname.slice(1)}`,
    }));
    const clientOf = createMiddlewareClients(adapter, none);
    const [a, b, again] = [
      clientOf(await optionsOf('a')),
      clientOf(await optionsOf('b')),
      clientOf(await optionsOf('a')),
    ];
    expect(again).toBe(a);
    expect(b).not.toBe(a);
    await a?.users.getUser('user_1');
    await b?.users.getUser('user_1');
    expect(seen).toEqual([
      ['Bearer sk_live_a', '@acme/test@1.0.0'],
      ['Bearer sk_live_b', '@acme/test@1.0.0'],
    ]);
    await api.close();
  });

  it('completes the options from the environment', async () => {
    const env = () => ({ CLERK_PUBLISHABLE_KEY: publishableKey, CLERK_SECRET_KEY: 'sk_live_env' });
    const options = await decidedWith({ clockSkewInMs: 7 }, env)('a');
    expect(options).toMatchObject({ publishableKey, secretKey: 'sk_live_env', clockSkewInMs: 7 });
  });

  it('gives the client in the options as it is', async () => {
    const clerkClient = createClerkClient({ publishableKey, secretKey: 'sk_live_own' });
    const options = await decidedWith({ clerkClient })('a');
    expect(createMiddlewareClients(adapter, none)(options)).toBe(clerkClient);
  });
});

describe('createMiddlewareClient', () => {
  it('gives the client in the options, or the exported one where the options have nothing for it', () => {
    const clerkClient = createClerkClient({ publishableKey, secretKey: 'sk_live_given' });
    expect(createMiddlewareClient({ clerkClient, secretKey: 'sk_live_other' }, adapter)).toBe(clerkClient);
    expect(createMiddlewareClient({ debug: true }, adapter)).toBe(createAdapterClient(adapter));
    expect(createMiddlewareClient({}, { ...adapter })).not.toBe(createAdapterClient(adapter));
  });

  it('makes one of the options and the environment, without those of single requests', async () => {
    const seen: unknown[] = [];
    const api = await startServer((request, response) => {
      seen.push(request.headers.authorization);
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ object: 'user', id: 'user_1' }));
    });
    const env = () => ({ CLERK_SECRET_KEY: 'sk_live_env', CLERK_API_URL: api.url });
    const own = createMiddlewareClient({ secretKey: 'sk_live_own' }, adapter, env);
    const shared = createMiddlewareClient(() => ({ secretKey: 'sk_live_tenant' }), adapter, env);
    expect(own).not.toBe(createAdapterClient(adapter));
    await own.users.getUser('user_1');
    await shared.users.getUser('user_1');
    expect(seen).toEqual(['Bearer sk_live_own', 'Bearer sk_live_env']);
    await api.close();
  });
});
