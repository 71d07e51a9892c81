/** The instance the keys belong to. */
export interface InstanceJSON {
  readonly object: 'instance';
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** `development`, `staging` or `production`. */
  readonly environment_type: string;
  /** Origins allowed besides the domains; used by browser extensions and native apps. */
  readonly allowed_origins: readonly string[] | null;
  /** Workspace the instance belongs to. */
  readonly workspace_id?: string | null;
}

/** Who may sign up. */
export interface InstanceRestrictionsJSON {
  readonly object: 'instance_restrictions';
  /** Whether only identifiers on the allowlist may sign up. */
  readonly allowlist: boolean;
  /** Whether identifiers on the blocklist are refused. */
  readonly blocklist: boolean;
  /** Whether addresses with `+`, `=` or `#` are refused. */
  readonly block_email_subaddresses: boolean;
  /** Whether throw-away e-mail domains are refused. */
  readonly block_disposable_email_domains: boolean;
  /** Whether Gmail addresses that differ only in dots are treated as equal. */
  readonly ignore_dots_for_gmail_addresses: boolean;
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** Whether the lists apply to sign-up only. */
  readonly allowlist_blocklist_disabled_on_sign_in?: boolean;
}

/** Settings of the instance. */
export interface InstanceSettingsJSON {
  readonly object: 'instance_settings';
  /** Identifier, unique within the instance. */
  readonly id?: string;
  /** Whether only identifiers on the allowlist may sign up. */
  readonly restricted_to_allowlist?: boolean;
  /** Local part of the sender of e-mails. */
  readonly from_email_address?: string;
  /** Whether sign-up may be finished step by step. */
  readonly progressive_sign_up?: boolean;
  /** Whether codes are sent from the shared domain of the service. */
  readonly enhanced_email_deliverability?: boolean;
}
