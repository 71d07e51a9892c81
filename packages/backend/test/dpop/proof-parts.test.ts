import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createRedisReplayStore, dpopProofs, type DpopOptions, type DpopRequest } from '../../src/dpop.js';
import { checkProofClaims } from '../../src/dpop/check-proof-claims.js';
import { ProofNonces } from '../../src/dpop/proof-nonces.js';
import { isSignedWith, readPublicKey, type PublicKey } from '../../src/dpop/public-key.js';
import { readProof } from '../../src/dpop/read-proof.js';
import { ReplayGuard, type DpopReplayStore } from '../../src/dpop/replay-guard.js';
import { ReplayMemory } from '../../src/dpop/replay-memory.js';
import { readConfirmation } from '../../src/request/read-confirmation.js';
import { createProofClient } from './proof-client.js';

// The limits of each part, one step on either side of them.

const target = {
  method: 'GET',
  url: new URL('https://a.example/b'),
  nowMs: 1_000_000_000,
  maxAgeSeconds: 60,
  clockSkewSeconds: 5,
};
const good = { jti: 'a', htm: 'GET', htu: 'https://a.example/b', iat: 1_000_000 };
const check = (claims: object) => checkProofClaims({ ...good, ...claims }, target);

describe('the claims of a proof', () => {
  it.each([
    [{ iat: 1_000_005 }],
    [{ iat: 1_000_000 - 65 }],
    [{ nbf: 1_000_005 }],
    [{ nbf: 0 }],
    [{ exp: 1_000_000 - 4 }],
    [{ exp: 2_000_000, nbf: 1 }],
    [{ jti: 'x'.repeat(256) }],
    [{ htu: 'HTTPS://a.example/%62' }],
  ])('are right: %j', (claims) => {
    expect(check(claims)).toBeUndefined();
  });

  const time = 'must have been made within the last 60 s (`iat`)';
  const address =
    'is for another address (`htu`); behind a proxy the server needs `origin` of dpopProofs(), or `trustedForwardedHosts`';
  const id = 'must have a `jti` of at most 256 characters';
  it.each<readonly [object, string]>([
    [{ iat: 1_000_006 }, time],
    [{ iat: 1_000_000 - 66 }, time],
    [{ iat: '1000000' }, time],
    [{ iat: Number.NaN }, time],
    [{ nbf: 1_000_006 }, time],
    [{ nbf: '0' }, time],
    [{ exp: 1_000_000 - 5 }, time],
    [{ exp: '2000000' }, time],
    [{ exp: Number.POSITIVE_INFINITY }, time],
    [{ jti: 'x'.repeat(257) }, id],
    [{ jti: '' }, id],
    [{ jti: 1 }, id],
    [{ htm: 'get' }, 'is for another method (`htm`)'],
    [{ htu: 'https://a.example/b ' }, address],
    [{ htu: 'https://a.example/b c' }, address],
    [{ htu: 'xhttps://a.example/b' }, address],
    [{ htu: 'https://me@a.example/b' }, address],
    [{ htu: 'https://:me@a.example/b' }, address],
  ])('are wrong: %j', (claims, fault) => {
    expect(check(claims)).toBe(fault);
  });
});

