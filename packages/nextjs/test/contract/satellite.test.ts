import { useServices } from 'adapter-kit';
import { bearer, withEnvironment } from 'testing';
import { describe, expect, it } from 'vitest';
import { appRouter, pagesRouter } from './server.js';

const services = useServices();

/** A satellite is the same mistake whoever asks: a token in a header is no reason to serve it. */
describe.each([appRouter, pagesRouter])('$name: a satellite that is not complete', ({ start }) => {
  const complete = { isSatellite: true, domain: 'sat.example', signInUrl: 'https://primary.example/sign-in' };
  const wrong: readonly (readonly [string, object])[] = [
    ['satellite_domain_missing', { ...complete, domain: undefined }],
    ['sign_in_url_missing', { ...complete, signInUrl: undefined }],
  ];

  it.each(wrong)('is %s at once, or for every request whose options it is', async (code, options) => {
    const { emulator, userId } = services();
    withEnvironment(emulator.env, { without: 'CLERK_' });
    Reflect.deleteProperty(process.env, 'CLERK_SIGN_IN_URL');
    const { token, cookieHeader: cookie } = await emulator.signIn(userId);
    const { secret } = await emulator.mintApiKey({ subject: userId });
    await expect((async () => start({ options }))()).rejects.toMatchObject({ code });
    const url = await start({ options: () => options });
    for (const headers of [bearer(token), bearer(token), bearer(secret), { cookie }, {}]) {
      const answer = await fetch(`${url}/who`, { headers });
      expect([answer.status, await answer.json()]).toMatchObject([500, { code }]);
    }
  });
});
