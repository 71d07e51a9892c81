import { ParameterError } from '../errors/api-error.js';
import type { RequestBody } from '../http/request-body.js';
import { instanceSettings } from '../instance/instance-settings.js';
import type { Instance } from '../instance/instance.js';
import { unsupportedStrategy, type AttemptVerification } from './attempt-verification.js';
import { findConnectionOf } from './find-connection.js';
import { startProviderVisit, type ProviderVisit } from './provider-visit.js';
import { readReturnAddresses } from './return-addresses.js';
import type { UserRecord } from '../users/user-record.js';
import type { Strategy } from './strategy.js';

/** Whether people prove with a strategy at an identity provider. */
export function isProviderStrategy(name: string): boolean {
  return name === 'enterprise_sso' || (/^oauth_\w+$/.test(name) && !name.startsWith('oauth_token_'));
}

/** The start of a visit to a provider for a sign-in or a sign-up. */
export interface VisitStart {
  readonly purpose: 'sign_in' | 'sign_up';
  readonly attempt: { readonly id: string; readonly clientId: string };
  readonly verification: AttemptVerification;
  /** What the person gave to be identified. */
  readonly identifier: string | undefined;
  /** The user found by it. */
  readonly record?: UserRecord | undefined;
  readonly body: RequestBody;
  readonly origin?: string | undefined;
}

/**
 * Starts a visit to a provider.
 * @returns what the verification remembers of it
 * @throws {ParameterError} `strategy_for_user_invalid`, `form_identifier_not_found`, `form_param_missing`, `form_param_value_invalid`
 */
export async function visitProvider(
  instance: Instance,
  { purpose, attempt, verification, identifier, record, body, origin }: VisitStart,
): Promise<Partial<AttemptVerification>> {
  const { strategy } = verification;
  const provider =
    strategy === 'enterprise_sso'
      ? await enterpriseProvider(instance, identifier, record)
      : await socialProvider(instance, strategy);
  const { redirectUrl, completeRedirectUrl } = readReturnAddresses(instance, body);
  const visit = {
    ...provider,
    purpose,
    strategy,
    subjectId: attempt.id,
    clientId: attempt.clientId,
    verificationId: verification.id,
    loginHint: body.string('oidc_login_hint') ?? identifier ?? null,
    redirectUrl,
    completeRedirectUrl: completeRedirectUrl ?? null,
  };
  return { redirectUrl, completeRedirectUrl, ...(await startProviderVisit(instance, visit, origin)) };
}

type Provider = Pick<ProviderVisit, 'providerName' | 'connectionId'>;

async function socialProvider(instance: Instance, strategy: string): Promise<Provider> {
  const { social } = await instanceSettings(instance);
  const provider = Object.hasOwn(social, strategy) ? social[strategy] : undefined;
  if (provider?.enabled && provider.authenticatable) return { providerName: provider.name, connectionId: null };
  throw unsupportedStrategy(strategy);
}

async function enterpriseProvider(
  instance: Instance,
  identifier: string | undefined,
  record: UserRecord | undefined,
): Promise<Provider> {
  const connection = await findConnectionOf(instance, identifier ?? null, record);
  if (connection) return { providerName: connection.name, connectionId: connection.id };
  throw new ParameterError(
    'form_identifier_not_found',
    'is invalid',
    'identifier',
    'No active enterprise connection has the domain of this e-mail address.',
  );
}

/** Sign-in at a social provider or through an enterprise connection. The visit finds the user. */
export function providerStrategy(name: string): Strategy {
  const isEnterprise = name === 'enterprise_sso';
  return {
    listFactors: ({ externalAccounts }) =>
      externalAccounts.some(({ strategy, status }) => strategy === name && status === 'verified')
        ? [{ strategy: name }]
        : [],
    findsUser: true,
    ...(isEnterprise && { next: 'complete' as const }),
    prepare: ({ instance, attempt, verification, record, body, origin }) =>
      visitProvider(instance, {
        purpose: 'sign_in',
        attempt,
        verification,
        identifier: attempt.data.identifier ?? body.string('identifier') ?? undefined,
        record,
        body,
        origin,
      }),
  };
}