describe('the options', () => {
  it.each<readonly [DpopOptions]>([
    [{ maxAgeSeconds: 1 }],
    [{ maxAgeSeconds: 600 }],
    [{ clockSkewSeconds: 0 }],
    [{ clockSkewSeconds: 60 }],
    [{ maxEntries: 1 }],
    [{ maxEntries: 10_000_000 }],
    [{ nonceSecret: 'x'.repeat(32) }],
    [{ origin: 'http://localhost:3000' }],
    [{ algorithms: ['ES256', 'ES384', 'EdDSA', 'Ed25519', 'PS256', 'RS256'] }],
    [{ replayStore: { addIfAbsent: () => Promise.resolve(true) } }],
    [{ replayStore: { get: () => Promise.resolve(undefined), set: () => Promise.resolve(true) } }],
  ])('may be %j', (options) => {
    expect(dpopProofs(options)).toBeDefined();
  });

  const store = 'createRedisReplayStore(), or a store that has get and set';
  const origin = 'scheme and host of this server, such as https://api.example.com';
  it.each<readonly [object, string]>([
    [{ maxAgeSeconds: 601 }, 'a whole number from 1 to 600'],
    [{ maxAgeSeconds: 0 }, 'a whole number from 1 to 600'],
    [{ clockSkewSeconds: -1 }, 'a whole number from 0 to 60'],
    [{ clockSkewSeconds: 61 }, 'a whole number from 0 to 60'],
    [{ maxEntries: 0 }, 'a whole number from 1 to 10000000'],
    [{ maxEntries: 10_000_001 }, 'a whole number from 1 to 10000000'],
    [{ nonceSecret: 'x'.repeat(31) }, 'a text of at least 32 characters'],
    [{ nonceSecret: Array.from({ length: 32 }, () => 'x') }, 'a text of at least 32 characters'],
    [{ origin: 'ftp://a.example' }, origin],
    [{ origin: 'https://' }, origin],
    [{ origin: ['https://a.example'] }, origin],
    [{ algorithms: ['ES256', 'none'] }, 'a list of some of ES256, ES384, EdDSA, Ed25519, PS256, RS256'],
    [{ replayStore: { set: () => true } }, store],
    [{ replayStore: { get: () => true, set: true } }, store],
    [{ replayStore: { get: true, set: () => true } }, store],
    [{ replayStore: { addIfAbsent: true } }, store],
    [{ replayStore: 'redis' }, store],
  ])('may not be %j', (options, expected) => {
    const [name] = Object.keys(options);
    expect(() => dpopProofs(options)).toThrow(`dpopProofs: \`${name}\` must be ${expected}.`);
  });

  it('have names', () => {
    expect(() => dpopProofs({ algoritms: [] } as never)).toThrow(/dpopProofs/);
  });

  it('are copied', () => {
    const algorithms = ['ES256'];
    const verifier = dpopProofs({ algorithms });
    algorithms.push('none');
    expect(verifier.algorithms).toEqual(['ES256']);
  });
});

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const requestOf = (authorization: string | undefined, dpop?: string): DpopRequest => ({
  method: 'GET',
  header: (name) => (name === 'authorization' ? authorization : dpop),
  url: () => new URL('https://a.example/'),
  nowMs: Date.now(),
});

describe('the form of a proof', () => {
  const client = createProofClient();
  const header = async (change: object = {}) => ({
    typ: 'dpop+jwt',
    alg: 'ES256',
    jwk: (await client).jwk,
    ...change,
  });
  const read = async (head: object, claims: unknown = {}, end = 'AAAA') =>
    readProof(`${encode(await header(head))}.${encode(claims)}.${end}`, ['ES256', 'RS256']);

  it('is three parts with a key', async () => {
    expect(await read({}, { jti: 'a' })).toMatchObject({ claims: { jti: 'a' }, key: { algorithm: 'ES256' } });
    expect(readProof(undefined, ['ES256'])).toBe('is missing');
    expect(readProof('', ['ES256'])).toBe('is missing');
    for (const value of [null, 5, 'text', [1]]) expect(await read({}, value)).toBe('must be one JWT');
    for (const text of ['a', 'a.b', '..', 'a.b.c', `${encode({})}.${encode({})}.ü`])
      expect(readProof(text, ['ES256'])).toBe('must be one JWT');
    const head = encode(await header());
    const claims = encode({});
    for (const text of [`x ${head}.${claims}.AAAA`, `${head}.${claims}.AAAA, x`, `${head}.${claims}.AAAA.AAAA`])
      expect(readProof(text, ['ES256'])).toBe('must be one JWT');
    expect(readProof(`${encode([1])}.${claims}.AAAA`, ['ES256'])).toBe('must be one JWT');
    expect(readProof(`AAAA.${claims}.AAAA`, ['ES256'])).toBe('must be one JWT');
  });

  it('says what is wrong', async () => {
    expect(await read({ typ: 'JWT' })).toBe('must have the type `dpop+jwt`');
    expect(await read({ crit: [] })).toBe('must have no `crit`');
    expect(await read({ alg: 'ES384' })).toBe('must be signed with ES256, RS256');
    expect(await read({ alg: ['ES256'] })).toBe('must be signed with ES256, RS256');
    expect(await read({ jwk: {} })).toBe(
      'must have the public key of its algorithm in its header, and no private one (`jwk`)',
    );
  });

  it('has at most 8192 characters', async () => {
    const start = `${encode(await header())}.${encode({})}.`;
    const text = start + 'A'.repeat(8192 - start.length);
    // A signature of any length may come; whether it fits is seen when it is verified.
    expect(readProof(text.slice(0, text.length - ((text.length - start.length) % 4)), ['ES256'])).toBeTypeOf('object');
    expect(readProof(text, ['ES256'])).not.toBe('is longer than 8192 characters');
    expect(readProof(`${text}A`, ['ES256'])).toBe('is longer than 8192 characters');
  });

  it('needs one token beside it', async () => {
    const verifier = dpopProofs();
    for (const authorization of ['DPoP', 'dpop,', 'DPoP a b', 'DPoP ü', ' DPoP\ta, b', 'DPoP a, DPoP b']) {
      const found = verifier.read(requestOf(authorization));
      expect(found?.token).toBe('');
      const refusal = {
        reason: 'dpop-proof-invalid',
        message: 'The DPoP proof needs one access token beside it: `Authorization: DPoP <token>`.',
      };
      expect(found?.refusal).toEqual(refusal);
      expect(await found?.verify('x')).toEqual(refusal);
      await expect(found?.nextNonce()).resolves.toBeUndefined();
    }
    for (const authorization of [undefined, '', 'Bearer a', 'DPoPx a', 'x DPoP a'])
      expect(verifier.read(requestOf(authorization))).toBeUndefined();
    for (const authorization of ['DPoP a~b+/-_.==', ' \tdpop \t a~b+/-_.== \t'])
      expect(verifier.read(requestOf(authorization))?.token).toBe('a~b+/-_.==');
  });
});

