import { generateKeyPair, SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { createClerkClient } from '../../src/clerk-client.js';
import { ServiceUnavailableError } from '../../src/errors.js';
import type { ClerkOptions } from '../../src/options.js';

// Cookies are looked at before the session is verified, and an outage there must not sign anybody out for good.

const { privateKey } = await generateKeyPair('RS256');
const publishableKey = `pk_live_${btoa('clerk.example.com$')}`;
const keysOutOfReach = { secretKey: 'sk_live_outages', apiUrl: 'http://127.0.0.1:9' };
const now = Math.floor(Date.now() / 1000);

const sign = (claims: object = {}) =>
  new SignJWT({
    iss: 'https://clerk.example.com',
    sub: 'user_1',
    sid: 'sess_1',
    iat: now - 10,
    exp: now + 60,
    ...claims,
  })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: 'ins_1' })
    .sign(privateKey);

const decide = (headers: Record<string, string>, options: ClerkOptions = {}) =>
  createClerkClient({ publishableKey, ...keysOutOfReach, ...options }).authenticateRequest(
    new Request('https://app.example.com/', { headers }),
  );

describe('the result of a handshake that cannot be verified, because the keys cannot be had', async () => {
  const cookie = `__clerk_handshake=${await sign({ handshake: ['__session=a'] })}`;

  it('counts as none, and the state shows the outage', async () => {
    const state = await decide({ cookie });
    expect(state).toMatchObject({
      status: 'signed-out',
      reason: 'session-token-and-uat-missing',
      unavailable: true,
    });
    expect(state.unavailability?.cause).toBeInstanceOf(ServiceUnavailableError);
    expect(state.headers.getSetCookie()).toEqual([]);
  });

  it('is no outage if the key is a mistake of the set-up', async () => {
    await expect(decide({ cookie }, { jwtKey: 'no key' })).rejects.toMatchObject({ code: 'jwt_key_invalid' });
  });
});

describe('two session cookies with one name, of which none can be verified, because the keys cannot be had', async () => {
  const cookie = `__session=${await sign()}; __session=${await sign({ sub: 'user_2' })}; __client_uat=1`;

  it('are an outage, as one is', async () => {
    expect(await decide({ cookie })).toMatchObject({
      status: 'signed-out',
      reason: 'unexpected-error',
      unavailable: true,
    });
  });

  it('are no outage if the key is a mistake of the set-up', async () => {
    await expect(decide({ cookie }, { jwtKey: 'no key' })).rejects.toMatchObject({ code: 'jwt_key_invalid' });
  });
});
