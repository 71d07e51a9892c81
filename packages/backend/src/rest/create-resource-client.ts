import type { ClientSettings } from '../client-settings.js';
import type { TokenRules } from '../token/verify-token.js';
import type { Connection } from './connection.js';
import { bindEndpoints, type Backend } from './endpoint.js';
import { endpointGroups, type ResourceClient } from './endpoint-groups.js';
import { rateLimiter, serviceLimit } from './rate-limit.js';
import { shareInFlight } from './share-in-flight.js';

/** How the client works, besides where it sends to. */
export interface ResourceClientOptions extends ClientSettings {
  /** Gives what M2M tokens in JWT form are verified with, when one is. Default: the service is asked. */
  readonly tokenRules?: (() => TokenRules) | undefined;
}

function toBackend(connection: Connection, options: ResourceClientOptions): Backend {
  const { retry, timeoutMs, rateLimit, sharesRequests, tokenRules, onRequest, onResponse, logger } = options;
  const limit = rateLimit === true ? serviceLimit(connection.secretKey) : rateLimit;
  return {
    connection,
    retry,
    timeoutMs,
    observers: onRequest || onResponse || logger ? { onRequest, onResponse, logger } : undefined,
    gate: limit && rateLimiter(limit),
    share: sharesRequests ? shareInFlight() : undefined,
    tokenRules,
  };
}

/** Makes the Backend API client. A sub-API is built when it is first used; tests put their own in its place. */
export function createResourceClient(connection: Connection, options: ResourceClientOptions = {}): ResourceClient {
  const backend = toBackend(connection, options);
  const client: Partial<ResourceClient> = {};
  for (const [name, group] of Object.entries(endpointGroups)) {
    let methods: unknown;
    Object.defineProperty(client, name, {
      enumerable: true,
      configurable: true,
      get: () => (methods ??= bindEndpoints<unknown>(group, backend)),
      set: (replacement: unknown) => (methods = replacement),
    });
  }
  // `endpointGroups` has every member.
  return client as ResourceClient;
}
