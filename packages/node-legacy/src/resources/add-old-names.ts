import type { EnterpriseAccount } from '@acme/backend';
import {
  Client,
  decode,
  ExternalAccount,
  Organization,
  OrganizationMembership,
  OrganizationMembershipPublicUserData,
  User,
} from '@acme/backend/resources';
import type { ListForm } from '../legacy-list.js';

/** Names of a user in 2.x to 5.x. */
export interface OldUserNames {
  /** @deprecated Use `imageUrl`. */
  readonly profileImageUrl: string;
  /** @deprecated The service no longer has it. */
  readonly gender: string | undefined;
  /** @deprecated The service no longer has it. */
  readonly birthday: string | undefined;
  /** @deprecated Name in 5.x; use `enterpriseAccounts`, which has accounts of other protocols too. */
  readonly samlAccounts: readonly EnterpriseAccount[];
}

/** Names of an account at an OAuth provider in 2.x to 4.x. */
export interface OldExternalAccountNames {
  /** @deprecated Use `imageUrl`. */
  readonly picture: string;
}

/** Names of an organization in 3.x and 4.x. */
export interface OldOrganizationNames {
  /** @deprecated Use `imageUrl`. */
  readonly logoUrl: string;
  /** @deprecated Use `membersCount`. */
  readonly members_count: number | undefined;
}

/** Names of a member in 3.x and 4.x. */
export interface OldPublicUserDataNames {
  /** @deprecated Use `imageUrl`. */
  readonly profileImageUrl: string;
}

/** Names of a client in 2.x and 3.x. */
export interface OldClientNames {
  /** @deprecated Use `signInId`. */
  readonly signInAttemptId: string | null;
  /** @deprecated Use `signUpId`. */
  readonly signUpAttemptId: string | null;
}

/** The resources that had further names, or have such a part. */
export type Renamed =
  User | ExternalAccount | Organization | OrganizationMembershipPublicUserData | OrganizationMembership | Client;

/** A resource with the names it had in 2.x to 4.x, in its parts too. */
// The old names come first, so that code which goes through a list of parts finds them.
export type WithOldNames<T> = T extends User
  ? OldUserNames & { readonly externalAccounts: WithOldNames<ExternalAccount>[] } & T
  : T extends ExternalAccount
    ? OldExternalAccountNames & T
    : T extends Organization
      ? OldOrganizationNames & T
      : T extends OrganizationMembership
        ? {
            readonly organization: WithOldNames<Organization>;
            readonly publicUserData?: WithOldNames<OrganizationMembershipPublicUserData> | null | undefined;
          } & T
        : T extends OrganizationMembershipPublicUserData
          ? OldPublicUserDataNames & T
          : T extends Client
            ? OldClientNames & T
            : T;

type Names = Readonly<Record<string, unknown>>;

/** A field of the JSON that the classes no longer have. */
function wireField(resource: User | Organization, name: string): unknown {
  return resource.raw === null ? undefined : (Reflect.get(resource.raw, name) as unknown);
}

/** Older versions of the API answer with a list of their own. */
function samlAccountsOf(user: User): unknown {
  const listed = wireField(user, 'saml_accounts');
  if (!Array.isArray(listed) || listed.length === 0)
    return user.enterpriseAccounts.filter(({ protocol }) => protocol === 'saml');
  return listed.map((json: object) => decode({ ...json, object: 'enterprise_account', protocol: 'saml' }));
}

function namesOf(resource: object): Names | undefined {
  if (resource instanceof User)
    return {
      profileImageUrl: wireField(resource, 'profile_image_url') ?? resource.imageUrl,
      gender: wireField(resource, 'gender'),
      birthday: wireField(resource, 'birthday'),
      samlAccounts: samlAccountsOf(resource),
    } satisfies Record<keyof OldUserNames, unknown>;
  if (resource instanceof ExternalAccount)
    return { picture: resource.imageUrl } satisfies Record<keyof OldExternalAccountNames, unknown>;
  if (resource instanceof Organization)
    return {
      logoUrl: wireField(resource, 'logo_url') ?? resource.imageUrl,
      members_count: resource.membersCount,
    } satisfies Record<keyof OldOrganizationNames, unknown>;
  if (resource instanceof OrganizationMembershipPublicUserData)
    return { profileImageUrl: resource.imageUrl } satisfies Record<keyof OldPublicUserDataNames, unknown>;
  if (resource instanceof Client)
    return {
      signInAttemptId: resource.signInId,
      signUpAttemptId: resource.signUpId,
    } satisfies Record<keyof OldClientNames, unknown>;
  return undefined;
}

function partsOf(resource: object): readonly unknown[] {
  if (Array.isArray(resource)) return resource;
  if (resource instanceof User) return resource.externalAccounts;
  if (resource instanceof OrganizationMembership) return [resource.organization, resource.publicUserData];
  return [];
}

/** Names that were fields in 4.x or 5.x too, and so are in their JSON; the others were getters from 4.x on. */
const fields: ReadonlySet<string> = new Set(['gender', 'birthday', 'samlAccounts'] satisfies (keyof OldUserNames)[]);

/**
 * Gives resources the names that they had in 2.x to 5.x.
 * @param form - in the JSON of `array` all names are members, as they were in 2.x and 3.x; in that of `page`, those that 4.x and 5.x had
 */
export function addOldNames(answer: unknown, form: ListForm): void {
  if (typeof answer !== 'object' || answer === null) return;
  for (const part of partsOf(answer)) addOldNames(part, form);
  for (const [name, value] of Object.entries(namesOf(answer) ?? {}))
    Object.defineProperty(answer, name, {
      value,
      // A name without a value is no member of the JSON either.
      enumerable: (form === 'array' || fields.has(name)) && value !== undefined,
      writable: true,
      configurable: true,
    });
}
