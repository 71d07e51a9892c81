import { describe, expect, it } from 'vitest';
import { signedInAuthObject } from '../../src/internal.js';
import type { AuthorizationParams } from '../../src/request/has-authorization.js';

// has() that is asked for something missing: a misspelt constant, a variable that is not set.

const organization = { id: 'org_1', rol: 'admin', slg: 'acme', per: 'read', fpm: '1' };
const claims = {
  sub: 'user_1',
  sid: 'sess_1',
  v: 2,
  iss: 'https://clerk.example.com',
  iat: 1,
  nbf: 1,
  exp: 2,
} as const;
const member = { ...claims, o: organization, fea: 'o:posts', pla: 'o:gold', fva: [0, 0] } as const;
const auth = signedInAuthObject({}, 'token', member);
const has = (asked: unknown) => auth.has(asked as AuthorizationParams);

const names = ['role', 'permission', 'feature', 'plan', 'reverification'] as const;
const good = {
  role: 'org:admin',
  permission: 'org:posts:read',
  feature: 'posts',
  plan: 'gold',
  reverification: 'strict',
} as const;

describe('has() asked for something missing', () => {
  it.each(names)('is true for what holds: %s', (name) => {
    expect(has({ [name]: good[name] })).toBe(true);
  });

  it.each([undefined, null, '', 0, 5, true, [], {}, 'org:admin', () => true])(
    'is false for %s instead of an object',
    (asked) => {
      expect(has(asked)).toBe(false);
    },
  );

  it.each(names)('is false where %s is missing or no requirement', (name) => {
    for (const value of [undefined, null, '', 0, 5, true, [], {}])
      expect([value, has({ [name]: value })]).toEqual([value, false]);
  });

  it('is false where several are missing, and for a misspelt name', () => {
    expect(has(Object.fromEntries(names.map((name) => [name, undefined])))).toBe(false);
    expect(has({ permissions: 'org:posts:read' })).toBe(false);
  });

  it.each(names)('is false for null, empty and other values beside what holds: %s', (name) => {
    const other = name === 'role' ? { plan: 'gold' } : { role: 'org:admin' };
    for (const value of [null, '', 0, 5, true, [], {}])
      expect([value, has({ ...other, [name]: value })]).toEqual([value, false]);
  });
});

describe('has() asked for a feature or a level', () => {
  const of = (claimsOfToken: object) => {
    const signedIn = signedInAuthObject({}, 'token', { ...member, ...claimsOfToken });
    return (asked: object) => signedIn.has(asked);
  };

  it('finds it for the organization, for the user, or for both', () => {
    const asks = ['a', 'o:a', 'u:a', 'o:', 'u:'] as const;
    const answers = (fea: unknown) => asks.map((feature) => of({ fea })({ feature }));
    expect(answers('o:a')).toEqual([true, true, false, false, false]);
    expect(answers('u:a')).toEqual([true, false, true, false, false]);
    expect(answers('uo:a')).toEqual([true, true, true, false, false]);
    expect(answers('ou:a')).toEqual([true, true, true, false, false]);
    expect(answers(':a')).toEqual([false, false, false, false, false]);
    expect(answers('o:,x:a, o:b')).toEqual([false, false, false, false, false]);
    expect(answers(5)).toEqual([false, false, false, false, false]);
    expect(of({ fea: 'o:o,u:u' })({ feature: 'o:' })).toBe(true);
    expect(of({ fea: 'o:a, o:b' })({ feature: 'b' })).toBe(true);
    expect(of({ fea: 'u:a' })({ feature: 'x:a' })).toBe(false);
    expect(of({ fea: 'o:,u:' })({ feature: '' })).toBe(false);
  });

  it('takes two factors of which none was verified for none', () => {
    const levels = ['first_factor', 'second_factor', 'multi_factor'] as const;
    const answers = (fva: unknown) =>
      levels.map((level) => of({ fva })({ reverification: { level, afterMinutes: 10 } }));
    expect(answers([-1, -1])).toEqual([false, false, false]);
    expect(answers([0, -1])).toEqual([true, true, true]);
    expect(answers([-1, 0])).toEqual([false, true, false]);
    expect(answers([9, 9])).toEqual([true, true, true]);
    expect(answers([10, 10])).toEqual([false, false, false]);
    for (const fva of [[], [0], [0, 0, 0], ['0', 0], null, 5]) expect(answers(fva)).toEqual([false, false, false]);
  });
});
