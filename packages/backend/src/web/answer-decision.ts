import type { Decision } from '../request/create-authenticator.js';
import { proxiedRequest } from './proxied-request.js';
import { toResponse } from './to-response.js';

/**
 * Answers a request that does not go on to the application: with the response that was decided, or with that of the Frontend API.
 * @param readAgain - returns the body of a request that the framework has read and still has
 * @throws {ConfigurationError} `proxy_body_consumed`
 */
export async function answerDecision(
  decision: Exclude<Decision, { readonly kind: 'continue' }>,
  request: Request,
  readAgain?: () => Promise<Response>,
): Promise<Response> {
  return decision.kind === 'respond'
    ? toResponse(decision.response)
    : decision.call(await proxiedRequest(request, readAgain));
}
