import type { CallOptions } from '../call-options.js';
import { endpoints } from '../endpoint.js';
import type { Client } from '../resources/client.js';
import type { HandshakePayload } from '../resources/handshake-payload.js';

/** Parameters of {@link ClientsApi.getHandshakePayload}. */
export interface GetHandshakePayloadParams {
  /** The nonce the handshake came back with. */
  readonly nonce: string;
}

/** Clients: browsers and devices with their sessions. */
export interface ClientsApi {
  /**
   * Gets a client.
   * @param clientId - `client_…`
   * @throws {ClerkAPIResponseError} 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /clients/\{client_id\}}
   */
  getClient(clientId: string, options?: CallOptions): Promise<Client>;
  /**
   * Gets the result of a handshake. A nonce works once.
   * @throws {ClerkAPIResponseError} 404 `resource_not_found`
   */
  getHandshakePayload(params: GetHandshakePayloadParams, options?: CallOptions): Promise<HandshakePayload>;
}

/** Routes of {@link ClientsApi}. */
export const clients = endpoints<ClientsApi>()({
  getClient: 'GET /clients/{clientId}',
  getHandshakePayload: 'GET /clients/handshake_payload',
});
