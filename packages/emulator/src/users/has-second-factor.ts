import type { UserParts } from './user-parts.js';

/** Whether a user has a second factor, apart from backup codes: an authenticator app, or a number for codes. */
export function hasSecondFactor({ hasTotp, phoneNumbers }: Pick<UserParts, 'hasTotp' | 'phoneNumbers'>): boolean {
  return hasTotp || phoneNumbers.some(({ verified, reservedForSecondFactor }) => verified && reservedForSecondFactor);
}
