/** The instance the keys belong to. */
export interface InstanceJSON {
  readonly object: 'instance';
  readonly id: string;
  readonly environment_type: string;
  readonly allowed_origins: readonly string[] | null;
  /** Workspace the instance belongs to. */
  readonly workspace_id?: string | null;
}

/** Who may sign up. */
export interface InstanceRestrictionsJSON {
  readonly object: 'instance_restrictions';
  readonly allowlist: boolean;
  readonly blocklist: boolean;
  readonly block_email_subaddresses: boolean;
  readonly block_disposable_email_domains: boolean;
  readonly ignore_dots_for_gmail_addresses: boolean;
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** Whether the lists apply to sign-up only. */
  readonly allowlist_blocklist_disabled_on_sign_in?: boolean;
}

/** Settings of the instance. */
export interface InstanceSettingsJSON {
  readonly object: 'instance_settings';
  readonly id?: string;
  readonly restricted_to_allowlist?: boolean;
  readonly from_email_address?: string;
  readonly progressive_sign_up?: boolean;
  readonly enhanced_email_deliverability?: boolean;
}
