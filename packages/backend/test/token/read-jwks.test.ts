import { describe, expect, it } from 'vitest';
import { readJwks } from '../../src/token/read-jwks.js';

const good = { kid: 'good', kty: 'RSA', use: 'sig', alg: 'RS256', n: 'AQAB', e: 'AQAB' };

describe('readJwks', () => {
  it.each([
    ['no object', 'x'],
    ['null', null],
    ['undefined', undefined],
    ['an array', [good]],
    ['no keys', { ok: true }],
    ['keys that are no array', { keys: { 0: good } }],
    ['an empty set', { keys: [] }],
    ['values that are no objects', { keys: [null, undefined, 5, 'x', [good]] }],
    ['no members', { keys: [{ kid: 'good' }] }],
    ['no modulus', { keys: [{ ...good, n: undefined }] }],
    ['a modulus that is a number', { keys: [{ ...good, n: 5 }] }],
    ['a modulus in another alphabet', { keys: [{ ...good, n: 'AQ+/' }] }],
    ['a modulus that begins in another alphabet', { keys: [{ ...good, n: '+AQAB' }] }],
    ['an empty exponent', { keys: [{ ...good, e: '' }] }],
    ['an id that is a number', { keys: [{ ...good, kid: 1 }] }],
    ['an algorithm that is an object', { keys: [{ ...good, alg: {} }] }],
    ['operations that are a text', { keys: [{ ...good, key_ops: 'verify' }] }],
    ['operations that are numbers', { keys: [{ ...good, key_ops: [1] }] }],
    ['operations of which one is a number', { keys: [{ ...good, key_ops: ['verify', 1] }] }],
    ['a key that is inherited', { keys: [Object.create(good)] }],
  ])('finds no key in %s', (_, body) => {
    expect(readJwks(body)).toBeUndefined();
  });

  it('keeps what is well formed, and the ids of what is not', () => {
    const broken = { kid: 'broken', kty: 'RSA' };
    const nameless = [{ kty: 'RSA' }, { kid: 5, kty: 'RSA' }];
    expect(readJwks({ keys: [broken, { ...good, x5c: [['deep']] }, null, ...nameless] })).toEqual({
      keys: [good],
      malformed: ['broken'],
    });
  });

  it('keeps all that decides whether a key can verify, and no more', () => {
    const verifying = { kty: 'RSA', n: 'AQAB', e: 'AQAB', key_ops: ['verify', 'sign'] };
    const elliptic = { kty: 'EC', crv: 'P-256', x: 'AQAB', y: 'AQAB' };
    expect(readJwks({ keys: [verifying, elliptic] })).toEqual({ keys: [{ kty: 'EC' }, verifying], malformed: [] });
  });

  it('lets the last of two keys with one id count, as far as it can verify', () => {
    const first = { ...good, n: 'first' };
    const last = { ...good, n: 'last' };
    const unfit = [
      { ...good, use: 'enc' },
      { ...good, key_ops: ['sign'] },
      { ...good, kty: 'EC' },
      { ...good, d: 'secret' },
    ];
    const keys = readJwks({ keys: [first, last, ...unfit] })?.keys;
    expect(keys?.at(-1)).toEqual(last);
    expect(keys?.at(-2)).toEqual(first);
    expect(JSON.stringify(keys)).not.toContain('secret');
  });
});
