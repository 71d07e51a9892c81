import type { Instance } from '../instance/instance.js';
import type { SessionRow } from '../store/tables.js';
import { findUser } from '../users/user-record.js';
import { factorVerificationAge } from './factor-verification-age.js';
import { settleTasks } from './settle-tasks.js';
import { sessionJSON } from './session-json.js';
import { signSessionToken } from './sign-session-token.js';
import { browserUserJSON } from '../organizations/browser-user-json.js';
import { publicUserData } from '../users/public-user-data.js';

/** A session with its user and a fresh token, as the Frontend API shows it to the client of the session. */
export async function browserSessionJSON(
  instance: Instance,
  row: SessionRow,
  origin: string | undefined,
): Promise<object> {
  const { session } = await settleTasks(instance, row);
  return {
    ...(await foreignSessionJSON(instance, session)),
    last_active_token: { object: 'token', jwt: await signSessionToken(instance, session, origin) },
  };
}

/** A session with its user and without a token, as another client of the user sees it. */
export async function foreignSessionJSON(instance: Instance, row: SessionRow): Promise<object> {
  const { session, tasks } = await settleTasks(instance, row);
  const record = await findUser(instance.db, session.userId);
  return {
    ...sessionJSON(instance, session),
    last_active_organization_id: session.lastActiveOrganizationId,
    factor_verification_age: factorVerificationAge(instance, session),
    tasks: tasks.map((key) => ({ key })),
    last_active_token: null,
    user: record ? await browserUserJSON(instance, record) : null,
    public_user_data: record ? publicUserData(instance, record) : null,
  };
}
