import type { Instance } from './instance.js';
import type { EventType } from './webhook-message.js';

/** Sends a webhook event; `data` is the object as the API returns it. */
export function emit({ events, now, signer, requester }: Instance, type: EventType, data: unknown): void {
  events.send({
    type,
    object: 'event',
    data,
    timestamp: now(),
    instance_id: signer.jwk.kid,
    event_attributes: {
      http_request: {
        client_ip: requester?.ipAddress ?? '127.0.0.1',
        user_agent: requester?.userAgent ?? 'acme-emulator',
      },
    },
  });
}

/** Sends a webhook event with the answer of a call, and returns that answer. */
export function emitAndReturn<T>(instance: Instance, type: EventType, data: T): T {
  emit(instance, type, data);
  return data;
}
