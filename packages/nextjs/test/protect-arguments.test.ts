import type { AuthObject } from '@acme/backend/adapter';
import { describe, expect, it } from 'vitest';
import { readProtectArguments, type ProtectArguments } from '../src/protect-arguments.js';

const somebody = { has: () => false } as unknown as AuthObject;
const withCode = (code: string) => expect.objectContaining({ name: 'ConfigurationError', code }) as Error;

describe('the arguments of protect()', () => {
  it('may be a condition that answers true or false', () => {
    expect(readProtectArguments([() => true]).isAllowed(somebody)).toBe(true);
    expect(readProtectArguments([(has) => has({ role: 'org:admin' })]).isAllowed(somebody)).toBe(false);
  });

  // A promise would count as yes.
  it.each([
    ['a promise', () => Promise.resolve(false)],
    ['an object', () => ({ role: 'org:admin' })],
    ['nothing', () => undefined],
  ])('let nobody pass with a condition that answers with %s', (_, condition) => {
    const { isAllowed } = readProtectArguments([condition as unknown as () => boolean]);
    expect(() => isAllowed(somebody)).toThrow(withCode('option_invalid'));
  });

  it.each<[string, string, readonly unknown[]]>([
    ['signInUrl', 'option_unknown', [{ signInUrl: '/login' }]],
    ['signInUrl', 'option_unknown', [{}, { signInUrl: '/login' }]],
    ['token', 'option_invalid', [{}, { token: undefined }]],
    ['unauthenticatedUrl', 'option_invalid', [{}, { unauthenticatedUrl: '//evil.example' }]],
    ['unauthorizedUrl', 'option_invalid', [() => true, { unauthorizedUrl: 'javascript:alert(1)' }]],
    ['unauthenticatedStatus', 'option_invalid', [{ unauthenticatedStatus: 403 }]],
  ])('are refused for a wrong %s: %s', (_, code, given) => {
    expect(() => readProtectArguments(given as unknown as ProtectArguments)).toThrow(withCode(code));
  });
});
