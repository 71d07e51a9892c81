import type { Instance } from '../instance/instance.js';
import { findActiveSession } from '../sessions/find-active-session.js';
import { findClient } from '../sessions/find-client.js';
import { settleTasks } from '../sessions/settle-tasks.js';
import type { ClientRow } from '../store/tables.js';
import { redirectTo } from './redirect-to.js';
import { returnQuery } from './return-fields.js';
import { redirectBack, type ReturnTarget } from './return-target.js';

/** Redirects to the application after a sign-in or a sign-up, or to the page for an organization if one must be chosen first. */
export async function leavePages(instance: Instance, client: ClientRow, target: ReturnTarget): Promise<Response> {
  const current = (await findClient(instance.db, client.id)) ?? client;
  const session = await findActiveSession(instance, current);
  const [task] = session ? (await settleTasks(instance, session)).tasks : [];
  // The components of the application have the other tasks.
  if (task !== 'choose-organization') return redirectBack(instance, client, target, '/user');
  return redirectTo(instance, client, `/sign-in/choose-organization${returnQuery(target)}`);
}
