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
}

/** The data that an emulator starts with. */
export interface Seed {
  /** Settings that differ from the defaults. */
  readonly settings?: SettingsChange | undefined;
  readonly users?: readonly SeedUser[] | undefined;
  readonly organizations?: readonly SeedOrganization[] | undefined;
}

/** The default seed: three demo users. */
export const demoSeed: Seed = {
  users: [
    {
      email_address: 'ada@example.com',
      password: 'ada-demo-password',
      username: 'ada',
      first_name: 'Ada',
      last_name: 'Lovelace',
      public_metadata: { role: 'admin' },
    },
    {
      email_address: 'grace@example.com',
      password: 'grace-demo-password',
      username: 'grace',
      first_name: 'Grace',
      last_name: 'Hopper',
    },
    {
      email_address: 'alan@example.com',
      password: 'alan-demo-password',
      username: 'alan',
      first_name: 'Alan',
      last_name: 'Turing',
    },
  ],
};
