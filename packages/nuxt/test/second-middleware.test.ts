import { eventHandler } from 'h3';
import { expect, it } from 'vitest';
import { clerkMiddleware } from '../src/server.js';
import { serveH3 } from './contract/serve-h3.js';
import { startEmulator } from './served-app.js';

async function startWith(second: (first: object) => ReturnType<typeof clerkMiddleware>) {
  const { env } = await startEmulator();
  const options = {
    secretKey: env['CLERK_SECRET_KEY'],
    publishableKey: env['CLERK_PUBLISHABLE_KEY'],
    apiUrl: env['CLERK_API_URL'],
  };
  const routes = { '/': eventHandler((event) => ({ userId: event.context.auth().userId })) };
  const response = await fetch(await serveH3({ middleware: [clerkMiddleware(options), second(options)], routes }));
  return { status: response.status, json: (await response.json()) as unknown };
}

it('refuses options of a second middleware, which would not count', async () => {
  const error = {
    name: 'ConfigurationError',
    code: 'option_invalid',
    message: expect.stringContaining('skipServerMiddleware') as string,
  };
  for (const source of [{ audience: 'app' }, () => ({ audience: 'app' })]) {
    const answer = await startWith(() => clerkMiddleware(() => undefined, source));
    expect(answer).toEqual({ status: 500, json: error });
  }
});

it('runs the handler of a second middleware without options, or with the same', async () => {
  for (const optionsOf of [() => undefined, (first: object) => first]) {
    let runs = 0;
    const answer = await startWith((first) => clerkMiddleware(() => (runs += 1), optionsOf(first)));
    expect([answer, runs]).toEqual([{ status: 200, json: { userId: null } }, 1]);
  }
});
