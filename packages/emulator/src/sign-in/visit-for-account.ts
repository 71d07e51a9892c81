import { ApiError, type ApiErrorJSON, ParameterError } from '../errors/api-error.js';
import type { RequestBody } from '../http/request-body.js';
import { oneAtATime } from '../store/one-at-a-time.js';
import { instanceSettings } from '../instance/instance-settings.js';
import type { Instance } from '../instance/instance.js';
import { touchUser } from '../users/change-user.js';
import {
  confirmExternalAccount,
  externalAccounts,
  failExternalAccount,
  findExternalAccount,
  openConnection,
  type ExternalAccountRow,
} from '../users/external-account.js';
import { insertFreeEmailAddress } from '../users/add-email-address.js';
import { providerErrors } from './provider-errors.js';
import type { ProviderProfile } from './provider-profile.js';
import { startProviderVisit, type ProviderVisitRow } from './provider-visit.js';
import { readReturnAddresses } from './return-addresses.js';

/** A request to connect an account, or to confirm it again. */
interface Connection {
  readonly clientId: string;
  readonly body: RequestBody;
  readonly origin: string | undefined;
}

/** The name of a social provider. @throws {ParameterError} `form_param_value_invalid` if the settings do not have it */
export async function requireProvider(instance: Instance, strategy: string): Promise<string> {
  const { social } = await instanceSettings(instance);
  const provider = Object.hasOwn(social, strategy) ? social[strategy] : undefined;
  if (provider?.enabled) return provider.name;
  throw new ParameterError(
    'form_param_value_invalid',
    'is invalid',
    'strategy',
    `The settings of this instance have no provider ${strategy}.`,
  );
}

/**
 * Sends the person to the page of the provider to confirm an account.
 * @returns the account with the address of that page
 * @throws {ParameterError} `form_param_missing`, `form_param_value_invalid`
 */
export async function visitForAccount(
  instance: Instance,
  row: ExternalAccountRow,
  { clientId, body, origin }: Connection,
): Promise<ExternalAccountRow> {
  const { redirectUrl, completeRedirectUrl } = readReturnAddresses(instance, body);
  const visit = {
    purpose: 'external_account',
    subjectId: row.id,
    verificationId: row.id,
    clientId,
    strategy: row.strategy,
    providerName: await requireProvider(instance, row.strategy),
    connectionId: null,
    loginHint: body.string('oidc_login_hint') ?? (row.emailAddress || null),
    redirectUrl,
    completeRedirectUrl: completeRedirectUrl ?? null,
  } as const;
  const { externalUrl } = await startProviderVisit(instance, visit, origin);
  const scopes = (body.strings('additional_scope') ?? []).flatMap((text) => text.split(/[\s,]+/));
  return openConnection(instance, row, { redirectUrl: externalUrl, scopes });
}

/**
 * Ends a visit that connects an account. The account tells the browser what failed.
 * @param profile - undefined: refused
 * @returns whether the account is connected
 * @throws {ApiError} 400 `authorization_invalid` if the account was removed meanwhile
 */
export async function finishAccountVisit(
  instance: Instance,
  visit: ProviderVisitRow,
  profile: ProviderProfile | undefined,
): Promise<boolean> {
  const found = await externalAccounts.find(instance.db, visit.subjectId);
  if (!found) {
    throw new ApiError(400, 'authorization_invalid', 'Invalid state', 'This account was removed. Connect it again.');
  }
  return oneAtATime(instance.db, found.scope, async () => {
    const row = (await externalAccounts.find(instance.db, found.id)) ?? found;
    const error = profile ? await refusalOf(instance, row, profile) : providerErrors.accessDenied;
    if (error) await failExternalAccount(instance, row, error);
    else if (profile) await connect(instance, row, profile);
    await touchUser(instance, row.scope);
    return error === undefined;
  });
}

async function connect(instance: Instance, row: ExternalAccountRow, profile: ProviderProfile): Promise<void> {
  await confirmExternalAccount(instance, row, profile);
  const { emailAddress, emailVerified, strategy } = profile;
  if (!emailVerified) return;
  // The provider vouches for the address, so it becomes one of the user.
  const now = instance.now();
  await insertFreeEmailAddress(instance, {
    id: instance.createId('idn'),
    userId: row.scope,
    emailAddress: emailAddress.toLowerCase(),
    verified: true,
    verificationStrategy: `from_${strategy}`,
    createdAt: now,
    updatedAt: now,
  }).catch((error: unknown) => {
    // Somebody has the address, so it stays theirs.
    if (!(error instanceof ParameterError)) throw error;
  });
}

/** Why an account cannot be connected; undefined if it can. */
async function refusalOf(
  instance: Instance,
  row: ExternalAccountRow,
  profile: ProviderProfile,
): Promise<ApiErrorJSON | undefined> {
  if (row.status === 'verified')
    return row.providerUserId === profile.providerUserId ? undefined : providerErrors.otherPerson;
  return (await findExternalAccount(instance, row.strategy, profile.providerUserId)) ? providerErrors.taken : undefined;
}
