import { warnOfKeys } from '#warnings';
import { mergeOptions, takeOptions, type ClerkOptions } from './options.js';
import { authenticateHeadKey } from './request/authenticating-client.js';
import { createRequestMethods, type AuthenticateHead, type AuthenticateRequest } from './request/request-methods.js';
import { connectionOf } from './request/config.js';
import { machineTokenCacheOf } from './request/machine-token-cache.js';
import { debugRequestState } from './request/request-state.js';
import type { ResourceClient } from './rest/endpoint-groups.js';
import { readCacheOf } from './rest/read-cache.js';
import { createResourceClient } from './rest/create-resource-client.js';
import { revocationsOf } from './revocations/revocations.js';
import { tokenRules } from './token/verify-token.js';

/** A client for one instance: the Backend API by resource, and the authentication of requests. */
export interface ClerkClient extends ResourceClient {
  authenticateRequest: AuthenticateRequest;
  /** Picks what of a state is fit for a log. */
  debugRequestState: typeof debugRequestState;
  /** Kept for compatibility: nothing is ever recorded or sent. */
  telemetry: { readonly record: (event: unknown) => void };
  readonly [authenticateHeadKey]: AuthenticateHead;
}

/**
 * Makes a client for one instance. Nothing is read from the environment and nothing is sent; a missing key is reported by the
 * call that needs it.
 * @throws {ConfigurationError} `option_unknown`, `option_invalid`, `options_contradictory`
 * @see {@link https://clerk.com/docs/reference/backend/overview | JS Backend SDK}
 * @example
 * const clerk = createClerkClient({ secretKey: process.env.CLERK_SECRET_KEY });
 * const user = await clerk.users.getUser('user_123');
 */
export function createClerkClient(options: ClerkOptions = {}): ClerkClient {
  const taken = takeOptions(options, 'createClerkClient');
  const { authenticateRequest, authenticateHead } = createRequestMethods(taken);
  const merged = mergeOptions(taken);
  warnOfKeys(merged);
  const client = Object.assign(
    createResourceClient(connectionOf(merged), {
      ...taken,
      cache: readCacheOf(taken.cache, merged.secretKey, merged.observer),
      revocations: taken.revocations && (() => revocationsOf(taken.revocations, merged.secretKey, merged.observer)),
      outdateTokens: taken.machineTokenCache && ((ids) => machineTokenCacheOf(taken.machineTokenCache)?.outdate(ids)),
      tokenRules: () => tokenRules(merged),
    }),
    {
      authenticateRequest,
      debugRequestState,
      telemetry: { record: () => undefined },
      [authenticateHeadKey]: authenticateHead,
    },
  );
  // Not one of the members that a copy of the client takes over.
  return Object.defineProperty(client, authenticateHeadKey, { enumerable: false });
}
