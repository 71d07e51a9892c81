import { createClerkClient } from './clerk-client.js';
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
  /** A plain object, without its private metadata. */
  readonly user: Omit<User, 'privateMetadata' | 'raw'> | undefined;
  /** A plain object, without its private metadata. */
  readonly organization: Omit<Organization, 'privateMetadata' | 'raw'> | undefined;
}

interface Ids {
  readonly sessionId?: string | null | undefined;
  readonly userId?: string | null | undefined;
  readonly orgId?: string | null | undefined;
}

/**
 * Adds the session, user and organization of an auth object to an object, loaded at the same time. Such objects are sent to
 * browsers: what only servers may see is left out.
 * @throws {ClerkAPIResponseError} if one of them cannot be fetched
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
  return Object.assign(object, stripPrivateDataFromObject({ session, user, organization }));
}

const privateNames = ['privateMetadata', 'private_metadata'];
/** Members that hold a resource in the form it had on the wire. */
const wireForms = ['raw', '_raw'];

function withoutPrivateMetadata<T>(resource: T): T {
  if (typeof resource !== 'object' || resource === null) return resource;
  const members = Object.entries(resource).filter(([name]) => !privateNames.includes(name));
  // Everything but the private metadata is there.
  return Object.fromEntries(
    members.map(([name, value]) => [name, wireForms.includes(name) ? withoutPrivateMetadata<unknown>(value) : value]),
  ) as T;
}

/** Leaves out what only servers may see, before an object with resources is sent to a browser. */
export function stripPrivateDataFromObject<T extends object>(object: T): T {
  const { user, organization } = object as Partial<Record<'user' | 'organization', unknown>>;
  return { ...object, user: withoutPrivateMetadata(user), organization: withoutPrivateMetadata(organization) };
}
