import { useEmulator } from 'adapter-kit';
import { createMiddleware } from '@tanstack/react-start';
import { pageHeaders } from 'testing';
import { describe, expect, it } from 'vitest';
import { createMiddlewareParts } from '../src/middleware-parts.js';
import { auth, type ClerkMiddlewareOptions, type ClerkMiddlewareOptionsSource } from '../src/server.js';
import { serveStart } from './contract/serve-start.js';

useEmulator();

/** Opens a page of an application with these options. */
async function open(source: ClerkMiddlewareOptionsSource) {
  const { authenticate } = createMiddlewareParts();
  const clerk = createMiddleware().server(({ request, next }) =>
    authenticate(source, { request, next: (context) => next({ context }) }),
  );
  const who = async () => Response.json({ userId: (await auth()).userId });
  const url = await serveStart({ middleware: () => [clerk], routes: { '/who': who } });
  const response = await fetch(`${url}/who`, { redirect: 'manual', headers: pageHeaders });
  return { status: response.status, location: response.headers.get('location'), text: await response.text() };
}

const satellite: ClerkMiddlewareOptions = {
  isSatellite: true,
  domain: 'satellite.example.com',
  signInUrl: 'https://primary.example.com/sign-in',
};

describe('the addresses of an application of TanStack Start', () => {
  // Application code in JavaScript, or written for another package.
  it.each(['isSatellite', 'domain', 'proxyUrl'])('are refused by name as a function: %s', async (name) => {
    const options = { ...satellite, [name]: () => true } as unknown as ClerkMiddlewareOptions;
    expect(() => createMiddlewareParts().check(options)).toThrow(
      expect.objectContaining({ code: 'option_invalid', message: expect.stringContaining(`\`${name}\``) as string }),
    );
    const { status, text } = await open(() => options);
    expect([status, text]).toEqual([500, expect.stringContaining(`\`${name}\``)]);
  });

  it('can differ between requests with a function for all options', async () => {
    const proxied = await open(({ url }) => (url.pathname === '/who' ? { proxyUrl: '/__clerk' } : {}));
    expect([proxied.status, proxied.location]).toEqual([307, expect.stringContaining('/__clerk/v1/client/handshake')]);
    const ofSatellite = await open(({ url }) => (url.pathname === '/who' ? satellite : {}));
    expect(ofSatellite).toEqual({ status: 200, location: null, text: '{"userId":null}' });
  });

  it('of a satellite: the browser is sent to the primary application if satelliteAutoSync is on', async () => {
    const { status, location } = await open({ ...satellite, satelliteAutoSync: true });
    const target = new URL(location ?? '');
    expect([status, target.origin + target.pathname]).toEqual([307, satellite.signInUrl]);
    expect(target.searchParams.get('__clerk_redirect_url')).toMatch(/^http:\/\/localhost:\d+\/who$/);
  });

  it('of a satellite: a relative signInUrl is refused by name where the browser would be sent there', async () => {
    const { status, text } = await open({ ...satellite, signInUrl: '/sign-in', satelliteAutoSync: true });
    expect([status, JSON.parse(text)]).toEqual([
      500,
      expect.objectContaining({
        code: 'sign_in_url_invalid',
        message: expect.stringContaining('CLERK_SIGN_IN_URL') as string,
      }),
    ]);
  });
});
