import type { CallOptions } from '../call-options.js';
import type { Caller } from '../endpoint-group.js';
import { endpoints } from '../endpoint-group.js';
import type { AccountlessApplication } from '../resources/accountless-application.js';

/** Parameters of {@link AccountlessApplicationsApi.createAccountlessApplication}. */
export interface AccountlessApplicationParams {
  /** Headers of the request being served, to be passed on. */
  readonly requestHeaders?: Headers | undefined;
  /** Framework of the application, for example `express`. */
  readonly source?: string | undefined;
}

/** Applications without an account. Experimental. */
export interface AccountlessApplicationsApi {
  /**
   * Creates an application that works without an account until a person claims it.
   * @throws {ClerkAPIResponseError} any status outside 200 to 299
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /accountless_applications}
   */
  createAccountlessApplication(
    params?: AccountlessApplicationParams,
    options?: CallOptions,
  ): Promise<AccountlessApplication>;
  /**
   * Informs the service that the application was claimed and set up.
   * @throws {ClerkAPIResponseError} any status outside 200 to 299
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /accountless_applications/complete}
   */
  completeAccountlessApplicationOnboarding(
    params?: AccountlessApplicationParams,
    options?: CallOptions,
  ): Promise<AccountlessApplication>;
}

/** Headers that belong to one connection, or that the client sets itself. @see RFC 9110 section 7.6.1 */
const notPassedOn: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'te',
  'trailer',
  'upgrade',
  'host',
  'content-length',
  'content-type',
  'clerk-api-version',
]);

function passHeadersOn(call: Caller, params: AccountlessApplicationParams = {}): Promise<unknown> {
  const entries = [...(params.requestHeaders ?? [])].filter(([name]) => !notPassedOn.has(name));
  return call({ query: { source: params.source }, headers: Object.fromEntries(entries) });
}

/** Routes of {@link AccountlessApplicationsApi}. */
export const accountlessApplications = endpoints<AccountlessApplicationsApi>()(
  {
    createAccountlessApplication: ['POST /accountless_applications', { run: passHeadersOn }],
    completeAccountlessApplicationOnboarding: ['POST /accountless_applications/complete', { run: passHeadersOn }],
  },
  { key: 'none' },
);
