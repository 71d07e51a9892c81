import { and, eq } from 'drizzle-orm';
import { ApiError, ParameterError } from '../errors/api-error.js';
import type { Instance } from '../instance/instance.js';
import { Collection, type Row } from '../store/collection.js';
import { documents } from '../store/tables.js';
import { verificationLifetimeMs } from './attempt-verification.js';
import { findConnection } from './find-connection.js';
import { providerErrors } from './provider-errors.js';
import type { ProviderProfile } from './provider-profile.js';

/** A visit to the page of an identity provider, which the emulator plays itself. The id is the `state` of the protocol. */
export interface ProviderVisit {
  /** What the person wants there. */
  readonly purpose: 'sign_in' | 'sign_up' | 'external_account' | 'test_run';
  /** Id of the sign-in, the sign-up, the external account or the test run. */
  readonly subjectId: string;
  readonly verificationId: string;
  /** The browser that started it; empty for a test run, which any browser may open. */
  readonly clientId: string;
  /** Whether the browser must show the cookie of its client when it returns. */
  readonly isBound: boolean;
  /** Strategy, such as `oauth_google`, or `enterprise_sso`. */
  readonly strategy: string;
  /** What the page calls the provider. */
  readonly providerName: string;
  /** The enterprise connection; null for a social provider. */
  readonly connectionId: string | null;
  /** The address that the person gave already. */
  readonly loginHint: string | null;
  readonly redirectUrl: string;
  readonly completeRedirectUrl: string | null;
  /** The person who was chosen, and the code that stands for them. */
  readonly chosen: { readonly code: string; readonly profile: ProviderProfile } | null;
  /** Unix time in ms. */
  readonly expiresAt: number;
}

export type ProviderVisitRow = Row<ProviderVisit>;

const visits = new Collection<ProviderVisit>('provider_visit', { idPrefix: 'state' });

/** Starts a visit. @param origin - of the application; undefined for the emulator's own pages */
export async function startProviderVisit(
  instance: Instance,
  visit: Omit<ProviderVisit, 'chosen' | 'expiresAt' | 'isBound'>,
  origin: string | undefined,
): Promise<{ readonly externalUrl: string }> {
  // A browser does not keep the emulator's cookie when a page of another site calls.
  const isBound =
    visit.clientId !== '' && (origin === undefined || new URL(origin).hostname === new URL(instance.url).hostname);
  const expiresAt = instance.now() + verificationLifetimeMs;
  const row = await visits.insert(instance, { ...visit, isBound, chosen: null, expiresAt });
  return { externalUrl: `${instance.url}/provider?state=${row.id}` };
}

/** @throws {ApiError} 400 `authorization_invalid` for an unknown or late visit */
export async function requireProviderVisit(instance: Instance, state: string): Promise<ProviderVisitRow> {
  const visit = await visits.find(instance.db, state);
  if (visit && visit.expiresAt > instance.now()) return visit;
  throw invalidVisit();
}

/**
 * Remembers the person who was chosen.
 * @returns the address of the callback
 * @throws {ParameterError} `enterprise_sso_email_address_domain_mismatch` for a person of another domain than the
 *   connection's; a test run ends with it instead
 */
export async function chooseProfile(
  instance: Instance,
  visit: ProviderVisitRow,
  profile: ProviderProfile,
): Promise<string> {
  const { connectionId, purpose } = visit;
  const isChecked = connectionId !== null && purpose !== 'test_run';
  if (isChecked && (await findConnection(instance, profile.emailAddress))?.id !== connectionId) {
    const { code, message, long_message } = providerErrors.otherDomain;
    throw new ParameterError(code, message, 'email_address', long_message);
  }
  const code = instance.createId('code');
  await visits.update(instance, visit, { chosen: { code, profile } });
  return `${instance.url}/v1/oauth_callback?${new URLSearchParams({ state: visit.id, code }).toString()}`;
}

/** The address of the callback for a person who refused. */
export function refusedUrl(instance: Instance, visit: ProviderVisitRow): string {
  const query = new URLSearchParams({ state: visit.id, error: 'access_denied' });
  return `${instance.url}/v1/oauth_callback?${query.toString()}`;
}

/**
 * Ends a visit, which works once.
 * @param returned - the query of the callback, and the client of the browser that returned
 * @returns the visit and the person; no person if they refused
 * @throws {ApiError} 400 `authorization_invalid`; 403 for another browser than the one that started
 */
export async function endProviderVisit(
  instance: Instance,
  returned: { readonly state: string; readonly code: string | null; readonly clientId: string | undefined },
): Promise<{ readonly visit: ProviderVisitRow; readonly profile: ProviderProfile | undefined }> {
  const visit = await requireProviderVisit(instance, returned.state);
  if (visit.isBound && returned.clientId !== visit.clientId) {
    throw new ApiError(
      403,
      'authorization_invalid',
      'Unauthorized request',
      'This visit to a provider was started in another browser. Start again in this one.',
    );
  }
  if (returned.code !== null && visit.chosen?.code !== returned.code) throw invalidVisit();
  const removed = await instance.db
    .delete(documents)
    .where(and(eq(documents.kind, visits.kind), eq(documents.id, visit.id)))
    .returning({ id: documents.id });
  if (removed.length === 0) throw invalidVisit();
  return { visit, profile: returned.code === null ? undefined : visit.chosen?.profile };
}

function invalidVisit(): ApiError {
  return new ApiError(
    400,
    'authorization_invalid',
    'Invalid state',
    'This visit to a provider is unknown, was used already, or has expired. Start again.',
  );
}
