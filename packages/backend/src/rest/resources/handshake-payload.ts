import type { HandshakePayloadJSON } from '../../wire/handshake-payload.js';

/** Result of a handshake, fetched with its nonce. It has no `object` and arrives as the service sends it. */
export type HandshakePayload = HandshakePayloadJSON;
