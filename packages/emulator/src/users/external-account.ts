import type { ExternalAccountJSON, VerificationStatus } from '@acme/backend/wire';
import { NotFoundError, type ApiErrorJSON } from '../errors/api-error.js';
import type { Instance } from '../instance/instance.js';
import { Collection, type Row } from '../store/collection.js';

const lifetimeMs = 10 * 60 * 1000;

/** A person at a provider, as the provider describes them. */
export interface ProviderPerson {
  /** Id at the provider. */
  readonly providerUserId: string;
  readonly emailAddress: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly username?: string | null | undefined;
}

/** An account of a user at a provider. Scope: the user. */
export interface ExternalAccount extends ProviderPerson {
  /** Such as `oauth_google`. */
  readonly strategy: string;
  /** Separated by spaces. */
  readonly approvedScopes: string;
  readonly status: VerificationStatus;
  /** End of the connection that was started; Unix time in ms. */
  readonly expiresAt: number;
  /** Where the person confirms the connection; null if nothing is open. */
  readonly redirectUrl: string | null;
  /** The access token that the provider issued last; null if it was revoked. */
  readonly token?: { readonly text: string; readonly expiresAt: number } | null | undefined;
  /** Why the last connection failed; null if it did not. */
  readonly error?: ApiErrorJSON | null | undefined;
}

export type ExternalAccountRow = Row<ExternalAccount>;

export const externalAccounts = new Collection<ExternalAccount>('external_account', {
  idPrefix: 'eac',
  uniqueBy: ({ strategy, providerUserId }) => (providerUserId === '' ? undefined : `${strategy} ${providerUserId}`),
  uniqueField: 'strategy',
});

/** The account of a person at a provider, whoever has it. */
export function findExternalAccount(
  { db }: Pick<Instance, 'db'>,
  strategy: string,
  providerUserId: string,
): Promise<ExternalAccountRow | undefined> {
  return externalAccounts.findWhere(db, { where: { strategy, providerUserId, status: 'verified' } });
}

/** The account of a user with this id. @throws {NotFoundError} */
export async function requireExternalAccount(
  { db }: Pick<Instance, 'db'>,
  userId: string,
  id: string,
): Promise<ExternalAccountRow> {
  const row = await externalAccounts.findWhere(db, { ids: [id], scope: userId });
  if (row) return row;
  throw new NotFoundError(`The user has no external account with id ${id}.`);
}

const defaultScopes = 'openid email profile';

/** Stores an account that the provider has confirmed. @throws {ParameterError} `form_identifier_exists` */
export function insertExternalAccount(
  instance: Instance,
  userId: string,
  strategy: string,
  person: ProviderPerson,
): Promise<ExternalAccountRow> {
  const data = { ...pending(instance, strategy), ...confirmed(person), approvedScopes: defaultScopes };
  return externalAccounts.insert(instance, data, { scope: userId });
}

/** Starts to connect an account; nothing is known of the person yet. */
export function startExternalAccount(
  instance: Instance,
  userId: string,
  strategy: string,
): Promise<ExternalAccountRow> {
  return externalAccounts.insert(instance, pending(instance, strategy), { scope: userId });
}

/** Remembers where the person confirms, and for which scopes. */
export function openConnection(
  instance: Instance,
  row: ExternalAccountRow,
  { redirectUrl, scopes }: { readonly redirectUrl: string; readonly scopes: readonly string[] },
): Promise<ExternalAccountRow> {
  const approvedScopes = [...new Set([...row.approvedScopes.split(' '), ...scopes])].join(' ').trim();
  const expiresAt = instance.now() + lifetimeMs;
  return externalAccounts.update(instance, row, { redirectUrl, approvedScopes, expiresAt, error: null });
}

/** Ends a connection: the provider has confirmed the person. @throws {ParameterError} `form_identifier_exists` */
export function confirmExternalAccount(
  instance: Instance,
  row: ExternalAccountRow,
  person: ProviderPerson,
): Promise<ExternalAccountRow> {
  return externalAccounts.update(instance, row, confirmed(person));
}

/** Ends a connection that failed. An account that was confirmed before stays so. */
export function failExternalAccount(
  instance: Instance,
  row: ExternalAccountRow,
  error: ApiErrorJSON,
): Promise<ExternalAccountRow> {
  const status = row.status === 'verified' ? 'verified' : 'failed';
  return externalAccounts.update(instance, row, { status, error, redirectUrl: null });
}

function pending({ now }: Pick<Instance, 'now'>, strategy: string): ExternalAccount {
  return {
    strategy,
    providerUserId: '',
    emailAddress: '',
    firstName: null,
    lastName: null,
    approvedScopes: defaultScopes,
    status: 'unverified',
    expiresAt: now() + lifetimeMs,
    redirectUrl: null,
  };
}

function confirmed({ providerUserId, emailAddress, firstName, lastName, username }: ProviderPerson) {
  return {
    providerUserId,
    emailAddress,
    firstName,
    lastName,
    username: username ?? null,
    status: 'verified',
    redirectUrl: null,
    error: null,
  } as const;
}

/** An account as both APIs show it. */
export function externalAccountJSON({ now }: Pick<Instance, 'now'>, row: ExternalAccountRow): ExternalAccountJSON {
  const isLate = row.status === 'unverified' && row.expiresAt <= now();
  return {
    object: 'external_account',
    id: row.id,
    provider: row.strategy,
    provider_user_id: row.providerUserId,
    identification_id: row.id.replace(/^[a-z]+_/, 'idn_'),
    approved_scopes: row.approvedScopes,
    email_address: row.emailAddress,
    email_address_verified: row.status === 'verified' ? true : null,
    first_name: row.firstName ?? '',
    last_name: row.lastName ?? '',
    image_url: '',
    username: row.username ?? null,
    phone_number: null,
    public_metadata: {},
    label: null,
    created_at: row.createdAt,
    updated_at: row.updatedAt,
    verification: {
      id: row.id.replace(/^[a-z]+_/, 'ver_'),
      object: 'verification_oauth',
      status: isLate ? 'expired' : row.status,
      strategy: row.strategy,
      attempts: null,
      expire_at: row.expiresAt,
      ...(row.error && { error: row.error }),
      ...(row.redirectUrl !== null && { external_verification_redirect_url: row.redirectUrl }),
    },
  };
}
