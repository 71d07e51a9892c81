import { strategies } from './strategies.js';
import type { Instance } from '../instance/instance.js';
import type { AttemptRow } from '../store/tables.js';
import { findUser, type UserRecord } from '../users/user-record.js';
import { textOf } from './find-attempt.js';
import { imageUrl } from '../store/image-url.js';

/** A sign-in in progress. */
export async function signInJSON(instance: Instance, attempt: AttemptRow): Promise<object> {
  const record = attempt.userId ? await findUser(instance.db, attempt.userId) : undefined;
  const strategy = textOf(attempt, 'strategy');
  const isComplete = attempt.status === 'complete';
  return {
    object: 'sign_in_attempt',
    id: attempt.id,
    status: attempt.status,
    identifier: textOf(attempt, 'identifier'),
    supported_identifiers: ['email_address', 'username'],
    supported_first_factors: record ? firstFactors(record) : null,
    supported_second_factors: null,
    first_factor_verification: strategy
      ? {
          object: 'verification',
          status: isComplete ? 'verified' : 'unverified',
          strategy,
          attempts: null,
          expire_at: null,
        }
      : null,
    second_factor_verification: null,
    user_data: record
      ? {
          first_name: record.user.firstName,
          last_name: record.user.lastName,
          image_url: imageUrl(instance, record.user.imageId, record.user.id),
          has_image: record.user.imageId !== null,
        }
      : null,
    created_session_id: attempt.createdSessionId,
    abandon_at: attempt.createdAt + 24 * 60 * 60 * 1000,
  };
}

/** The factors that a user can choose from, in the order of the table. */
function firstFactors(record: UserRecord): readonly object[] {
  return Object.values(strategies).flatMap((strategy) => strategy.listFactors(record));
}
