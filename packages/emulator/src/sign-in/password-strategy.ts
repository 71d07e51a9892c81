import { ParameterError } from '../errors/api-error.js';
import { verifyPassword } from '../users/hash-password.js';
import { unsupportedStrategy } from './attempt-verification.js';
import type { Strategy } from './strategy.js';

export const passwordStrategy: Strategy = {
  listFactors: ({ user }, { attributes }) =>
    user.passwordDigest === null || !attributes.password.enabled ? [] : [{ strategy: 'password' }],
  reverifies: true,

  async verify({ record, body }) {
    if (!record?.user.passwordDigest) throw unsupportedStrategy('password');
    if (await verifyPassword(body.string('password') ?? '', record.user.passwordDigest)) {
      return { userId: record.user.id };
    }
    throw new ParameterError(
      'form_password_incorrect',
      'is invalid',
      'password',
      'Password is incorrect. Try again, or use another method.',
    );
  },
};
