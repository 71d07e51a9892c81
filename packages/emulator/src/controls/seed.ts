import type { SettingsChange } from '../instance/settings-change.js';
import type { JsonObject } from '../store/json-object.js';

/** A user of a seed. */
export interface SeedUser {
  /** Default: derived from the first e-mail address or the user name, so it is the same at every start. */
  readonly id?: string | undefined;
  readonly email_address?: string | undefined;
  /** Several addresses; the first is the primary one. Instead of `email_address` or after it. */
  readonly email_addresses?: readonly string[] | undefined;
  /** In E.164 form, such as `+15555550100`. They count as verified. */
  readonly phone_numbers?: readonly string[] | undefined;
  /** Plain text; shown by the emulator. Without one the user signs in with one click only. */
  readonly password?: string | undefined;
  readonly username?: string | undefined;
  readonly first_name?: string | undefined;
  readonly last_name?: string | undefined;
  readonly external_id?: string | undefined;
  readonly public_metadata?: JsonObject | undefined;
  readonly private_metadata?: JsonObject | undefined;
  readonly unsafe_metadata?: JsonObject | undefined;
  /** Slug of the plan that the user has, such as `pro_user`. Default: the free one. */
  readonly plan?: string | undefined;
}

/** A permission of organization members, in addition to those of the service. */
export interface SeedPermission {
  /** Such as `org:posts:publish`. */
  readonly key: string;
  readonly name: string;
  readonly description?: string | undefined;
}

/** A role of organization members, in addition to `org:admin` and `org:member`. */
export interface SeedRole {
  /** Such as `org:editor`. */
  readonly key: string;
  readonly name: string;
  readonly description?: string | undefined;
  /** Keys of permissions, of the seed or of the service. */
  readonly permissions?: readonly string[] | undefined;
}

/** An API key. */
export interface SeedApiKey {
  readonly name: string;
  /** E-mail address, user name or id of a user, or slug or id of an organization. */
  readonly subject: string;
  /** What programs send. Default: derived from subject and name, so it is the same at every start. */
  readonly secret?: string | undefined;
  readonly scopes?: readonly string[] | undefined;
}

/** A member of an organization of a seed. */
export interface SeedMember {
  /** E-mail address, user name or id of a user. */
  readonly user: string;
  /** Default `org:member`. */
  readonly role?: string | undefined;
}

/** An organization of a seed. */
export interface SeedOrganization {
  /** Default: derived from the slug or the name. */
  readonly id?: string | undefined;
  readonly name: string;
  readonly slug?: string | undefined;
  readonly public_metadata?: JsonObject | undefined;
  readonly private_metadata?: JsonObject | undefined;
  readonly members?: readonly SeedMember[] | undefined;
  /** Slug of the plan that the organization has, such as `pro_org`. Default: the free one. */
  readonly plan?: string | undefined;
}

/** The data that an emulator starts with. */
export interface Seed {
  /** Settings that differ from the defaults. */
  readonly settings?: SettingsChange | undefined;
  readonly permissions?: readonly SeedPermission[] | undefined;
  readonly roles?: readonly SeedRole[] | undefined;
  readonly users?: readonly SeedUser[] | undefined;
  readonly organizations?: readonly SeedOrganization[] | undefined;
  readonly api_keys?: readonly SeedApiKey[] | undefined;
}
