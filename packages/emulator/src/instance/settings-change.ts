import type {
  InstanceProtectJSON,
  InstanceRestrictionsJSON,
  OAuthApplicationSettingsJSON,
  OrganizationSettingsJSON,
} from '@acme/backend/wire';

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
  /** Whether active enterprise connections sign people in. */
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
  readonly organizations: Required<Omit<OrganizationSettingsJSON, 'object' | 'id'>> & {
    readonly force_organization_selection: boolean;
  };
  readonly api_keys: { readonly enabled: boolean; readonly user: boolean; readonly organization: boolean };
  readonly billing: { readonly enabled: boolean; readonly user: boolean; readonly organization: boolean };
  /** Who may sign up and sign in. `allowlist` and `blocklist`: whether these lists apply. */
  readonly restrictions: Required<Omit<InstanceRestrictionsJSON, 'object' | 'id'>>;
  readonly general: GeneralSettings;
  readonly protect: Omit<InstanceProtectJSON, 'object'>;
  /** Countries, in two letters, that get no text messages. */
  readonly communication: { readonly blocked_country_codes: readonly string[] };
  readonly oauth_applications: Required<Omit<OAuthApplicationSettingsJSON, 'object' | 'default_scopes'>> & {
    readonly default_scopes: readonly string[];
  };
}

/** Name, addresses and modes of the instance. Null: not set. */
export interface GeneralSettings {
  readonly application_name: string;
  readonly home_url: string | null;
  readonly support_email: string | null;
  /** The part before the `@` of the sender of e-mails. */
  readonly from_email_address: string;
  readonly allowed_origins: readonly string[];
  readonly test_mode: boolean;
  /** Whether passwords are checked against known leaks. The emulator has no list of leaks. */
  readonly hibp: boolean;
  readonly url_based_session_syncing: boolean;
  readonly enhanced_email_deliverability: boolean;
  readonly clerk_js_version: string | null;
  readonly development_origin: string | null;
  readonly preferred_sign_in_strategy_when_password_required: string | null;
}

type PartOf<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { readonly [Name in keyof T]?: PartOf<T[Name]> }
    : T;

/** Settings to change: objects may be given in part; lists are replaced. */
export type SettingsChange = PartOf<InstanceSettings>;
