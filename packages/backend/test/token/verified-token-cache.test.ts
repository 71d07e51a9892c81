import { exportSPKI, generateKeyPair, SignJWT } from 'jose';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { decodeToken } from '../../src/token/decode-token.js';
import type { DecodedJwt } from '../../src/token/decoded-jwt.js';
import { TrustedKey } from '../../src/token/trusted-key.js';
import { TextSlab, VerifiedTokenCache } from '../../src/token/verified-token-cache.js';
import { verifyToken } from '../../src/token/verify-token.js';

const now = 1_760_000_000;
let privateKey: CryptoKey;
let jwtKey: string;
let otherJwtKey: string;

beforeAll(async () => {
  const [mine, other] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
  privateKey = mine.privateKey;
  [jwtKey, otherJwtKey] = await Promise.all([exportSPKI(mine.publicKey), exportSPKI(other.publicKey)]);
});
afterEach(() => vi.useRealTimers());

const sign = (claims: Record<string, unknown> = {}) =>
  new SignJWT({ sub: 'user_1', sid: 'sess_1', azp: 'https://a.example', iat: now, exp: now + 60, ...claims })
    .setProtectedHeader({ alg: 'RS256', kid: 'k', typ: 'JWT' })
    .sign(privateKey);

const at = (seconds: number) => vi.useFakeTimers({ toFake: ['Date'], now: seconds * 1000 });

function decoded(text: string): DecodedJwt {
  const token = decodeToken(text);
  if (!token) throw new Error('not a JWT');
  return token;
}

describe('verifyToken with remembered tokens', () => {
  it('checks expiry, authorized party and audience again each time', async () => {
    const token = await sign({ aud: 'api' });
    at(now);
    await verifyToken(token, { jwtKey });
    await expect(verifyToken(token, { jwtKey, authorizedParties: ['https://b.example'] })).rejects.toMatchObject({
      reason: 'token-invalid-authorized-parties',
    });
    await expect(verifyToken(token, { jwtKey, audience: 'other' })).rejects.toMatchObject({
      reason: 'token-verification-failed',
    });
    at(now + 66);
    await expect(verifyToken(token, { jwtKey })).rejects.toMatchObject({ reason: 'token-expired' });
  });

  it('does not take a token for verified under another key', async () => {
    const token = await sign();
    at(now);
    await verifyToken(token, { jwtKey });
    await expect(verifyToken(token, { jwtKey: otherJwtKey })).rejects.toMatchObject({
      reason: 'token-invalid-signature',
    });
    await verifyToken(token, { jwtKey });
  });

  it('does not take a token with the same signature and other claims for the same', async () => {
    const token = await sign();
    at(now);
    await verifyToken(token, { jwtKey });
    const [header, , signature] = token.split('.');
    const payload = Buffer.from(JSON.stringify({ sub: 'admin', iat: now, exp: now + 60 })).toString('base64url');
    await expect(verifyToken(`${header}.${payload}.${signature}`, { jwtKey })).rejects.toMatchObject({
      reason: 'token-invalid-signature',
    });
  });

  it('hands out claims that a caller can change without changing them for others', async () => {
    const token = await sign({ o: { id: 'org_1' } });
    at(now);
    for (const claims of [await verifyToken(token, { jwtKey }), await verifyToken(token, { jwtKey })]) {
      Object.assign(claims, { sub: 'somebody else' });
      expect(() => Object.assign(claims.o ?? {}, { id: 'org_2' })).toThrow(TypeError);
    }
    expect(await verifyToken(token, { jwtKey })).toMatchObject({ sub: 'user_1', o: { id: 'org_1' } });
  });
});

describe('TextSlab', () => {
  it.each([1, 1023, 1024, 1025, 4096])('holds a text of %i characters and no other', (length) => {
    const slab = new TextSlab();
    const text = 'a'.repeat(length);
    for (const former of ['b', 'b'.repeat(10), 'b'.repeat(1024), 'b'.repeat(2000)]) {
      slab.write(65, former);
      slab.write(65, text);
      slab.write(64, 'b'.repeat(1024));
      slab.write(66, 'b'.repeat(1024));
      expect(slab.holds(65, text)).toBe(true);
      for (const other of [`${text}a`, `${text}b`, `a${text}`.slice(0, -1) + 'c', former]) {
        expect(slab.holds(65, other)).toBe(other === text);
      }
      expect(slab.holds(67, 'a')).toBe(false);
    }
  });
});

