import { exportSPKI, generateKeyPair } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { createClerkClient, type ClerkClient } from '../../src/clerk-client.js';
import { isTooDeep, maxJsonDepth, parseJson } from '../../src/parse-json.js';
import { decodeToken, deepFreeze } from '../../src/token/decode-token.js';
import { decodeJwt } from '../../src/token/verify-jwt.js';
import { verifyToken } from '../../src/token/verify-token.js';

const publishableKey = `pk_live_${btoa('clerk.example.com$')}`;
const encode = (text: string) => Buffer.from(text).toString('base64url');

let privateKey: CryptoKey;
let jwtKey: string;
let clerk: ClerkClient;

beforeAll(async () => {
  const pair = await generateKeyPair('RS256');
  privateKey = pair.privateKey;
  jwtKey = await exportSPKI(pair.publicKey);
  clerk = createClerkClient({ publishableKey, secretKey: 'sk_live_1', jwtKey });
});

const lists = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
const objects = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

/** JSON objects with something nested in `b`, in the ways that hide the depth. */
const shapes: Readonly<Record<string, (nested: string) => string>> = {
  plainly: (nested) => `{"b":${nested}`,
  'after closing brackets in a string': (nested) => `{"a":"${']'.repeat(5000)}","b":${nested}`,
  'after closing braces in a name': (nested) => `{"${'}'.repeat(5000)}":1,"b":${nested}`,
  'after a string with an escaped quote': (nested) => `{"a":"\\"${'}'.repeat(5000)}\\\\","b":${nested}`,
  'after lists that are closed': (nested) => `{"a":[${'[],'.repeat(300)}[]],"b":${nested}`,
  'after white space': (nested) => `{"b":\n\t ${nested}`,
};
const members = `,"alg":"RS256","typ":"JWT","sub":"user_1","exp":${Math.floor(Date.now() / 1000) + 60}}`;

async function sign(header: string, payload: string): Promise<string> {
  const data = `${encode(header)}.${encode(payload)}`;
  const signature = await crypto.subtle.sign('RSASSA-PKCS1-v1_5', privateKey, Buffer.from(data));
  return `${data}.${Buffer.from(signature).toString('base64url')}`;
}

const outcomeOf = (token: string) =>
  verifyToken(token, { jwtKey }).then(
    () => 'accepted',
    (error: unknown) => (error as { reason?: string }).reason ?? String(error),
  );

describe('tokens nested deeply', () => {
  for (const [name, shape] of Object.entries(shapes)) {
    for (const levels of [maxJsonDepth, 2000, 5000, 100_000]) {
      for (const nest of [lists, objects]) {
        it(`${levels} levels of ${nest.name}, ${name}: refused unread in header and claims`, async () => {
          const deep = shape(nest(levels)) + members;
          for (const token of [await sign(deep, `{"a":1${members}`), await sign(`{"a":1${members}`, deep)]) {
            expect(await outcomeOf(token)).toBe('token-invalid');
            expect(() => decodeJwt(token)).toThrow(expect.objectContaining({ reason: 'token-invalid' }) as Error);
            for (const headers of [
              { authorization: `Bearer ${token}` },
              { cookie: `__session=${token}; __client_uat=1` },
              { cookie: `__clerk_handshake=${token}` },
            ]) {
              const state = await clerk.authenticateRequest(new Request('https://app.example.com/', { headers }));
              expect(state.isAuthenticated).toBe(false);
            }
          }
        });
      }
    }

    it(`${maxJsonDepth - 1} levels, ${name}: read`, async () => {
      const deep = shape(lists(maxJsonDepth - 1)) + members;
      expect(await outcomeOf(await sign(`{"a":1${members}`, deep))).toBe('accepted');
      expect(decodeToken(await sign(deep, deep))?.header['b']).toBeDefined();
    });
  }

  it('brackets inside strings are no levels', async () => {
    const payload = `{"a":${JSON.stringify('[{"\\'.repeat(3000))}${members}`;
    expect(await outcomeOf(await sign(`{"a":1${members}`, payload))).toBe('accepted');
  });

  it('many lists beside each other are one level', async () => {
    const payload = `{"a":[${'[[]],'.repeat(1000)}[]]${members}`;
    expect(await outcomeOf(await sign(`{"a":1${members}`, payload))).toBe('accepted');
  });
});

describe('parseJson', () => {
  it('refuses what is deeper than the bound, and text that only looks closed', () => {
    expect(parseJson(lists(maxJsonDepth))).toBeInstanceOf(Array);
    expect(() => parseJson(lists(maxJsonDepth + 1))).toThrow(SyntaxError);
    expect(isTooDeep('['.repeat(maxJsonDepth + 1))).toBe(true);
    expect(isTooDeep(`"${'['.repeat(10_000)}"`)).toBe(false);
  });
});

describe('deepFreeze', () => {
  it.each([null, undefined, 'text', 5])('leaves %s as it is', (value) => {
    expect(deepFreeze(value)).toBe(value);
  });

  it('needs no stack, and freezes every level', () => {
    const value = JSON.parse(`{"a":${lists(100_000)},"b":[{"c":[1]}]}`) as { a: unknown[]; b: [{ c: number[] }] };
    deepFreeze(value);
    for (let list: unknown = value.a; Array.isArray(list); list = list[0]) {
      if (!Object.isFrozen(list)) throw new Error('not frozen');
    }
    expect([value, value.b, value.b[0], value.b[0].c].every((part) => Object.isFrozen(part))).toBe(true);
  });

  it('freezes a list of half a million objects', () => {
    expect(deepFreeze(Array.from({ length: 500_000 }, () => ({})))).toHaveLength(500_000);
  });
});
