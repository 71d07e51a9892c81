import { instanceSettings } from '../instance/instance-settings.js';
import type { Instance } from '../instance/instance.js';
import { imageUrl } from '../store/image-url.js';
import { findUser } from '../users/user-record.js';
import { verificationJSON } from './attempt-verification.js';
import { attemptLifetimeMs } from './find-attempt.js';
import { supportedIdentifiers } from './identify-user.js';
import type { SignInAttempt } from './sign-in-attempt.js';
import { offeredFactors, secondFactors } from './strategies.js';

/** A sign-in in progress. */
export async function signInJSON(instance: Instance, attempt: SignInAttempt): Promise<object> {
  const settings = await instanceSettings(instance);
  const record = attempt.userId ? await findUser(instance.db, attempt.userId) : undefined;
  const { identifier, first, second } = attempt.data;
  return {
    object: 'sign_in_attempt',
    id: attempt.id,
    status: attempt.status,
    identifier,
    supported_identifiers: supportedIdentifiers(settings),
    supported_first_factors: identifier === null && !record ? null : await offeredFactors(instance, attempt),
    supported_second_factors:
      record && attempt.status === 'needs_second_factor' ? secondFactors(record, settings) : null,
    first_factor_verification: verificationJSON(instance, first),
    second_factor_verification: verificationJSON(instance, second),
    user_data: record
      ? {
          first_name: record.user.firstName,
          last_name: record.user.lastName,
          image_url: imageUrl(instance, record.user.imageId, record.user.id),
          has_image: record.user.imageId !== null,
        }
      : null,
    created_session_id: attempt.createdSessionId,
    abandon_at: attempt.createdAt + attemptLifetimeMs,
  };
}
