import { describe, expect, it } from 'vitest';
import { signedInAuthObject } from '../../src/internal.js';
import type { AuthorizationParams } from '../../src/request/has-authorization.js';
import type { JwtPayload } from '../../src/token/decoded-jwt.js';
import { readVectors } from '../vector-replay.js';

interface Vector {
  readonly name: string;
  readonly claims: JwtPayload;
  readonly params?: AuthorizationParams;
  readonly expected: {
    readonly result?: boolean;
    readonly auth?: object;
    readonly undefinedKeys?: readonly string[];
    readonly functions?: readonly string[];
  };
}

describe('has() and the auth object, as recorded', () => {
  for (const { name, claims, params, expected } of readVectors<Vector>('authorization')) {
    it(name, () => {
      const auth = signedInAuthObject({}, 'token', claims);
      if (params) expect(auth.has(params)).toBe(expected.result);
      if (!expected.auth) return;
      const entries = Object.entries(auth);
      const fields = entries.filter(([, value]) => value !== undefined && typeof value !== 'function');
      expect(Object.fromEntries(fields)).toEqual(expected.auth);
      expect(
        entries
          .filter(([, value]) => value === undefined)
          .map(([key]) => key)
          .sort(),
      ).toEqual(expected.undefinedKeys);
      expect(
        entries
          .filter(([, value]) => typeof value === 'function')
          .map(([key]) => key)
          .sort(),
      ).toEqual(expected.functions);
    });
  }
});
