import { expect, it } from 'vitest';
import type { HandMade } from './define-adapter.js';

const session = { tokenType: 'session_token', userId: 'user_9' } as const;
const key = { tokenType: 'api_key', id: 'ak_1', userId: 'user_9' } as const;

/** `getAuth` of a request that a unit test made by hand. */
export function describeHandMade({ getAuth, make }: HandMade): void {
  it('answers with an auth object, and with a function that gives one', () => {
    for (const auth of [session, () => session]) {
      expect(getAuth(make(auth))).toBe(session);
      expect(getAuth(make(auth), { acceptsToken: 'any' })).toBe(session);
      expect(getAuth(make(auth), { acceptsToken: ['session_token', 'api_key'] })).toBe(session);
      expect(getAuth(make(auth), { acceptsToken: 'api_key' })).toMatchObject({
        isAuthenticated: false,
        tokenType: 'api_key',
      });
    }
    expect(getAuth(make(key))).toMatchObject({ isAuthenticated: false, userId: null });
    expect(getAuth(make(key), { acceptsToken: 'api_key' })).toBe(key);
    expect(getAuth(make({ userId: 'user_9' }))).toEqual({ userId: 'user_9' });
    let asked: unknown;
    getAuth(
      make((options: unknown) => ((asked = options), session)),
      { treatPendingAsSignedOut: false },
    );
    expect(asked).toEqual({ treatPendingAsSignedOut: false });
  });

  it('says what is missing where there is none', () => {
    for (const request of [undefined, null, {}, make(undefined), make(null), make('x'), make(() => null)])
      expect(() => getAuth(request)).toThrow(expect.objectContaining({ code: 'middleware_missing' }) as Error);
  });
}
