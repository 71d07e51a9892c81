import fc from 'fast-check';
import { decodeProtectedHeader, exportSPKI, generateKeyPair, jwtVerify, SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodeJwt, signJwt } from '../../src/jwt.js';
import { decodeToken } from '../../src/token/decode-token.js';
import { TrustedKey, type PublicJwk } from '../../src/token/trusted-key.js';
import { verifyWithKey } from '../../src/token/verify-token.js';

const now = 1_760_000_000;
const rules = { audiences: [], authorizedParties: [], issuers: [], clockSkewInMs: 0, verified: undefined };

let privateKey: CryptoKey;
let publicKey: CryptoKey;
let key: TrustedKey;

beforeAll(async () => {
  const pair = await generateKeyPair('RS256', { extractable: true });
  ({ privateKey, publicKey } = pair);
  const jwk = await crypto.subtle.exportKey('jwk', publicKey);
  key = new TrustedKey({ kty: 'RSA', n: jwk.n, e: jwk.e } as PublicJwk);
});

/** What our verifier says of a token. */
async function ours(text: string): Promise<boolean> {
  const token = decodeToken(text);
  return token !== undefined && (await verifyWithKey(token, key, rules, now * 1000)).ok;
}

/** What jose says of it, told to want what ours wants. */
async function theirs(text: string): Promise<boolean> {
  try {
    const { payload } = await jwtVerify(text, publicKey, {
      algorithms: ['RS256'],
      currentDate: new Date(now * 1000),
      requiredClaims: ['exp', 'sub'],
    });
    return payload.iat === undefined || payload.iat <= now;
  } catch {
    return false;
  }
}

const time = fc.integer({ min: now - 100, max: now + 100 });
const claims = fc.record(
  { sub: fc.string(), exp: time, nbf: time, iat: time, custom: fc.jsonValue({ maxDepth: 2 }) },
  { requiredKeys: ['sub', 'exp'] },
);

describe('our verifier and jose', () => {
  it('agree about tokens that jose signed, whole and damaged', async () => {
    await fc.assert(
      fc.asyncProperty(claims, fc.nat(), fc.boolean(), async (payload, position, damage) => {
        const signed = await new SignJWT(payload).setProtectedHeader({ alg: 'RS256', typ: 'JWT' }).sign(privateKey);
        const at = position % signed.length;
        const text = damage ? `${signed.slice(0, at)}A${signed.slice(at + 1)}` : signed;
        expect(await ours(text)).toBe(await theirs(text));
      }),
      { numRuns: 300 },
    );
  });

  it('read each other: jose verifies what signJwt signed', async () => {
    const pem = await exportPrivatePem();
    const token = await signJwt({ sub: 'user_1', exp: Math.floor(Date.now() / 1000) + 60 }, pem, {
      algorithm: 'RS256',
      header: { kid: 'k' },
    });
    expect((await jwtVerify(token, publicKey)).payload.sub).toBe('user_1');
    expect(decodeJwt(token).header).toEqual(decodeProtectedHeader(token));
    expect(await exportSPKI(publicKey)).toContain('PUBLIC KEY');
  });

  async function exportPrivatePem(): Promise<string> {
    const der = Buffer.from(await crypto.subtle.exportKey('pkcs8', privateKey)).toString('base64');
    return `-----BEGIN PRIVATE KEY-----\n${der}\n-----END PRIVATE KEY-----`;
  }
});

describe('decodeToken', () => {
  it('never throws, whatever it gets', () => {
    const part = fc.oneof(
      fc.string(),
      fc.base64String(),
      fc.string({ unit: 'binary' }),
      fc.json().map((text) => Buffer.from(text).toString('base64url')),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 5 }), (parts) => {
        const text = parts.join('.');
        const token = decodeToken(text);
        if (token) expect(token.raw.text).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });
});
