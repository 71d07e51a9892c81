import { and, eq } from 'drizzle-orm';
import type { Instance } from '../instance/instance.js';
import { sessions } from '../store/tables.js';

/** Takes an organization out of the sessions where it is active: of one user, or of all if the organization was deleted. */
export async function deactivateOrganization(
  { db, now }: Instance,
  organizationId: string,
  userId?: string,
): Promise<void> {
  await db
    .update(sessions)
    .set({ lastActiveOrganizationId: null, updatedAt: now() })
    .where(
      and(
        eq(sessions.lastActiveOrganizationId, organizationId),
        userId === undefined ? undefined : eq(sessions.userId, userId),
      ),
    );
}
