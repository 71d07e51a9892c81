import type { AuthObject, ClerkClient } from '@acme/backend/adapter';

type Resources = {
  readonly user?: Awaited<ReturnType<ClerkClient['users']['getUser']>> | undefined;
  readonly session?: Awaited<ReturnType<ClerkClient['sessions']['getSession']>> | undefined;
  readonly organization?: Awaited<ReturnType<ClerkClient['organizations']['getOrganization']>> | undefined;
};

/** What `rootAuthLoader` loads for its function. */
export interface LoadOptions {
  /** Loads the user who is signed in, `request.user`. Default false. */
  readonly loadUser?: boolean | undefined;
  /** Loads the session, `request.session`. Default false. */
  readonly loadSession?: boolean | undefined;
  /** Loads the active organization, `request.organization`. Default false. */
  readonly loadOrganization?: boolean | undefined;
}

export type { Resources as LoadedResources };

/** Loads what was asked for, all at once. */
export async function loadResources(
  auth: AuthObject,
  client: () => Promise<ClerkClient>,
  { loadUser, loadSession, loadOrganization }: LoadOptions,
): Promise<Resources> {
  const isNeeded = loadUser || loadSession || loadOrganization;
  if (!isNeeded || auth.tokenType !== 'session_token' || !auth.userId) return {};
  const { userId, sessionId, orgId } = auth;
  const { users, sessions, organizations } = await client();
  const [user, session, organization] = await Promise.all([
    loadUser ? users.getUser(userId) : undefined,
    loadSession && sessionId ? sessions.getSession(sessionId) : undefined,
    loadOrganization && orgId ? organizations.getOrganization({ organizationId: orgId }) : undefined,
  ]);
  return { user, session, organization };
}
