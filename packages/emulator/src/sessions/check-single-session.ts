import { ApiError } from '../errors/api-error.js';
import { instanceSettings } from '../instance/instance-settings.js';
import type { Instance } from '../instance/instance.js';
import { listActiveSessions } from './find-active-session.js';

/** @throws {ApiError} 400 `session_exists` if a browser may have one session, and has it */
export async function checkSingleSession(instance: Instance, clientId: string): Promise<void> {
  const { session } = await instanceSettings(instance);
  if (!session.single_session_mode || (await listActiveSessions(instance, clientId)).length === 0) return;
  throw new ApiError(
    400,
    'session_exists',
    'Session already exists',
    "You're currently in single session mode. You can only be signed into one account at a time.",
  );
}