describe('the key of a proof', () => {
  it('has the members of its kind, of the right length', async () => {
    const ec = (await createProofClient('ES256')).jwk as Record<string, unknown>;
    const { kty, crv, x, y } = ec;
    expect(readPublicKey('ES256', { ...ec, kid: 'a', alg: 'ES256', use: 'sig' })?.jwk).toEqual({ crv, kty, x, y });
    for (const change of [
      { x: `${String(x)}A` },
      { y: String(y).slice(1) },
      { y: undefined },
      { x: `${String(x).slice(1)}+` },
      { x: `+${String(x).slice(1)}` },
      { x: [x] },
      { kty: 'OKP' },
      { crv: 'P-384' },
      ...['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'].map((name) => ({ [name]: 'AAAA' })),
    ])
      expect(readPublicKey('ES256', { ...ec, ...change })).toBeUndefined();
    for (const name of ['none', 'constructor', 'ES512']) expect(readPublicKey(name, ec)).toBeUndefined();
    for (const value of [undefined, null, 'a', [ec]]) expect(readPublicKey('ES256', value)).toBeUndefined();
  });

  it('may be of RSA with 2048 to 4096 bits', () => {
    const ofLength = (length: number) => readPublicKey('RS256', { kty: 'RSA', e: 'AQAB', n: 'x'.repeat(length) });
    expect([341, 342, 683, 684].map((length) => ofLength(length) !== undefined)).toEqual([false, true, true, false]);
    expect(readPublicKey('RS256', { kty: 'RSA', e: 'Aw', n: 'x'.repeat(342) })).toBeUndefined();
  });

  it('has signed nothing if zeros make it look longer than it is', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2040 });
    const { n = '', ...jwk } = publicKey.export({ format: 'jwk' });
    const padded = Buffer.concat([Buffer.alloc(1), Buffer.from(n, 'base64url')]).toString('base64url');
    const key = readPublicKey('RS256', { ...jwk, n: padded });
    expect(key).toBeDefined();
    const signature = sign('sha256', Buffer.from('text'), privateKey);
    expect(key && (await isSignedWith(key, 'text', signature))).toBe(false);
  });

  it('has signed nothing if it is of no known algorithm, or cannot be imported', async () => {
    expect(await isSignedWith({ algorithm: 'none', jwk: {} }, 'text', new Uint8Array())).toBe(false);
    const jwk = { crv: 'P-256', kty: 'EC', x: 'A'.repeat(43), y: 'A'.repeat(43) };
    expect(await isSignedWith({ algorithm: 'ES256', jwk }, 'text', new Uint8Array(64))).toBe(false);
  });

  it('is imported once, and forgotten when a thousand others have come since', async () => {
    const makeKey = () => {
      const jwk = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' });
      return readPublicKey('ES256', jwk) ?? expect.fail('no key');
    };
    const imports = vi.spyOn(crypto.subtle, 'importKey');
    onTestFinished(() => imports.mockRestore());
    const use = async (key: PublicKey) => {
      imports.mockClear();
      expect(await isSignedWith(key, 'text', new Uint8Array(64))).toBe(false);
      for (const [, , , isExtractable] of imports.mock.calls) expect(isExtractable).toBe(false);
      return imports.mock.calls.length;
    };
    const first = makeKey();
    expect([await use(first), await use(first)]).toEqual([1, 0]);
    const second = makeKey();
    expect([await use(second), await use(first), await use(second)]).toEqual([1, 0, 0]);
    for (let index = 0; index < 998; index += 1) await use(makeKey());
    expect([await use(first), await use(second)]).toEqual([0, 0]);
    const last = makeKey();
    expect([await use(last), await use(second), await use(first), await use(last)]).toEqual([1, 0, 1, 0]);
  });
});

