import './async-local-storage.js';
import { useServices } from 'adapter-kit';
import { bearer, withEnvironment } from 'testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { auth, clerkMiddleware, currentUser } from '../../src/server.js';
import { serveNext } from './serve-next.js';
import { showError } from './server.js';

const services = useServices();

describe('what happens once for a request', () => {
  beforeEach(() => void withEnvironment(services().emulator.env, { without: 'CLERK_' }));
  const calls = (end: string) => services().emulator.requests.all.filter(({ path }) => path.endsWith(end)).length;

  it('is loading the person, for a layout and its page that ask at the same time', async () => {
    const { emulator, userId } = services();
    const app = async () => {
      const users = await Promise.all([currentUser(), currentUser()]);
      return Response.json(users.map((user) => user?.id));
    };
    const url = await serveNext({ proxy: clerkMiddleware(), route: { app } }, showError);
    const before = calls(`/users/${userId}`);
    const answer = await fetch(url, { headers: bearer((await emulator.signIn(userId)).token) });
    expect(await answer.json()).toEqual([userId, userId]);
    expect(calls(`/users/${userId}`) - before).toBe(1);
  });

  it('is running the function for options, and asking the service about a machine', async () => {
    const { emulator, userId } = services();
    let runs = 0;
    const proxy = clerkMiddleware(
      async (ask) => void (await Promise.all([ask({ acceptsToken: 'any' }), ask({ acceptsToken: 'api_key' })])),
      () => {
        runs += 1;
        return {};
      },
    );
    const app = async () => Response.json(await auth({ acceptsToken: 'api_key' }));
    const url = await serveNext({ proxy, route: { app } }, showError);
    const { secret } = await emulator.mintApiKey({ subject: userId });
    const before = calls('/api_keys/verify');
    const answer = await fetch(url, { headers: bearer(secret) });
    expect(await answer.json()).toMatchObject({ userId });
    expect([runs, calls('/api_keys/verify') - before]).toEqual([1, 1]);
  });

  it('is verifying a machine in the middleware, where its options are functions', async () => {
    const { emulator, userId } = services();
    const seen: string[] = [];
    const proxy = clerkMiddleware({
      fetch: (input, init) => {
        seen.push(new URL(input instanceof Request ? input.url : String(input)).pathname);
        return fetch(input, init);
      },
    });
    const app = async () => Response.json(await auth({ acceptsToken: 'api_key' }));
    const url = await serveNext({ proxy, route: { app } }, showError);
    const { secret } = await emulator.mintApiKey({ subject: userId });
    const before = calls('/api_keys/verify');
    expect(await (await fetch(url, { headers: bearer(secret) })).json()).toMatchObject({ userId });
    expect([seen.length, calls('/api_keys/verify') - before]).toEqual([1, 1]);
  });
});
