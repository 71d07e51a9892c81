import type { Instance } from '../instance/instance.js';
import { startSession } from '../sessions/start-session.js';
import type { SessionRow } from '../store/tables.js';
import { createUser, type NewUser } from '../users/create-user.js';
import type { UserRecord } from '../users/user-record.js';

/** How a sign-up verifies the e-mail address. */
const strategy = 'email_code';

/** The last steps of every sign-up, for hosted pages and Frontend API. */
export const signUpSteps = {
  /** Creates the account; its e-mail addresses count as verified by a code. @throws {ParameterError} */
  createAccount(instance: Instance, wanted: NewUser): Promise<UserRecord> {
    return createUser(instance, { ...wanted, verificationStrategy: strategy });
  },

  /** Signs the new user in. */
  startSession(instance: Instance, clientId: string, { user }: UserRecord): Promise<SessionRow> {
    return startSession(instance, { clientId, userId: user.id, strategy });
  },
} as const;
