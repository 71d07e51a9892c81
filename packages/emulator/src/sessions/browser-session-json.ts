import type { Instance } from '../instance/instance.js';
import type { SessionRow } from '../store/tables.js';
import { findUser } from '../users/user-record.js';
import { factorVerificationAge } from './factor-verification-age.js';
import { sessionJSON } from './session-json.js';
import { signSessionToken } from './sign-session-token.js';
import { browserUserJSON } from '../organizations/browser-user-json.js';
import { publicUserData } from '../users/public-user-data.js';

/** A session with its user and a fresh token, as the Frontend API shows it. */
export async function browserSessionJSON(
  instance: Instance,
  session: SessionRow,
  origin: string | undefined,
): Promise<object> {
  const record = await findUser(instance.db, session.userId);
  return {
    ...sessionJSON(instance, session),
    factor_verification_age: factorVerificationAge(instance, session),
    tasks: [],
    last_active_token: { object: 'token', jwt: await signSessionToken(instance, session, origin) },
    user: record ? await browserUserJSON(instance, record) : null,
    public_user_data: record ? publicUserData(instance, record) : null,
  };
}