describe('a nonce', () => {
  it('is the same in each process that has the secret, and another in each minute', async () => {
    const imports = vi.spyOn(crypto.subtle, 'importKey');
    onTestFinished(() => imports.mockRestore());
    const [one, other] = [new ProofNonces('secret '.repeat(5)), new ProofNonces('secret '.repeat(5))];
    // A fixed text: an older version of this package makes the same one while a new version is rolled out.
    expect(await one.at(1_800_000_000_000)).toBe(await other.at(1_800_000_059_999));
    expect(await one.at(1_800_000_000_000)).toBe('hv05c.ogf_jbycm_Io6rAJDFh6N-');
    // Once for each, and nobody can read the key out of it.
    expect(imports.mock.calls.map(([, , , isExtractable]) => isExtractable)).toEqual([false, false]);
    const all = new Set<string>();
    for (let minute = 0; minute < 64; minute += 1) all.add(await one.at(minute * 60_000));
    expect(all.size).toBe(64);
    expect([...all].join('')).toMatch(/^[\w.-]+$/);
    const signatures = new Set([...all].map((nonce) => nonce.split('.')[1]));
    expect(signatures.size).toBe(64);
    const nonce = await one.at(600_000);
    expect(await other.ageOf(nonce, 659_999)).toBe('new');
    expect(await other.ageOf(nonce, 660_000)).toBe('old');
    expect(await other.ageOf(nonce, 720_000)).toBeUndefined();
    expect(await other.ageOf(5, 600_000)).toBeUndefined();
  });
});

const proof = (id: string, jkt = 'key') => ({ id: id.padEnd(43, '.'), jkt: jkt.padEnd(43, '.') });

describe('the memory of a process', () => {
  it('ends a stretch of time at its end', () => {
    const memory = new ReplayMemory(1000, 100);
    memory.add(proof('a'), 10_000);
    memory.add(proof('b'), 10_999);
    // At 11,000 the first stretch ends, and both are of the one before.
    expect(memory.add(proof('c'), 11_000)).toBe('new');
    expect(memory.add(proof('a'), 11_999)).toBe('seen');
    expect(memory.add(proof('a'), 12_000)).toBe('new');
    expect(memory.add(proof('c'), 12_000)).toBe('seen');
  });

  it('counts what it has noted in both stretches, and forgets both after a long pause', () => {
    const memory = new ReplayMemory(1000, 20);
    for (let index = 0; index < 12; index += 1) memory.add(proof(`p${index}`, `k${index}`), 10_000);
    for (let index = 0; index < 8; index += 1) expect(memory.add(proof(`q${index}`, `l${index}`), 11_000)).toBe('new');
    expect(memory.add(proof('more', 'another'), 11_000)).toBe('full');
    expect(memory.add(proof('p1', 'k1'), 13_000)).toBe('new');
  });

  it('keeps its time from the clock that was set back, once', () => {
    const memory = new ReplayMemory(1000, 100);
    memory.add(proof('a'), 5000);
    memory.add(proof('b'), 1000);
    expect(memory.add(proof('a'), 1999)).toBe('seen');
    expect(memory.add(proof('c'), 2000)).toBe('new');
    expect(memory.add(proof('a'), 2999)).toBe('seen');
    expect(memory.add(proof('a'), 3000)).toBe('new');
  });

  it('takes one proof of a key where there is room for one', () => {
    const memory = new ReplayMemory(1000, 1);
    expect(memory.add(proof('a'), 5000)).toBe('new');
    expect(memory.add(proof('b', 'another'), 5000)).toBe('full');
  });
});

