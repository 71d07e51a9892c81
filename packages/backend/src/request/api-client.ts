import { ClerkAPIResponseError, isClerkAPIResponseError, ServiceUnavailableError } from '../errors.js';
import { identityOf } from '../identity-of.js';
import type { AuthenticateRequestOptions } from '../options.js';
import { connectionParts, type Connection } from '../rest/connection.js';

/** The methods that decisions call on the client given to `createAuthenticateRequest`; every client has them. */
export interface ApiClient {
  readonly sessions?:
    | {
        /** Gives the cookies of a refreshed session, as `{ cookies }`. */
        readonly refreshSession?: (sessionId: string, params: never) => Promise<unknown>;
      }
    | undefined;
  readonly clients?:
    | {
        /** Gives the cookies that a handshake ends with, as `{ directives }`. */
        readonly getHandshakePayload?: (params: { readonly nonce: string }) => Promise<unknown>;
      }
    | undefined;
}

/** Options of `createAuthenticateRequest`. */
export interface CreateAuthenticateRequestOptions {
  /** Options of every call. */
  readonly options: AuthenticateRequestOptions;
  /** The client that refreshes sessions and loads the results of handshakes. */
  readonly apiClient: ApiClient;
}

/** Whom a decision asks: two requests with the same parts get the same answers. */
export function serviceParts({
  apiClient,
  connection,
}: {
  readonly apiClient?: ApiClient;
  readonly connection: Connection;
}): readonly string[] {
  return apiClient ? [`client=${identityOf(apiClient)}`] : connectionParts(connection);
}

/** What clients of other packages throw: code and status of the service, if it has answered. */
function readRefusal(error: unknown): { readonly code: string; readonly status: unknown } | undefined {
  if (typeof error !== 'object' || error === null || !('errors' in error)) return undefined;
  const first: unknown = Array.isArray(error.errors) ? error.errors[0] : undefined;
  const code = typeof first === 'object' && first !== null && 'code' in first ? first.code : undefined;
  return typeof code === 'string' ? { code, status: 'status' in error ? error.status : undefined } : undefined;
}

/** The same failure as one of ours: what is no refusal of the service is an outage, whatever its reason. */
function failureOf(error: unknown): Error {
  const refusal = readRefusal(error);
  if (!refusal) {
    return new ServiceUnavailableError('The API client that was given has failed.', { cause: error });
  }
  const { code, status } = refusal;
  const message = 'The API client that was given has failed.';
  // Clients report under this code that there was no answer.
  const isAnswer = code !== 'unexpected_error';
  return new ClerkAPIResponseError(message, {
    data: [{ code, message }],
    status: isAnswer ? (typeof status === 'number' ? status : 400) : undefined,
    cause: error,
  });
}

/**
 * Calls a method of the given client.
 * @throws {ClerkAPIResponseError} the service has refused, or did not answer
 * @throws {ServiceUnavailableError} the client has failed in another way
 */
export async function askClient(ask: () => Promise<unknown> | undefined): Promise<unknown> {
  try {
    return await ask();
  } catch (error) {
    throw isClerkAPIResponseError(error) ? error : failureOf(error);
  }
}
