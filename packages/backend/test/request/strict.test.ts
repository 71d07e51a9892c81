import { exportSPKI, generateKeyPair, SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { createClerkClient } from '../../src/clerk-client.js';
import type { AllOptions } from '../../src/options.js';
import { verifyToken } from '../../src/token/verify-token.js';
import { listWeakSettings } from '../../src/list-weak-settings.js';

const publishableKey = `pk_live_${btoa('clerk.example.com$')}`;
const secretKey = 'sk_live_strict';
let privateKey: CryptoKey;
let jwtKey: string;

beforeAll(async () => {
  const pair = await generateKeyPair('RS256');
  privateKey = pair.privateKey;
  jwtKey = await exportSPKI(pair.publicKey);
});

const sign = (claims: Record<string, unknown>) =>
  new SignJWT({ sub: 'user_1', sid: 'sess_1', ...claims })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT' })
    .setIssuedAt()
    .setExpirationTime('1m')
    .sign(privateKey);

async function authenticate(options: AllOptions, headers: Record<string, string>) {
  const clerk = createClerkClient({ publishableKey, secretKey, jwtKey });
  return clerk.authenticateRequest(new Request('http://localhost:3000/page', { headers }), options);
}

const bearer = async (claims: Record<string, unknown>) => ({ authorization: `Bearer ${await sign(claims)}` });

describe('strict: issuer', () => {
  it.each([
    ['the instance', 'https://clerk.example.com', true],
    ['another instance', 'https://clerk.other.com', false],
    ['the instance over http', 'http://clerk.example.com', false],
    ['a host that begins like the instance', 'https://clerk.example.com.evil.example', false],
    ['text that is no URL', 'clerk.example.com', false],
    ['nobody', undefined, false],
    ['a number', 5, false],
  ])('a token issued by %s', async (_, iss, accepted) => {
    const headers = await bearer({ iss });
    const strict = await authenticate({ strict: true }, headers);
    expect(strict.isAuthenticated).toBe(accepted);
    if (!accepted) expect(strict.reason).toBe('token-invalid-issuer');
    expect((await authenticate({}, headers)).isAuthenticated).toBe(true);
  });

  it('takes the proxy for the instance, and nothing else on a satellite', async () => {
    const proxied = { strict: true, proxyUrl: 'https://app.example.com/__clerk' };
    expect(
      (await authenticate(proxied, await bearer({ iss: 'https://app.example.com/__clerk' }))).isAuthenticated,
    ).toBe(true);
    const satellite = { strict: true, isSatellite: true, domain: 'sat.example' };
    expect((await authenticate(satellite, await bearer({ iss: 'https://clerk.sat.example' }))).isAuthenticated).toBe(
      true,
    );
    expect((await authenticate(satellite, await bearer({ iss: 'https://clerk.example.com' }))).isAuthenticated).toBe(
      false,
    );
  });

  it('holds for verifyToken too, and needs to know the instance', async () => {
    const token = await sign({ iss: 'https://clerk.other.com' });
    await expect(verifyToken(token, { jwtKey, strict: true, publishableKey })).rejects.toMatchObject({
      reason: 'token-invalid-issuer',
    });
    await expect(verifyToken(token, { jwtKey, strict: true })).rejects.toMatchObject({
      code: 'publishable_key_missing',
    });
  });

  it('demands the authorized party where parties are listed', async () => {
    const headers = await bearer({ iss: 'https://clerk.example.com' });
    const state = await authenticate({ strict: true, authorizedParties: ['https://app.example.com'] }, headers);
    expect(state.reason).toBe('token-invalid-authorized-parties');
  });
});

describe('X-Forwarded-Host', () => {
  const cookie = '__client_uat=1';
  const redirectUrl = async (options: AllOptions, host: string) => {
    const headers = { cookie, accept: 'text/html', host: 'app.example.com', 'x-forwarded-host': host };
    const state = await authenticate(options, headers);
    return new URL(state.headers.get('location') ?? '').searchParams.get('redirect_url');
  };

  it('counts as it stands unless it is limited: compatible with Clerk', async () => {
    expect(await redirectUrl({}, 'other.example')).toBe('http://other.example/page');
  });

  it('is ignored in the strict profile', async () => {
    expect(await redirectUrl({ strict: true }, 'other.example')).toBe('http://app.example.com/page');
  });

  it('counts for listed hosts only', async () => {
    const options = { trustedForwardedHosts: ['public.example', 'public.example:8443'] };
    expect(await redirectUrl(options, 'Public.Example')).toBe('http://public.example/page');
    expect(await redirectUrl(options, 'public.example:8443')).toBe('http://public.example:8443/page');
    for (const host of [
      'evil.example',
      'public.example.evil',
      'public.example@evil.example',
      'public.example/evil',
      '',
    ]) {
      expect(await redirectUrl(options, host)).toBe('http://app.example.com/page');
    }
  });
});

describe('X-Forwarded-Proto', () => {
  it.each([
    'https://evil.example/?',
    'https://evil.example/?https',
    'https://evil.example/http',
    'https://evil.example#',
    'https:evil.example/x?',
    'https://user@evil.example/',
    'http://evil.example\\',
    'https://evil.example:443/a, b',
    'ftp',
  ])('names no host: %s', async (proto) => {
    const headers = { cookie: '__client_uat=1', accept: 'text/html', host: 'app.example.com' };
    for (const options of [{}, { strict: true }, { trustedForwardedHosts: ['app.example.com'] }]) {
      const state = await authenticate(options, { ...headers, 'x-forwarded-proto': proto });
      expect(state.headers.get('location')).not.toContain('evil');
    }
  });

  it.each(['https', 'HTTPS', ' https', 'https, http'])('gives the scheme: %s', async (proto) => {
    const headers = { cookie: '__client_uat=1', accept: 'text/html', host: 'app.example.com' };
    const state = await authenticate({ strict: true }, { ...headers, 'x-forwarded-proto': proto });
    const location = new URL(state.headers.get('location') ?? '');
    expect(location.searchParams.get('redirect_url')).toBe('https://app.example.com/page');
  });
});

describe('listWeakSettings', () => {
  const names = (options: AllOptions) => listWeakSettings(options).map(({ option }) => option);

  it('finds nothing to say about a strict set-up', () => {
    expect(names({ strict: true, authorizedParties: ['https://app.example.com'] })).toEqual([]);
  });

  it('lists what a default set-up leaves open', () => {
    expect(names({})).toEqual(['authorizedParties', 'strict', 'trustedForwardedHosts']);
  });

  it('knows unencrypted URLs from loopback ones, and a generous clock', () => {
    const strict = { strict: true, authorizedParties: ['https://app.example.com'] };
    expect(names({ ...strict, apiUrl: 'http://127.0.0.1:4500', proxyUrl: 'http://localhost:4500' })).toEqual([]);
    expect(
      names({ ...strict, apiUrl: 'http://api.example', proxyUrl: 'http://app.example', clockSkewInMs: 3_600_000 }),
    ).toEqual(['clockSkewInMs', 'proxyUrl', 'apiUrl']);
  });
});
