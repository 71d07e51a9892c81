import { describe, expect, it } from 'vitest';
import type { AuthObject } from '../../src/request/auth-object.js';
import { isActedBy, type ActorRule } from '../../src/request/is-acted-by.js';
import { readActor } from '../../src/request/read-actor.js';

const longest = 'x'.repeat(512);

describe('the claim act', () => {
  it.each([undefined, null])('%s names nobody', (claim) => {
    expect(readActor(claim)).toBeUndefined();
  });

  it.each<[object, object]>([
    [{ sub: 'a' }, { sub: 'a' }],
    [
      { sub: longest, iss: longest },
      { sub: longest, iss: longest },
    ],
    [
      { sub: 'a', iss: 'b', act: { sub: 'c', more: 1 }, more: 1 },
      { sub: 'a', iss: 'b', act: { sub: 'c' } },
    ],
    [{ sub: 'a', act: null }, { sub: 'a' }],
  ])('%j is read', (claim, actor) => {
    expect(readActor(claim)).toStrictEqual(actor);
  });

  it.each([
    ['a'],
    [5],
    [true],
    [[]],
    [[{ sub: 'a' }]],
    [Object.assign([], { sub: 'a' })],
    [Object.assign(() => undefined, { sub: 'a' })],
    [{}],
    [{ sub: '' }],
    [{ sub: 5 }],
    [{ sub: ['a'] }],
    [{ sub: `${longest}x` }],
    [{ sub: 'a', iss: '' }],
    [{ sub: 'a', iss: null }],
    [{ sub: 'a', iss: `${longest}x` }],
    [{ sub: 'a', act: 'b' }],
    [{ sub: 'a', act: {} }],
  ])('%j is not known to name anybody', (claim) => {
    expect(readActor(claim)).toBeNull();
  });

  it('may name eight actors, and no more', () => {
    const chain = (length: number): object => (length === 1 ? { sub: 'a' } : { sub: 'a', act: chain(length - 1) });
    expect(readActor(chain(8))).toStrictEqual(chain(8));
    expect(readActor(chain(9))).toBeNull();
  });
});

describe('a rule for the actor', () => {
  // Only its actor counts.
  const auth = (actor?: unknown) => (actor === undefined ? {} : { actor }) as AuthObject;

  it.each<[ActorRule, unknown, boolean]>([
    [false, undefined, true],
    [false, { sub: 'a' }, false],
    [false, null, true],
    [false, {}, false],
    [true, undefined, false],
    [true, null, false],
    [true, { sub: 'a' }, true],
    [true, {}, false],
    [true, { sub: '' }, false],
    [true, { sub: 5 }, false],
    ['a', undefined, false],
    ['a', { sub: 'a' }, true],
    ['a', { sub: 'b' }, false],
    [['a', 'b'], { sub: 'b' }, true],
    [['a', 'b'], { sub: 'c' }, false],
    [['a', ''], { sub: '' }, false],
    [[], { sub: 'a' }, false],
    ['a', { sub: 'b', act: { sub: 'a' } }, false],
  ])('%j, and %j acts: %s', (rule, actor, isAllowed) => {
    expect(isActedBy(auth(actor), rule)).toBe(isAllowed);
  });
});
