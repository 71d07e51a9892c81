import { describe, expect, it } from 'vitest';
import { dpopProofs, type DpopOptions, type DpopRequest } from '../../src/dpop.js';
import { createProofClient, type ProofClient } from './proof-client.js';

/** The request of RFC 9449 section 7.1, with the proof that is printed there. */
const example = {
  token: 'Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU',
  jkt: '0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I',
  url: 'https://resource.example.org/protectedresource',
  nowMs: 1_562_262_618_000,
  proof: [
    'eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa0RscEJoRjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlAtMjU2In19',
    'eyJqdGkiOiJlMWozVl9iS2ljOC1MQUVCIiwiaHRtIjoiR0VUIiwiaHR1IjoiaHR0cHM6Ly9yZXNvdXJjZS5leGFtcGxlLm9yZy9wcm90ZWN0ZWRyZXNvdXJjZSIsImlhdCI6MTU2MjI2MjYxOCwiYXRoIjoiZlVIeU8ycjJaM0RaNTNFc05yV0JiMHhXWG9hTnk1OUlpS0NBcWtzbVFFbyJ9',
    '2oW9RP35yRqzhrtNP86L-Ey71EOptxRimPPToA1plemAgR6pxHF8y6-yqyVnmcw6Fy1dqd-jfxSYoMxhAJpLjA',
  ].join('.'),
};

const requestOf = (
  url: string,
  headers: Readonly<Record<string, string>>,
  more: Partial<DpopRequest> = {},
): DpopRequest => ({
  method: 'GET',
  header: (name) => headers[name],
  url: () => new URL(url),
  nowMs: Date.now(),
  ...more,
});

it('takes the proof that RFC 9449 prints, at its time alone', async () => {
  const ask = async (change: Partial<typeof example> = {}, options?: DpopOptions) => {
    const { token, jkt, url, nowMs, proof } = { ...example, ...change };
    const headers = { authorization: `DPoP ${token}`, dpop: proof };
    return (
      await dpopProofs(options)
        .read(requestOf(url, headers, { nowMs }))
        ?.verify(jkt)
    )?.message;
  };
  expect(await ask()).toBeUndefined();
  expect(await ask({ nowMs: example.nowMs + 64_000 })).toBeUndefined();
  expect(await ask({ nowMs: example.nowMs + 66_000 })).toContain('`iat`');
  expect(await ask({ nowMs: example.nowMs - 4000 })).toBeUndefined();
  expect(await ask({ nowMs: example.nowMs - 6000 })).toContain('`iat`');
  expect(await ask({ nowMs: example.nowMs + 66_000 }, { maxAgeSeconds: 120 })).toBeUndefined();
  expect(await ask({ nowMs: example.nowMs - 4000 }, { clockSkewSeconds: 0 })).toContain('`iat`');
  expect(await ask({ token: `${example.token}x` })).toContain('`ath`');
  expect(await ask({ jkt: `${example.jkt.slice(1)}0` })).toContain('another key');
  expect(await ask({ url: 'https://resource.example.org/other' })).toContain('`htu`');
  expect(await ask({ proof: `${example.proof.slice(0, -4)}AAAA` })).toContain('wrong signature');
  expect(await ask({}, { algorithms: ['RS256'] })).toContain('signed with RS256');
});

it.each(['ES256', 'ES384', 'EdDSA', 'Ed25519', 'PS256', 'RS256'])('takes keys of %s', async (alg) => {
  const client = await createProofClient(alg);
  const verifier = dpopProofs({ algorithms: ['ES256', 'ES384', 'EdDSA', 'Ed25519', 'PS256', 'RS256'] });
  const ask = async (signature?: string) => {
    const target = { method: 'GET', url: 'https://a.example/', token: 't' };
    const headers = await client.headers(target);
    const [head = '', body = '', own = ''] = (headers['dpop'] ?? '').split('.');
    const dpop = [head, body, signature ?? own].join('.');
    return (await verifier.read(requestOf('https://a.example/', { ...headers, dpop }))?.verify(client.jkt))?.reason;
  };
  expect(await ask()).toBeUndefined();
  // The key is known now.
  expect(await ask()).toBeUndefined();
  expect(await ask('AAAA')).toBe('dpop-proof-invalid');
});

let client: ProofClient;
const ask = async (verifier: ReturnType<typeof dpopProofs>, url: string, claims: object = {}, nowMs?: number) => {
  client ??= await createProofClient();
  const headers = await client.headers({ method: 'GET', url, token: 't' }, claims);
  const read = verifier.read(requestOf(url, headers, nowMs === undefined ? {} : { nowMs }));
  return { refusal: await read?.verify(client.jkt), nonce: await read?.nextNonce() };
};

