import { instanceSettings, type InstanceSettings } from '../instance/instance-settings.js';
import type { Instance } from '../instance/instance.js';
import { findUser, type UserRecord } from '../users/user-record.js';
import { notEmulatedStrategy, unsupportedStrategy } from './attempt-verification.js';
import {
  emailCodeStrategy,
  phoneCodeStrategy,
  resetPasswordEmailCodeStrategy,
  resetPasswordPhoneCodeStrategy,
} from './email-code-strategy.js';
import { emailLinkStrategy } from './email-link-strategy.js';
import { passkeyStrategy } from './passkey-strategy.js';
import { passwordStrategy } from './password-strategy.js';
import { findConnectionOf } from './find-connection.js';
import { isProviderStrategy, providerStrategy } from './provider-strategy.js';
import { backupCodeStrategy, totpStrategy } from './totp-strategy.js';
import type { SignInAttempt } from './sign-in-attempt.js';
import type { SignInFactor, Strategy } from './strategy.js';
import { ticketStrategy } from './ticket-strategy.js';
import { trustedDeviceStrategy } from './trusted-device-strategy.js';

/**
 * Every strategy under its name on the wire, in the order in which sign-in forms offer them: first factors and second factors, of which an
 * authenticator app comes first. A new strategy is one row here and
 * one file beside this one; pages, Frontend API and test controls use it through `sign-in-steps.ts`.
 */
export const strategies: Readonly<Record<string, Strategy>> = {
  password: passwordStrategy,
  passkey: passkeyStrategy,
  trusted_device: trustedDeviceStrategy,
  totp: totpStrategy,
  email_code: emailCodeStrategy,
  email_link: emailLinkStrategy,
  phone_code: phoneCodeStrategy,
  reset_password_email_code: resetPasswordEmailCodeStrategy,
  reset_password_phone_code: resetPasswordPhoneCodeStrategy,
  backup_code: backupCodeStrategy,
  ticket: ticketStrategy,
};

/** Strategies of the service that need a wallet or a script of a provider. */
const notEmulated = /^(web3_\w+_signature|oauth_token_\w+|google_one_tap)$/;

/**
 * @throws {ParameterError} `strategy_for_user_invalid`
 * @throws {NotEmulatedError}
 */
export function findStrategy(name: string): Strategy {
  const strategy = Object.hasOwn(strategies, name) ? strategies[name] : undefined;
  if (strategy) return strategy;
  if (isProviderStrategy(name)) return providerStrategy(name);
  throw notEmulated.test(name) ? notEmulatedStrategy(name) : unsupportedStrategy(name);
}

/** The first factors that a user can choose from, in the order of the table. */
export function firstFactors(record: UserRecord, settings: InstanceSettings): readonly SignInFactor[] {
  const providers = Object.keys(settings.social).filter((name) => settings.social[name]?.enabled);
  const all = [...Object.values(strategies), ...providers.map(providerStrategy)];
  return all.flatMap((strategy) => strategy.listFactors(record, settings));
}

/** The second factors that a user can choose from, in the order of the table. Backup codes only replace another one. */
export function secondFactors(record: UserRecord, settings: InstanceSettings): readonly SignInFactor[] {
  const factors = Object.values(strategies).flatMap((strategy) => strategy.listSecondFactors?.(record, settings) ?? []);
  return factors.some(({ strategy }) => strategy !== 'backup_code') ? factors : [];
}

/** The first factors of the person whom a sign-in has identified. People of an enterprise connection have only that one. */
export async function offeredFactors(
  instance: Instance,
  { userId, data: { identifier } }: Pick<SignInAttempt, 'userId' | 'data'>,
): Promise<readonly SignInFactor[]> {
  const record = userId === null ? undefined : await findUser(instance.db, userId);
  const connection = await findConnectionOf(instance, identifier, record);
  if (connection) {
    const { id, name } = connection;
    return [{ strategy: 'enterprise_sso', enterprise_connection_id: id, enterprise_connection_name: name }];
  }
  return record ? firstFactors(record, await instanceSettings(instance)) : [];
}
