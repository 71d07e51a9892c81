import { exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose';
import { bearer, pageHeaders, startServer, type RunningServer } from 'testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createClerkClient } from '../../src/clerk-client.js';
import type { ClerkOptions } from '../../src/options.js';
import { verifyToken } from '../../src/token/verify-token.js';

const own = await generateKeyPair('RS256');
const foreign = await generateKeyPair('RS256');
let service: RunningServer;
let warnings: (Error & { code?: string })[];
let keys = 0;
const note = (warning: Error) => void warnings.push(warning);

beforeAll(async () => {
  const jwks = JSON.stringify({ keys: [{ ...(await exportJWK(own.publicKey)), kid: 'ins_1', alg: 'RS256' }] });
  const refusal = JSON.stringify({ errors: [{ code: 'clerk_key_invalid', message: 'no' }] });
  service = await startServer((request, response) => {
    const isKnown = !request.headers.authorization?.includes('unknown');
    response.writeHead(isKnown ? 200 : 401, { 'content-type': 'application/json' }).end(isKnown ? jwks : refusal);
  });
});
beforeEach(() => {
  keys += 1;
  warnings = [];
  process.on('warning', note);
  // A fault gives one warning a minute: each test comes an hour after the one before.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + keys * 3_600_000 });
});
afterEach(() => {
  vi.useRealTimers();
  process.off('warning', note);
});
afterAll(() => service.close());

/** Each test has keys of its own. */
const options = (): ClerkOptions => ({
  publishableKey: `pk_live_${btoa('clerk.example.com$')}`,
  secretKey: `sk_live_instance_${keys}`,
  apiUrl: service.url,
});

interface Signing {
  readonly by?: CryptoKey;
  readonly kid?: string;
  readonly iss?: string;
  readonly exp?: number;
}
const now = () => Math.floor(Date.now() / 1000);
const sign = ({ by = own.privateKey, kid = 'ins_1', iss = 'https://clerk.example.com', exp = 60 }: Signing) =>
  new SignJWT({ iss, sub: 'user_1', sid: 'sess_1', iat: now() - 90, exp: now() + exp })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid })
    .sign(by);

async function reasonOf(given: ClerkOptions, signing: Signing): Promise<string | null> {
  const request = new Request('https://app.example.com/', { headers: bearer(await sign(signing)) });
  return (await createClerkClient(given).authenticateRequest(request)).reason;
}

/** The codes of the warnings that were given. */
async function codes() {
  await new Promise((resolve) => setImmediate(resolve));
  for (const { message } of warnings) {
    expect(message).not.toMatch(/sk_live_instance|hello|eyJ|user_1/);
    expect(message).toContain('from');
  }
  return warnings.map(({ code }) => code);
}

const other = { by: foreign.privateKey, kid: 'ins_other' };

