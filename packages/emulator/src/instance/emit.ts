import type { Instance } from './instance.js';
import type { EventType } from './webhook-message.js';

/** Tells that something happened, with the thing in wire form. */
export function emit({ events, now, signer }: Instance, type: EventType, data: unknown): void {
  events.send({
    type,
    object: 'event',
    data,
    timestamp: now(),
    instance_id: signer.jwk.kid,
    event_attributes: { http_request: { client_ip: '127.0.0.1', user_agent: 'acme-emulator' } },
  });
}