describe('VerifiedTokenCache', () => {
  const key = new TrustedKey({ kty: 'RSA' });

  it('stays within its bound and keeps what is used', async () => {
    const cache = new VerifiedTokenCache(10);
    const used = await sign({ jti: 'used' });
    cache.add(decoded(used), key);
    const others: string[] = [];
    for (let index = 0; index < 40; index += 1) {
      const other = await sign({ jti: String(index) });
      others.push(other);
      cache.add(decoded(other), key);
      expect(cache.find(used)?.verifiedBy).toBe(key);
    }
    expect(others.filter((other) => cache.find(other)).length).toBeLessThanOrEqual(10);
  });

  it('keeps as many as it may hold, however they are asked for', async () => {
    const cache = new VerifiedTokenCache(10);
    const tokens = await Promise.all(Array.from({ length: 10 }, (_, index) => sign({ jti: String(index) })));
    for (const token of tokens) cache.add(decoded(token), key);
    for (let round = 0; round < 3; round += 1) {
      expect(tokens.filter((token) => cache.find(token))).toEqual(tokens);
    }
    for (let again = 0; again < 20; again += 1) cache.add(decoded(tokens[0] ?? ''), key);
    expect(tokens.filter((token) => cache.find(token))).toEqual(tokens);
    cache.add(decoded(await sign({ jti: 'one more' })), key);
    expect(tokens.filter((token) => cache.find(token))).toHaveLength(9);
  });

  it('keeps tokens of every length it remembers apart in the places they share', async () => {
    const cache = new VerifiedTokenCache(2);
    const lengths = [0, 600, 2500, 1, 2500, 2500, 0, 0, 700];
    const tokens = await Promise.all(
      lengths.map((length, index) => sign({ jti: String(index), x: 'x'.repeat(length) })),
    );
    for (const [index, token] of tokens.entries()) {
      cache.add(decoded(token), key);
      // Whoever is found first is used, and stays when the next one comes.
      const kept = tokens.slice(0, index + 1).filter((each) => cache.find(each));
      expect(kept).toContain(token);
      expect(kept.length).toBeLessThanOrEqual(2);
      for (const each of kept) expect(cache.find(each)?.raw.text).toBe(each);
    }
  });

  it('gives a token that was seen again as it was read', async () => {
    const cache = new VerifiedTokenCache(10);
    const token = decoded(await sign());
    cache.add(token, key);
    const { header, payload, signature, raw } = cache.find(token.raw.text) ?? {};
    expect({ header, payload, signature, raw }).toEqual(token);
  });

  it('passes over every used token once, and over 16 at most', async () => {
    for (const [entries, overwritten] of [
      [3, 0],
      [16, 0],
      [20, 16],
    ] as const) {
      const cache = new VerifiedTokenCache(entries);
      const tokens = await Promise.all(Array.from({ length: entries }, (_, index) => sign({ jti: String(index) })));
      for (const token of tokens) cache.add(decoded(token), key);
      for (const token of tokens) cache.find(token);
      cache.add(decoded(await sign({ jti: 'one more' })), key);
      expect(tokens.findIndex((token) => !cache.find(token))).toBe(overwritten);
    }
  });

  it.each([4096, 4097])('knows whether %i letters are too many', (length) => {
    const part = (bytes: number) => Buffer.from(JSON.stringify({ x: 'x'.repeat(bytes) })).toString('base64url');
    const header = part(0);
    // Of all lengths that four letters of base64url can have, one fits.
    const text = [2990, 2991, 2992, 2993, 2994]
      .flatMap((bytes) => [`${header}.${part(bytes)}.AA`, `${header}.${part(bytes)}.AAA`])
      .map((short) => short.replace(/A+$/, (end) => end + 'AAAA'.repeat(Math.floor((length - short.length) / 4))))
      .find((each) => each.length === length);
    const cache = new VerifiedTokenCache(10);
    cache.add(decoded(text ?? ''), key);
    expect(cache.find(text ?? '') === undefined).toBe(length > 4096);
  });

  it('takes memory for the tokens there are, not for those there may be', async () => {
    const cache = new VerifiedTokenCache(Number.MAX_SAFE_INTEGER);
    const token = await sign();
    cache.add(decoded(token), key);
    expect(cache.find(token)?.raw.text).toBe(token);
  });

  it('does not remember tokens that are far longer than session tokens', async () => {
    const cache = new VerifiedTokenCache(10);
    const long = await sign({ padding: 'x'.repeat(5000) });
    cache.add(decoded(long), key);
    expect(cache.find(long)).toBeUndefined();
  });
});

describe('verifiedTokenCacheOf', () => {
  it('has one cache for each size, up to eight, and none if there should be none', async () => {
    vi.resetModules();
    const { verifiedTokenCacheOf } = await import('../../src/token/verified-token-cache.js');
    expect([false as const, { maxEntries: 0 }, { maxEntries: -1 }].map(verifiedTokenCacheOf)).toEqual(
      Array.from({ length: 3 }),
    );
    const sizes = [{ maxEntries: 10_000 }, ...Array.from({ length: 7 }, (_, index) => ({ maxEntries: index + 1 }))];
    const caches = sizes.map(verifiedTokenCacheOf);
    expect(new Set(caches).size).toBe(8);
    expect(caches).not.toContain(undefined);
    expect(sizes.map(verifiedTokenCacheOf).every((cache, index) => cache === caches[index])).toBe(true);
    expect(verifiedTokenCacheOf(undefined)).toBe(caches[0]);
    expect(verifiedTokenCacheOf({})).toBe(caches[0]);
    verifiedTokenCacheOf({ maxEntries: 8 });
    expect(sizes.map(verifiedTokenCacheOf).some((cache, index) => cache === caches[index])).toBe(false);
  });
});
