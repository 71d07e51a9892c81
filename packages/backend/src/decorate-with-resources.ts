import { createClerkClient } from './client.js';
import type { AllOptions } from './options.js';
import type { Organization } from './rest/resources/organization.js';
import type { Session } from './rest/resources/session.js';
import type { User } from './rest/resources/user.js';

/** Which resources to load. */
export interface LoadOptions {
  readonly loadSession?: boolean;
  readonly loadUser?: boolean;
  readonly loadOrganization?: boolean;
}

/** What {@link decorateObjectWithResources} adds. */
export interface LoadedResources {
  readonly session: Session | undefined;
  readonly user: User | undefined;
  readonly organization: Organization | undefined;
}

interface Ids {
  readonly sessionId?: string | null | undefined;
  readonly userId?: string | null | undefined;
  readonly orgId?: string | null | undefined;
}

/**
 * Adds the session, user and organization of an auth object to an object, loaded at the same time.
 * @throws {ClerkAPIResponseError} if one of them cannot be had
 */
export async function decorateObjectWithResources<T extends object>(
  object: T,
  { sessionId, userId, orgId }: Ids,
  { loadSession, loadUser, loadOrganization, ...options }: LoadOptions & AllOptions,
): Promise<T & LoadedResources> {
  const clerk = createClerkClient(options);
  const [session, user, organization] = await Promise.all([
    loadSession && sessionId ? clerk.sessions.getSession(sessionId) : undefined,
    loadUser && userId ? clerk.users.getUser(userId) : undefined,
    loadOrganization && orgId ? clerk.organizations.getOrganization({ organizationId: orgId }) : undefined,
  ]);
  return Object.assign(object, { session, user, organization });
}

function withoutPrivateMetadata<T>(resource: T): T {
  if (typeof resource !== 'object' || resource === null) return resource;
  const copy = { ...resource } as Record<string, unknown>;
  delete copy['privateMetadata'];
  delete copy['private_metadata'];
  // Everything but the private metadata is there.
  return copy as T;
}

/** Leaves out what only servers may see, before an object with resources is sent to a browser. */
export function stripPrivateDataFromObject<T extends object>(object: T): T {
  const copy = { ...object } as Record<string, unknown>;
  for (const name of ['user', 'organization']) {
    if (name in copy) copy[name] = withoutPrivateMetadata(copy[name]);
  }
  // The same members, private metadata left out.
  return copy as T;
}
