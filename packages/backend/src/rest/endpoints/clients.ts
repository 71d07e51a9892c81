import type { CallOptions } from '../call-options.js';
import { endpoints } from '../endpoint-group.js';
import type { PagePromise } from '../page-promise.js';
import type { Client } from '../resources/client.js';
import type { HandshakePayload } from '../resources/handshake-payload.js';
import type { PaginationParams } from './params.js';

/** Parameters of {@link ClientsApi.getHandshakePayload}. */
export interface GetHandshakePayloadParams {
  /** Nonce in the URL or cookie after the handshake. */
  readonly nonce: string;
}

/** Clients: browsers and devices with their sessions. */
export interface ClientsApi {
  /**
   * Gets all clients.
   * @throws {ClerkAPIResponseError} 400, 401, 410, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /clients}
   * @deprecated The service no longer offers it to new instances; use `sessions.getSessionList`.
   */
  getClientList(params?: PaginationParams, options?: CallOptions): PagePromise<Client>;
  /**
   * Gets a client.
   * @param clientId - `client_…`
   * @throws {ClerkAPIResponseError} 400, 401, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /clients/\{client_id\}}
   */
  getClient(clientId: string, options?: CallOptions): Promise<Client>;
  /**
   * Gets the client that a session token belongs to.
   * @param token - a session token
   * @throws {ClerkAPIResponseError} 400, 401, 404
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /clients/verify}
   * @deprecated Verify session tokens with `verifyToken`.
   */
  verifyClient(token: string, options?: CallOptions): Promise<Client>;
  /**
   * Gets the result of a handshake. A nonce works once.
   * @throws {ClerkAPIResponseError} any status outside 200 to 299
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /clients/handshake_payload}
   */
  getHandshakePayload(params: GetHandshakePayloadParams, options?: CallOptions): Promise<HandshakePayload>;
}

/** Routes of {@link ClientsApi}. */
export const clients = endpoints<ClientsApi>()({
  getClientList: ['GET /clients', { list: true, query: { paginated: 'true' } }],
  getClient: 'GET /clients/{clientId}',
  verifyClient: ['POST /clients/verify', { args: ['token'] }],
  getHandshakePayload: 'GET /clients/handshake_payload',
});