describe('a store', () => {
  it('of two steps is read, then written', async () => {
    const entries = new Map<string, unknown>();
    const written: unknown[] = [];
    const store = {
      get: (key: string) => Promise.resolve(entries.get(key)),
      set: (key: string, value: unknown, ttlMs: number) => {
        written.push([key, value, ttlMs]);
        entries.set(key, value);
        return Promise.resolve(undefined);
      },
    };
    const [one, other] = [new ReplayGuard(70_000, 100, store), new ReplayGuard(70_000, 100, store)];
    expect(await one.use(proof('a'), 100_000)).toBe('new');
    expect(written).toEqual([[`clerk-dpop:${proof('a').id}`, '1', 130_000]]);
    expect(await other.use(proof('a'), 100_000)).toBe('seen');
    expect(written).toHaveLength(1);
  });

  it('of two steps that keeps nothing is as if it had failed', async () => {
    const failures: unknown[] = [];
    const observed = { run: <T>(work: () => T) => work(), end: () => undefined };
    const observer = {
      startDecision: () => observed,
      startCall: () => observed,
      countLookup: () => undefined,
      countStoreError: (...failure: unknown[]) => void failures.push(failure),
    };
    const use = (store: unknown) => new ReplayGuard(1, 100, store as DpopReplayStore).use(proof('a'), 1, observer);
    expect(await use({ get: () => Promise.resolve('0'), set: () => Promise.resolve(false) })).toBe('new');
    expect(await use({ addIfAbsent: () => Promise.resolve('yes') })).toBe('new');
    expect(await use({ addIfAbsent: () => Promise.resolve(false) })).toBe('seen');
    expect(failures).toEqual([
      ['proofs', 'TypeError'],
      ['proofs', 'invalid_answer'],
    ]);
  });

  it('on Redis is one command', async () => {
    const sent: unknown[] = [];
    const send = (command: readonly string[]) => Promise.resolve((sent.push(command), 'OK'));
    expect(await createRedisReplayStore(send).addIfAbsent('key', 5000)).toBe(true);
    expect(sent).toEqual([['SET', 'key', '1', 'PX', '5000', 'NX']]);
    await expect(createRedisReplayStore(() => Promise.resolve('no')).addIfAbsent('key', 1)).rejects.toThrow(
      'Redis did not answer SET with OK or nil.',
    );
  });

  it('keeps a proof for as long as it may come again, and a minute more', async () => {
    const kept: unknown[] = [];
    const addIfAbsent = (_key: string, ttlMs: number) => Promise.resolve(kept.push(ttlMs) > 0);
    const client = await createProofClient();
    const url = 'https://a.example/';
    const dpop = await client.prove({ method: 'GET', url, token: 't' });
    const verifier = dpopProofs({ replayStore: { addIfAbsent }, maxAgeSeconds: 100, clockSkewSeconds: 7 });
    expect(await verifier.read(requestOf('DPoP t', dpop))?.verify(client.jkt)).toBeUndefined();
    expect(kept).toEqual([(100 + 2 * 7 + 60) * 1000]);
    const memory = dpopProofs({ maxAgeSeconds: 100, clockSkewSeconds: 7 });
    const use = (nowMs: number) => memory.read({ ...requestOf('DPoP t', dpop), nowMs })?.verify(client.jkt);
    const { iat } = JSON.parse(Buffer.from(dpop.split('.')[1] ?? '', 'base64url').toString()) as { iat: number };
    expect(await use((iat - 7) * 1000)).toBeUndefined();
    expect(await use((iat + 107) * 1000)).toMatchObject({ reason: 'dpop-proof-replayed' });
  });

  it('is not needed for a proof whose token takes 10 s to be looked up', async () => {
    const guard = new ReplayGuard(70_000, 100, undefined);
    expect(await guard.use(proof('a'), 1_000_000)).toBe('new');
    expect(await guard.use(proof('a'), 1_000_000 + 2 * 80_000 - 1)).toBe('seen');
    expect(await guard.use(proof('a'), 1_000_000 + 4 * 80_000)).toBe('new');
  });

  it('that failed is asked again after a second', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: 1_000_000 });
    onTestFinished(() => void vi.useRealTimers());
    let asked = 0;
    const addIfAbsent = () => Promise.reject(new Error(`broken ${(asked += 1)}`));
    const guard = new ReplayGuard(70_000, 100, { addIfAbsent });
    for (const [id, afterMs, times] of [
      ['a', 0, 1],
      ['b', 999, 1],
      ['c', 1000, 2],
    ] as const) {
      vi.setSystemTime(1_000_000 + afterMs);
      expect(await guard.use(proof(id), Date.now())).toBe('new');
      expect(asked).toBe(times);
    }
  });
});

it('a token names its key by a thumbprint of 43 letters, and by nothing else', () => {
  const jkt = 'x'.repeat(43);
  expect(readConfirmation({ jkt })).toBe(jkt);
  for (const claim of [undefined, null]) expect(readConfirmation(claim)).toBeUndefined();
  for (const claim of [{ jkt: `${jkt}x` }, { jkt: `+${jkt}` }, { jkt: `${jkt}+` }, { jkt, jwk: {} }, jkt, [jkt], {}])
    expect(readConfirmation(claim)).toBeNull();
});
