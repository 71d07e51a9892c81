import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createClerkClient } from '../../src/clerk-client.js';
import { createClerkRequest } from '../../src/internal.js';

// How a `Cookie` header is read. The debug output of an auth object shows what was found.

const publishableKey = `pk_live_${btoa('clerk.example.com$')}`;
const suffix = createHash('sha1').update(publishableKey).digest('base64url').slice(0, 8);
const clerk = createClerkClient({ publishableKey, secretKey: 'sk_live_cookies' });

async function shown(cookie: string) {
  const state = await clerk.authenticateRequest(new Request('https://app.example.com/', { headers: { cookie } }));
  return state.toAuth()?.debug() ?? {};
}

describe('a cookie', () => {
  it.each([
    ['__client_uat=5', '5'],
    ['a=1; __client_uat=5', '5'],
    ['a=1;__client_uat=5', '5'],
    ['a=1 ;   __client_uat=5', '5'],
    ['a=1;\t__client_uat=5;', '5'],
    ['__client_uat = 5 ; b=2', '5'],
    ['__x; __client_uat=5', '5'],
    ['__x; __y; __client_uat=5; __z', '5'],
    ['__x=1; __client_uat=5', '5'],
    ['a=__x; __client_uat=5', '5'],
    ['__client_uat=a=b', 'a=b'],
    ['__client_uat=%35', '5'],
    ['__client_uat=%', '%'],
    ['__client_uat="5"', '"5"'],
    ['__client_uat=', ''],
    ['a__client_uat=5', undefined],
    ['a __client_uat=5', undefined],
    ['a=__client_uat=5', undefined],
    ['a= __client_uat=5', undefined],
    ['a=b __client_uat=5', undefined],
    ['a=b;x__client_uat=5', undefined],
    ['a=b; x__client_uat=5', undefined],
    ['__client_uat', undefined],
    ['__client_uat; b=2', undefined],
    ['__client_uat; b=2; __x', undefined],
    ['__client_uat=5 ;b=2', '5'],
    ['__client_uat =55', '55'],
    ['__client_uat=\u00a05', '5'],
    ['__client_uat=5\u00a0', '5'],
    ['__client_uat=\u00a05\u00a0', '5'],
    ['__client_uas=5', undefined],
    ['__client_uatx=5', undefined],
    ['__client_uatx', undefined],
    ['a=1; __client_uatx', undefined],
    ['client_uat=5', undefined],
    ['a=1', undefined],
  ])('is found by its name: %j', async (header, value) => {
    expect((await shown(header))['clientUat']).toBe(value);
  });

  it.each(['', `_${suffix}`])(
    'that repeats counts by its number, if that says when something changed (%j)',
    async (end) => {
      const name = `__client_uat${end}`;
      const of = async (...values: readonly string[]) =>
        (await shown(values.map((value) => `${name}=${value}`).join('; ')))['clientUat'];
      expect(await of('3', '9', '5')).toBe('9');
      expect(await of('9', '3')).toBe('9');
      expect(await of('x', '3')).toBe('3');
      expect(await of('3', 'x', '')).toBe('3');
      expect(await of('0', '0')).toBe('0');
      expect([await of('5', '05'), await of('x', '0')]).toEqual(['5', 'x']);
    },
  );

  it('that repeats and is no session counts the first time', async () => {
    expect((await shown('__clerk_db_jwt=first; __clerk_db_jwt=second'))['devBrowserToken']).toBe('first');
  });

  it('with the suffix comes before the one without', async () => {
    expect(
      await shown(
        `__client_uat=1; __client_uat_${suffix}=2; __clerk_db_jwt=plain; __clerk_db_jwt_${suffix}=own; __refresh_${suffix}=refresh; __clerk_handshake=hand; __clerk_handshake_nonce_x=1`,
      ),
    ).toMatchObject({
      clientUat: '2',
      devBrowserToken: 'own',
      refreshTokenInCookie: 'refresh',
      handshakeToken: 'hand',
      handshakeNonce: undefined,
      instanceType: 'production',
    });
  });
});

it.each<readonly [header: string, cookies: readonly (readonly [string, string])[]]>([
  [
    'a = 1 ; b=2',
    [
      ['a', '1'],
      ['b', '2'],
    ],
  ],
  ['=d; e', [['', 'd']]],
  ['a=1; a=2', [['a', '1']]],
  [
    'a=%31; b=%',
    [
      ['a', '1'],
      ['b', '%'],
    ],
  ],
  ['a==', [['a', '=']]],
])('createClerkRequest reads all cookies of %j', (cookie, cookies) => {
  expect([...createClerkRequest('https://app.example.com/', { headers: { cookie } }).cookies]).toEqual(cookies);
});
