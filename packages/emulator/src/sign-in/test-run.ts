import type { EnterpriseConnectionTestRunJSON } from '@acme/backend/wire';
import { ApiError, NotFoundError, type ApiErrorJSON } from '../errors/api-error.js';
import type { Instance } from '../instance/instance.js';
import { Collection, type Row } from '../store/collection.js';
import type { Page } from '../store/page.js';
import { enterpriseConnections, requireConnection, type ProviderConnectionRow } from '../users/provider-connection.js';
import { verificationLifetimeMs } from './attempt-verification.js';
import { hasDomainOf } from './find-connection.js';
import { providerErrors } from './provider-errors.js';
import type { ProviderProfile } from './provider-profile.js';
import { startProviderVisit, type ProviderVisitRow } from './provider-visit.js';

/** A test of an enterprise connection: somebody visits the provider's page, and nobody is signed in. Scope: the connection. */
export interface TestRun {
  readonly status: 'pending' | 'success' | 'failed';
  readonly connectionType: 'saml' | 'oauth';
  /** Opens the provider's page. */
  readonly ticket: string;
  /** Unix time in ms, until which the ticket works. */
  readonly expiresAt: number;
  /** Opens the page with the result. */
  readonly token: string;
  /** The person who was chosen; null before, and if they refused. */
  readonly profile: ProviderProfile | null;
  /** Why it failed. */
  readonly error: ApiErrorJSON | null;
}

export type TestRunRow = Row<TestRun>;

const testRuns = new Collection<TestRun>('test_run', { idPrefix: 'entconntest' });

/** Starts a test of a connection, which need not be active. @returns the address to open in a browser */
export async function createTestRun(instance: Instance, connection: ProviderConnectionRow): Promise<string> {
  const { ticket } = await testRuns.insert(
    instance,
    {
      status: 'pending',
      connectionType: connection.provider.startsWith('oidc_') ? 'oauth' : 'saml',
      ticket: instance.createId('ticket'),
      expiresAt: instance.now() + verificationLifetimeMs,
      token: instance.createId('token'),
      profile: null,
      error: null,
    },
    { scope: connection.id },
  );
  return `${instance.url}/v1/enterprise_connections/${connection.id}/init_test_run?ticket=${ticket}`;
}

/** The tests of a connection, the newest first. */
export async function listTestRuns(
  { db }: Pick<Instance, 'db'>,
  connection: ProviderConnectionRow,
  wanted: { readonly status: readonly string[] | undefined; readonly page: Page },
): Promise<{ readonly data: readonly EnterpriseConnectionTestRunJSON[]; readonly total: number }> {
  const { rows, total } = await testRuns.page(db, {
    scope: connection.id,
    where: { status: wanted.status },
    page: wanted.page,
  });
  return { data: rows.map(testRunJSON), total };
}

/** The emulator uses neither SAML nor OpenID Connect with itself, so there are no messages to show. */
function testRunJSON({
  id,
  status,
  connectionType,
  profile,
  error,
  createdAt,
}: TestRunRow): EnterpriseConnectionTestRunJSON {
  return {
    id,
    status,
    connection_type: connectionType,
    parsed_user_info: profile && {
      email_address: profile.emailAddress,
      first_name: profile.firstName ?? '',
      last_name: profile.lastName ?? '',
      user_id: profile.providerUserId,
    },
    logs: error
      ? [{ level: 'error', code: error.code, short_message: error.message, message: error.long_message }]
      : [],
    saml: null,
    oauth: null,
    created_at: createdAt,
  };
}

/**
 * Opens the page of the provider for a test.
 * @returns the address of the page
 * @throws {ApiError} 400 `authorization_invalid` for a ticket that is unknown, late, or was used to the end
 * @throws {NotFoundError} for an unknown connection
 */
export async function visitForTestRun(instance: Instance, connectionId: string, ticket: string): Promise<string> {
  const connection = await requireConnection(enterpriseConnections, instance.db, connectionId);
  const run = await testRuns.findWhere(instance.db, { scope: connectionId, where: { ticket } });
  if (!run || run.status !== 'pending' || run.expiresAt <= instance.now()) {
    throw invalid(
      'The ticket of this test run is unknown, has expired, or its test has ended. Start another test run.',
    );
  }
  const visit = {
    purpose: 'test_run',
    subjectId: run.id,
    verificationId: '',
    clientId: '',
    strategy: 'enterprise_sso',
    providerName: connection.name,
    connectionId,
    loginHint: null,
    redirectUrl: resultUrl(instance, run),
    completeRedirectUrl: null,
  } as const;
  return (await startProviderVisit(instance, visit, undefined)).externalUrl;
}

function resultUrl({ url }: Pick<Instance, 'url'>, { scope, id, token }: TestRunRow): string {
  return `${url}/v1/enterprise_connections/${scope}/test_runs/${id}?token=${token}`;
}

/**
 * Ends a test after the visit.
 * @param profile - undefined: the person refused
 * @throws {NotFoundError} if the connection was deleted in the meantime
 * @throws {ApiError} 400 `authorization_invalid` if another visit ended the test
 */
export async function finishTestRun(
  instance: Instance,
  visit: ProviderVisitRow,
  profile: ProviderProfile | undefined,
): Promise<void> {
  const connection = await requireConnection(enterpriseConnections, instance.db, visit.connectionId ?? '');
  const run = await requireRun(instance, connection.id, visit.subjectId);
  const error = errorOf(connection, profile);
  await testRuns.change(instance, run.id, ({ status }) => {
    if (status !== 'pending') throw invalid('Another visit ended this test run. Start another test run.');
    return { status: error ? 'failed' : 'success', profile: profile ?? null, error };
  });
}

function errorOf(connection: ProviderConnectionRow, profile: ProviderProfile | undefined): ApiErrorJSON | null {
  if (!profile) return providerErrors.accessDenied;
  return hasDomainOf(connection, profile.emailAddress) ? null : providerErrors.otherDomain;
}

/**
 * The result of a test.
 * @throws {ApiError} 400 `authorization_invalid` for a wrong token
 * @throws {NotFoundError} for an unknown test
 */
export async function requireTestRun(
  instance: Instance,
  wanted: { readonly connectionId: string; readonly id: string; readonly token: string },
): Promise<TestRunRow> {
  const run = await requireRun(instance, wanted.connectionId, wanted.id);
  if (run.token === wanted.token) return run;
  throw invalid('This address does not show the result of the test run: its token is wrong.');
}

async function requireRun({ db }: Pick<Instance, 'db'>, connectionId: string, id: string): Promise<TestRunRow> {
  const run = await testRuns.findWhere(db, { scope: connectionId, ids: [id] });
  if (run) return run;
  throw new NotFoundError(`No test run was found with id ${id}.`);
}

/** Deletes a connection with its tests. */
export async function deleteConnection({ db }: Pick<Instance, 'db'>, id: string): Promise<void> {
  await enterpriseConnections.delete(db, id);
  await testRuns.deleteScope(db, id);
}

function invalid(longMessage: string): ApiError {
  return new ApiError(400, 'authorization_invalid', 'Invalid ticket', longMessage);
}
