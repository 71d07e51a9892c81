import type { InstanceJSON, InstanceRestrictionsJSON, InstanceSettingsJSON } from '../../wire/instance.js';
import { resource } from '../resource.js';

/** The instance the keys belong to. */
export class Instance {
  /** Identifier, unique within the instance. */
  declare readonly id: string;
  /** `development`, `staging` or `production`. */
  declare readonly environmentType: string;
  /** Origins allowed besides the domains; used by browser extensions and native apps. */
  declare readonly allowedOrigins: string[] | null;
}

/** Who may sign up. */
export class InstanceRestrictions {
  /** Whether only identifiers on the allowlist may sign up. */
  declare readonly allowlist: boolean;
  /** Whether identifiers on the blocklist are refused. */
  declare readonly blocklist: boolean;
  /** Whether addresses with `+`, `=` or `#` are refused. */
  declare readonly blockEmailSubaddresses: boolean;
  /** Whether throw-away e-mail domains are refused. */
  declare readonly blockDisposableEmailDomains: boolean;
  /** Whether Gmail addresses that differ only in dots are treated as equal. */
  declare readonly ignoreDotsForGmailAddresses: boolean;
}

/** Settings of the instance. */
export class InstanceSettings {
  /** Identifier, unique within the instance. */
  declare readonly id?: string | undefined;
  /** Whether only identifiers on the allowlist may sign up. */
  declare readonly restrictedToAllowlist?: boolean | undefined;
  /** Local part of the sender of e-mails. */
  declare readonly fromEmailAddress?: string | undefined;
  /** Whether sign-up may be finished step by step. */
  declare readonly progressiveSignUp?: boolean | undefined;
  /** Whether codes are sent from the shared domain of the service. */
  declare readonly enhancedEmailDeliverability?: boolean | undefined;
}

/** Reads `InstanceJSON`. */
export const instance = resource<InstanceJSON>()('instance', Instance, ['id', 'environmentType', 'allowedOrigins']);

/** Reads `InstanceRestrictionsJSON`. */
export const instanceRestrictions = resource<InstanceRestrictionsJSON>()(
  'instance_restrictions',
  InstanceRestrictions,
  ['allowlist', 'blocklist', 'blockEmailSubaddresses', 'blockDisposableEmailDomains', 'ignoreDotsForGmailAddresses'],
);

/** Reads `InstanceSettingsJSON`. */
export const instanceSettings = resource<InstanceSettingsJSON>()('instance_settings', InstanceSettings, [
  'id',
  'restrictedToAllowlist',
  'fromEmailAddress',
  'progressiveSignUp',
  'enhancedEmailDeliverability',
]);
