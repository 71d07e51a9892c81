import type { OrganizationSettingsJSON } from '@acme/backend/wire';
import { isJsonObject, type JsonObject } from '../store/json-object.js';
import { readSettings } from '../store/read-settings.js';
import type { Instance } from './instance.js';

/** What a user can have, by the names of the wire. */
export type AttributeName =
  | 'email_address'
  | 'phone_number'
  | 'username'
  | 'first_name'
  | 'last_name'
  | 'password'
  | 'passkey'
  | 'web3_wallet'
  | 'authenticator_app'
  | 'backup_code';

/** How an attribute is used. */
export interface AttributeSettings {
  readonly enabled: boolean;
  /** Whether a sign-up must give it. */
  readonly required: boolean;
  readonly used_for_first_factor: boolean;
  /** Strategies that prove who signs in. */
  readonly first_factors: readonly string[];
  readonly used_for_second_factor: boolean;
  readonly second_factors: readonly string[];
  /** Strategies that verify the attribute itself. */
  readonly verifications: readonly string[];
  readonly verify_at_sign_up: boolean;
}

/** A social provider. The emulator plays every provider itself. */
export interface SocialSettings {
  readonly enabled: boolean;
  /** Whether people may sign in with it, not only connect it. */
  readonly authenticatable: boolean;
  /** The name that buttons show. */
  readonly name: string;
}

/** Everything that decides how people sign in, sign up and use their account, in wire names. */
export interface InstanceSettings {
  readonly attributes: Readonly<Record<AttributeName, AttributeSettings>>;
  /** By strategy, such as `oauth_google`. */
  readonly social: Readonly<Record<string, SocialSettings>>;
  readonly enterprise_sso: { readonly enabled: boolean };
  readonly sign_in: { readonly second_factor: { readonly required: boolean } };
  readonly sign_up: {
    /** `restricted`: invitations only; `waitlist`: people can only ask for an invitation. */
    readonly mode: 'public' | 'restricted' | 'waitlist';
    readonly progressive: boolean;
    readonly legal_consent_enabled: boolean;
  };
  readonly password_settings: {
    readonly min_length: number;
    readonly max_length: number;
    readonly require_special_char: boolean;
    readonly require_numbers: boolean;
    readonly require_uppercase: boolean;
    readonly require_lowercase: boolean;
  };
  readonly username_settings: { readonly min_length: number; readonly max_length: number };
  readonly passkey_settings: { readonly allow_autofill: boolean; readonly show_sign_in_button: boolean };
  readonly actions: {
    readonly delete_self: boolean;
    readonly create_organization: boolean;
    /** Null: any number. */
    readonly create_organizations_limit: number | null;
  };
  readonly session: {
    readonly single_session_mode: boolean;
    /** Whether sensitive changes need a recent sign-in. */
    readonly reverification: boolean;
  };
  readonly organizations: OrganizationSettingsJSON & { readonly force_organization_selection: boolean };
  readonly api_keys: { readonly enabled: boolean; readonly user: boolean; readonly organization: boolean };
  readonly billing: { readonly enabled: boolean; readonly user: boolean; readonly organization: boolean };
}

/** The role of the creator of an organization. */
export const creatorRole = 'org:admin';

const unused: AttributeSettings = {
  enabled: false,
  required: false,
  used_for_first_factor: false,
  first_factors: [],
  used_for_second_factor: false,
  second_factors: [],
  verifications: [],
  verify_at_sign_up: false,
};

const optional: AttributeSettings = { ...unused, enabled: true };

/** The settings of a new instance: everything that works without another service. */
const defaults: Omit<InstanceSettings, 'organizations'> = {
  attributes: {
    email_address: {
      ...optional,
      required: true,
      used_for_first_factor: true,
      first_factors: ['email_code', 'email_link'],
      verifications: ['email_code', 'email_link'],
      verify_at_sign_up: true,
    },
    phone_number: {
      ...optional,
      used_for_first_factor: true,
      first_factors: ['phone_code'],
      used_for_second_factor: true,
      second_factors: ['phone_code'],
      verifications: ['phone_code'],
    },
    username: { ...optional, used_for_first_factor: true },
    first_name: optional,
    last_name: optional,
    password: { ...optional, required: true },
    passkey: { ...optional, used_for_first_factor: true, first_factors: ['passkey'] },
    web3_wallet: unused,
    authenticator_app: { ...optional, used_for_second_factor: true, second_factors: ['totp'] },
    backup_code: { ...optional, used_for_second_factor: true, second_factors: ['backup_code'] },
  },
  social: {
    oauth_google: { enabled: true, authenticatable: true, name: 'Google' },
    oauth_github: { enabled: true, authenticatable: true, name: 'GitHub' },
  },
  enterprise_sso: { enabled: false },
  sign_in: { second_factor: { required: false } },
  sign_up: { mode: 'public', progressive: true, legal_consent_enabled: false },
  password_settings: {
    min_length: 8,
    max_length: 72,
    require_special_char: false,
    require_numbers: false,
    require_uppercase: false,
    require_lowercase: false,
  },
  username_settings: { min_length: 1, max_length: 64 },
  passkey_settings: { allow_autofill: false, show_sign_in_button: true },
  actions: { delete_self: true, create_organization: true, create_organizations_limit: null },
  session: { single_session_mode: false, reverification: false },
  api_keys: { enabled: true, user: true, organization: true },
  billing: { enabled: true, user: true, organization: true },
};

/** The organization settings of a new instance. */
export function defaultOrganizationSettings({ signer }: Pick<Instance, 'signer'>): InstanceSettings['organizations'] {
  return {
    object: 'organization_settings',
    id: signer.jwk.kid,
    enabled: true,
    max_allowed_memberships: 5,
    max_allowed_roles: 10,
    max_allowed_permissions: 50,
    max_role_sets_allowed: 1,
    max_allowed_domains: 10,
    creator_role: creatorRole,
    admin_delete_enabled: true,
    domains_enabled: true,
    slug_disabled: false,
    domains_enrollment_modes: ['manual_invitation', 'automatic_invitation', 'automatic_suggestion'],
    domains_default_role: 'org:member',
    initial_role_set_key: null,
    force_organization_selection: false,
  };
}

/** The settings of the instance: the defaults, overridden by stored changes. */
export async function instanceSettings(instance: Pick<Instance, 'db' | 'signer'>): Promise<InstanceSettings> {
  const [changes, organizations] = await Promise.all([
    readSettings<JsonObject>(instance, 'authentication', {}),
    readSettings(instance, 'organizations', defaultOrganizationSettings(instance)),
  ]);
  // Changes are checked when they are stored.
  return { ...(merge(defaults, changes) as unknown as typeof defaults), organizations };
}

/** Overrides values; objects are merged, lists are replaced. */
function merge(base: JsonObject, change: JsonObject): JsonObject {
  const entries = Object.entries(change).map(([name, value]) => {
    const known = base[name];
    return [name, isJsonObject(known) && isJsonObject(value) ? merge(known, value) : value] as const;
  });
  return { ...base, ...Object.fromEntries(entries) };
}
