import type { Instance } from '../instance/instance.js';
import { organizationCollection } from '../organizations/organization.js';
import { imageUrl } from '../store/image-url.js';
import { primaryEmailAddress } from '../users/display-name.js';
import { findUser } from '../users/user-record.js';

/** Whom the claims are about, and what the application may see. */
interface ClaimsSubject {
  readonly userId: string;
  readonly scopes: readonly string[];
  readonly organizationId?: string | null | undefined;
}

/** The claims of a user that the scopes allow; undefined if the user is gone. */
export async function userClaims(instance: Instance, subject: ClaimsSubject): Promise<object | undefined> {
  const record = await findUser(instance.db, subject.userId);
  if (!record) return undefined;
  const { user } = record;
  const has = (scope: string) => subject.scopes.includes(scope);
  const email = primaryEmailAddress(record);
  const names = [user.firstName, user.lastName].filter((name) => name !== null);
  const organization =
    has('user:org:read') && subject.organizationId
      ? await organizationCollection.find(instance.db, subject.organizationId)
      : undefined;
  return {
    ...(has('email') && { email: email?.emailAddress ?? null, email_verified: email?.verified ?? null }),
    ...(has('profile') && {
      name: names.length > 0 ? names.join(' ') : null,
      given_name: user.firstName,
      family_name: user.lastName,
      preferred_username: user.username,
      picture: imageUrl(instance, user.imageId, user.id),
    }),
    ...(has('public_metadata') && { public_metadata: user.publicMetadata }),
    ...(has('private_metadata') && { private_metadata: user.privateMetadata }),
    ...(organization && { org_id: organization.id, org_name: organization.name, org_slug: organization.slug }),
  };
}
