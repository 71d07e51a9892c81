import { ApiError } from '../errors/api-error.js';
import type { Instance } from '../instance/instance.js';
import { instanceSettings } from '../instance/instance-settings.js';
import type { SessionRow } from '../store/tables.js';
import { hasSecondFactor } from '../users/has-second-factor.js';
import type { UserRecord } from '../users/user-record.js';

const recentMs = 10 * 60 * 1000;

/**
 * Refuses a sensitive change if the person has not proved lately who they are. Instances without reverification allow it.
 * @throws {ApiError} 403 `session_reverification_required`
 */
export async function checkRecentProof(instance: Instance, session: SessionRow, record: UserRecord): Promise<void> {
  if (!(await instanceSettings(instance)).session.reverification) return;
  const firstAt = session.firstFactorVerifiedAt ?? session.createdAt;
  const provedAt = hasSecondFactor(record) ? (session.secondFactorVerifiedAt ?? 0) : firstAt;
  if (instance.now() - provedAt <= recentMs) return;
  throw new ApiError(
    403,
    'session_reverification_required',
    'Reverification required',
    'This change needs a recent proof of who you are. Verify the session first.',
  );
}
