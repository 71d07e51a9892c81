import type { IncomingMessage, ServerResponse } from 'node:http';
import { isPromise, type MaybePromise } from '../maybe-promise.js';
import type { Decision } from '../request/create-authenticator.js';
import type { HeaderList, SignedInState, SignedOutState } from '../request/request-state.js';
import { proxyNodeRequest } from './proxy-node-request.js';
import type { ReadBody } from './request-body.js';
import { keepCacheControl } from './keep-cache-control.js';
import { appendHeaders, sendResponse, type NodeResponse } from './send-response.js';

/**
 * Carries out a decision on a Node.js server: answers the request, or prepares the answer of the application.
 * @param store - stores the state of a request that goes on to the application
 * @returns whether it goes on; false if it was answered
 * @throws {ConfigurationError} `proxy_body_consumed`, before anything is sent
 */
export function carryOutDecision<Req extends IncomingMessage & ReadBody>(
  decision: MaybePromise<Decision>,
  request: Req,
  response: ServerResponse,
  store: (request: Req, state: SignedInState | SignedOutState) => void,
): MaybePromise<boolean> {
  if (isPromise(decision)) return decision.then((made) => carryOutDecision(made, request, response, store));
  if (decision.kind === 'respond') {
    sendResponse(response, decision.response);
    return false;
  }
  if (decision.kind === 'proxy')
    return proxyNodeRequest(request, response, decision.call, { read: request }).then(() => false);
  if (decision.headers.length > 0) addDecidedHeaders(response, decision.headers);
  store(request, decision.state);
  return true;
}

/**
 * Adds the headers of a decision to the application's answer; a `Cache-Control` among them replaces the application's.
 * @param response - of the framework, if it has one of its own
 */
export function addDecidedHeaders(
  raw: ServerResponse,
  headers: HeaderList,
  response: Partial<NodeResponse> = raw,
): void {
  for (const [name, value] of headers) if (name === 'cache-control') keepCacheControl(raw, value);
  appendHeaders(
    response,
    headers.filter(([name]) => name !== 'cache-control'),
  );
}
