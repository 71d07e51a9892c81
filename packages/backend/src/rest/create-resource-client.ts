import type { ClientSettings } from '../client-settings.js';
import type { Revocations } from '../revocations/revocations.js';
import type { TokenRules } from '../token/verify-token.js';
import { changedIdsOf } from './changed-ids-of.js';
import type { Connection } from './connection.js';
import { bindEndpoints, type Backend } from './bind-endpoints.js';
import { endpointGroups, type ResourceClient } from './endpoint-groups.js';
import { rateLimiter, serviceLimit } from './rate-limiter.js';
import type { ReadCache } from './read-cache.js';
import type { ApiRequest, ApiResponse } from './send.js';
import { shareInFlight } from './share-in-flight.js';
import { signedClaims } from './signed-claims.js';

/** How the client works, apart from its connection. */
export interface ResourceClientOptions extends ClientSettings {
  /** Keeps answers. Default: every call is sent. */
  readonly cache?: ReadCache | undefined;
  /** Returns the list that gets what the calls of this client revoke. Default: none. */
  readonly revocations?: (() => Revocations | undefined) | undefined;
  /** Makes cached answers about tokens outdated, by the ids of tokens and their owners. Default: there are none. */
  readonly outdateTokens?: ((ids: readonly string[]) => void) | undefined;
  /** Returns the rules by which M2M tokens in JWT form are verified here. Default: the service verifies them. */
  readonly tokenRules?: (() => TokenRules) | undefined;
}

function toBackend(connection: Connection, options: ResourceClientOptions): Backend {
  const { retry, timeoutMs, rateLimit, sharesRequests, tokenRules, onRequest, onResponse, logger } = options;
  const { revocations, cache, outdateTokens } = options;
  const limit = rateLimit === true ? serviceLimit(connection.secretKey) : rateLimit;
  return {
    connection,
    retry,
    timeoutMs,
    observers: onRequest || onResponse || logger ? { onRequest, onResponse, logger } : undefined,
    reserve: limit && rateLimiter(limit),
    share: sharesRequests ? shareInFlight() : undefined,
    tokenRules,
    cache,
    afterChange: revocations && ((request, answer) => publish(request, answer, revocations(), tokenRules)),
    outdate: outdateTokens && (async (request) => outdateTokens(await changedIdsOf(request))),
  };
}

async function publish(
  { method, path, body }: ApiRequest,
  answer: ApiResponse,
  revocations: Revocations | undefined,
  tokenRules: (() => TokenRules) | undefined,
): Promise<void> {
  const call = { method, path, sent: body, answer: answer.body, dateMs: answer.dateMs };
  await revocations?.publishCall(call, async (text) => tokenRules && signedClaims(text, tokenRules));
}

/** Creates the Backend API client. A sub-API is built on first use; tests may replace it by assignment. */
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