describe('while no token has fitted', () => {
  it('a token of the instance of the publishable key that has no key gives one warning', async () => {
    expect(await reasonOf(options(), other)).toBe('jwk-kid-mismatch');
    expect(await reasonOf(options(), other)).toBe('jwk-kid-mismatch');
    expect(await codes()).toEqual(['ACME_KEYS_DIFFER']);
    expect(warnings[0]?.message).toContain('CLERK_PUBLISHABLE_KEY (https://clerk.example.com) and CLERK_SECRET_KEY');
  });

  it('so is one that another key has signed, where the key is given', async () => {
    const given = { ...options(), jwtKey: await exportSPKI((await generateKeyPair('RS256')).publicKey) };
    expect(await reasonOf(given, {})).toBe('token-invalid-signature');
    expect(await codes()).toEqual(['ACME_KEYS_DIFFER']);
    expect(warnings[0]?.message).toContain('CLERK_JWT_KEY');
  });

  it('so is one of a browser, and the result of a handshake', async () => {
    const cookie = `__client_uat=1; __session=${await sign(other)}`;
    const request = new Request('https://app.example.com/', { headers: { ...pageHeaders, cookie } });
    await createClerkClient(options()).authenticateRequest(request);
    expect(await codes()).toEqual(['ACME_KEYS_DIFFER']);
    vi.setSystemTime(Date.now() + 61_000);
    const back = new Request('https://app.example.com/', {
      headers: { ...pageHeaders, cookie: `__clerk_handshake=${await sign(other)}` },
    });
    await createClerkClient(options()).authenticateRequest(back);
    expect(await codes()).toEqual(['ACME_KEYS_DIFFER', 'ACME_KEYS_DIFFER']);
  });

  it('so are many tokens of another instance, but not the few that a browser has of other applications', async () => {
    // With a given key no key has to be looked up.
    const given = { ...options(), jwtKey: await exportSPKI((await generateKeyPair('RS256')).publicKey) };
    for (let time = 0; time < 19; time += 1) await reasonOf(given, { iss: 'https://other.example' });
    expect(await codes()).toEqual([]);
    await reasonOf(given, { iss: 'https://other.example' });
    expect(await codes()).toEqual(['ACME_KEYS_DIFFER']);
  });

  it('so is a token of the instance of the secret key that names another issuer', async () => {
    expect(await reasonOf({ ...options(), strict: true }, { iss: 'https://other.example' })).toBe(
      'token-invalid-issuer',
    );
    expect(await codes()).toEqual(['ACME_KEYS_DIFFER']);
  });

  it('so is a secret key that the service refuses', async () => {
    const secretKey = `sk_live_unknown_${keys}`;
    expect(await reasonOf({ ...options(), secretKey }, {})).toBe('secret-key-invalid');
    expect(await codes()).toEqual(['ACME_SECRET_KEY_REFUSED']);
  });

  it('verifyToken tells it, too', async () => {
    const { secretKey, apiUrl, publishableKey } = options();
    const verified = verifyToken(await sign(other), { secretKey, apiUrl, publishableKey });
    await expect(verified).rejects.toMatchObject({ code: 'jwk-kid-mismatch' });
    expect(await codes()).toEqual(['ACME_KEYS_DIFFER']);
  });
});

describe('once a token has fitted, also one that has expired', () => {
  it.each([60, -60])('what others send gives no warning (%d)', async (exp) => {
    const mine = { ...options(), jwtKey: await exportSPKI(own.publicKey), strict: true };
    await reasonOf(mine, { exp });
    for (let time = 0; time < 25; time += 1) await reasonOf(mine, { by: foreign.privateKey });
    await reasonOf(mine, { iss: 'https://other.example' });
    expect(await codes()).toEqual([]);
  });
});

describe('keys that cannot be right', () => {
  const development = `pk_test_${btoa('clerk.example.com$')}`;
  const cases: readonly (readonly [string, ClerkOptions, readonly string[]])[] = [
    ['any text', { secretKey: 'hello' }, ['ACME_SECRET_KEY_UNUSUAL']],
    ['the key of a machine', { secretKey: 'ak_machine' }, ['ACME_SECRET_KEY_UNUSUAL']],
    ['of two kinds', { publishableKey: development, secretKey: 'sk_live_1' }, ['ACME_KEYS_DIFFER']],
    ['of two kinds, the other way round', { secretKey: 'sk_test_1' }, ['ACME_KEYS_DIFFER']],
    ['good ones', { secretKey: 'sk_live_1' }, []],
    ['of the old form', { secretKey: 'live_1' }, []],
    ['none', { secretKey: undefined }, []],
  ];
  it.each(cases)('%s', async (_, given, expected) => {
    createClerkClient({ ...options(), ...given });
    expect(await codes()).toEqual(expected);
  });

  it('change no answer', async () => {
    const jwtKey = await exportSPKI(own.publicKey);
    expect(await reasonOf({ ...options(), secretKey: 'hello', jwtKey }, {})).toBeNull();
  });
});
