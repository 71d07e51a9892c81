import { instanceSettings } from '../instance/instance-settings.js';
import type { Instance } from '../instance/instance.js';
import type { SessionRow } from '../store/tables.js';
import { hasSecondFactor } from '../users/has-second-factor.js';
import { findUser } from '../users/user-record.js';
import { updateOpenStatus } from './find-session.js';

/** What a person must do before a session is complete. */
export type SessionTask = 'reset-password' | 'setup-mfa' | 'choose-organization';

/** The tasks of a session, in the order in which they are shown. A session of somebody who impersonates the user has none. */
export async function listSessionTasks(
  instance: Pick<Instance, 'db' | 'signer'>,
  session: Pick<SessionRow, 'actor' | 'lastActiveOrganizationId' | 'userId'>,
): Promise<readonly SessionTask[]> {
  if (session.actor) return [];
  const settings = await instanceSettings(instance);
  const owner = await findUser(instance.db, session.userId);
  if (!owner) return [];
  const tasks: SessionTask[] = [];
  if (owner.user.passwordCompromisedAt !== null) tasks.push('reset-password');
  if (settings.sign_in.second_factor.required && !hasSecondFactor(owner)) tasks.push('setup-mfa');
  const { enabled, force_organization_selection: mustChoose } = settings.organizations;
  if (enabled && mustChoose && session.lastActiveOrganizationId === null) tasks.push('choose-organization');
  return tasks;
}

/** The session with the state that its tasks give it: `pending` while there are some. */
export async function settleTasks(
  instance: Instance,
  session: SessionRow,
): Promise<{ readonly session: SessionRow; readonly tasks: readonly SessionTask[] }> {
  if (session.status !== 'active' && session.status !== 'pending') return { session, tasks: [] };
  const tasks = await listSessionTasks(instance, session);
  const status = tasks.length > 0 ? 'pending' : 'active';
  if (status === session.status) return { session, tasks };
  await updateOpenStatus(instance.db, session.id, status);
  return { session: { ...session, status }, tasks };
}