describe('the address of a proof', () => {
  it.each([
    ['https://a.example/', 'https://a.example'],
    ['https://a.example/', 'HTTPS://A.EXAMPLE:443/'],
    ['https://a.example/b', 'https://a.example/./c/../b'],
    ['https://a.example/b~c', 'https://a.example/b%7Ec'],
    ['https://a.example/b%2fc', 'https://a.example/b%2Fc'],
    ['https://a.example/%7e', 'https://a.example/~'],
    ['https://a.example/b?c=1', 'https://a.example/b#d'],
    ['https://a.example/ü', 'https://a.example/%C3%BC'],
    ['http://a.example/', 'http://a.example:80'],
  ])('%s may be written as %s', async (url, htu) => {
    expect((await ask(dpopProofs(), url, { htu })).refusal).toBeUndefined();
  });

  it.each([
    ['https://a.example/b%2Fc', 'https://a.example/b/c'],
    ['https://a.example/b', 'https://a.example/b/'],
    ['https://a.example/b', 'https://a.example/B'],
    ['https://a.example/b', 'https://a.example//b'],
    ['https://a.example/b%20', 'https://a.example/b'],
    ['https://a.example/', 'https://a.example./'],
  ])('%s is not %s', async (url, htu) => {
    expect((await ask(dpopProofs(), url, { htu })).refusal?.message).toContain('`htu`');
  });

  it('has the origin that the options say', async () => {
    const verifier = dpopProofs({ origin: 'https://public.example' });
    expect(
      (await ask(verifier, 'http://10.0.0.1:3000/b', { htu: 'https://public.example/b' })).refusal,
    ).toBeUndefined();
    expect((await ask(verifier, 'http://10.0.0.1:3000/b')).refusal?.message).toMatch(
      /`htu`.*`origin` of dpopProofs\(\)/,
    );
    expect((await ask(verifier, 'http://10.0.0.1:3000//b', { htu: 'https://b/' })).refusal).toBeDefined();
  });
});

describe('nonces', () => {
  const nonceSecret = 'a secret that all processes have in common';
  const url = 'https://a.example/';
  const reason = async (...given: Parameters<typeof ask>) => (await ask(...given)).refusal?.reason;

  it('are given with a refusal, count in every process for a minute or two, and are renewed in time', async () => {
    const [one, other] = [dpopProofs({ nonceSecret }), dpopProofs({ nonceSecret })];
    // The beginning of a minute.
    const nowMs = Math.floor(Date.now() / 60_000) * 60_000;
    const at = (ms: number) => ({ iat: Math.floor((nowMs + ms) / 1000) });
    const { refusal, nonce } = await ask(one, url, at(0), nowMs);
    expect(refusal?.reason).toBe('dpop-nonce-required');
    expect(nonce).toMatch(/^[\w-]+\.[\w-]{22}$/);
    expect(await ask(other, url, { ...at(0), nonce }, nowMs)).toEqual({ refusal: undefined, nonce: undefined });
    const later = await ask(one, url, { ...at(61_000), nonce }, nowMs + 61_000);
    expect(later.refusal).toBeUndefined();
    expect(later.nonce).toMatch(/^[\w-]+\./);
    expect(later.nonce).not.toBe(nonce);
    expect(await reason(one, url, { ...at(121_000), nonce }, nowMs + 121_000)).toBe('dpop-nonce-required');
  });

  it('are refused if they are anything else', async () => {
    const verifier = dpopProofs({ nonceSecret });
    const foreign = await ask(dpopProofs({ nonceSecret: `${nonceSecret} of others` }), url);
    for (const nonce of [foreign.nonce, '', 5, null, ['a'], 'a.b', 'x'.repeat(1000)])
      expect(await reason(verifier, url, { nonce })).toBe('dpop-nonce-required');
  });

  it('are not used up by a proof that is refused', async () => {
    const verifier = dpopProofs({ nonceSecret });
    const jti = 'one';
    const { nonce } = await ask(verifier, url, { jti });
    expect(await reason(verifier, url, { jti, nonce })).toBeUndefined();
    expect(await reason(verifier, url, { jti, nonce })).toBe('dpop-proof-replayed');
  });
});

it('says when a client must wait', async () => {
  const verifier = dpopProofs({ maxEntries: 1 });
  expect((await ask(verifier, 'https://a.example/')).refusal).toBeUndefined();
  expect((await ask(verifier, 'https://a.example/')).refusal).toMatchObject({
    reason: 'dpop-replay-memory-full',
    retryAfterSeconds: 60,
  });
});

describe('options that nothing can be verified with', () => {
  it.each<readonly [string, unknown, string]>([
    ['unknown', { algoritms: ['ES256'] }, 'option_unknown'],
    ['no object', 'ES256', 'option_invalid'],
    ['no algorithms', { algorithms: [] }, 'option_invalid'],
    ['a symmetric algorithm', { algorithms: ['HS256'] }, 'option_invalid'],
    ['no algorithm', { algorithms: ['none'] }, 'option_invalid'],
    ['a name of objects', { algorithms: ['constructor'] }, 'option_invalid'],
    ['one algorithm and no list', { algorithms: 'ES256' }, 'option_invalid'],
    ['an age of 0', { maxAgeSeconds: 0 }, 'option_invalid'],
    ['an age of an hour', { maxAgeSeconds: 3600 }, 'option_invalid'],
    ['half a second', { maxAgeSeconds: 1.5 }, 'option_invalid'],
    ['clocks that differ much', { clockSkewSeconds: 61 }, 'option_invalid'],
    ['clocks that differ backwards', { clockSkewSeconds: -1 }, 'option_invalid'],
    ['a store without functions', { replayStore: {} }, 'option_invalid'],
    ['a store that only reads', { replayStore: { get: () => undefined } }, 'option_invalid'],
    ['null for a store', { replayStore: null }, 'option_invalid'],
    ['a short secret', { nonceSecret: 'short' }, 'option_invalid'],
    ['an origin with a path', { origin: 'https://a.example/' }, 'option_invalid'],
    ['an origin in capitals', { origin: 'https://A.example' }, 'option_invalid'],
  ])('are refused: %s', (_what, options, code) => {
    expect(() => dpopProofs(options as DpopOptions)).toThrow(
      expect.objectContaining({ name: 'ConfigurationError', code }) as Error,
    );
  });

  it('are refused without the value', () => {
    expect(() => dpopProofs({ nonceSecret: 'my password' })).toThrow(/^(?!.*my password)/);
  });
});
