import type { IncomingMessage, ServerResponse } from 'node:http';
import { isPromise, type MaybePromise } from '../maybe-promise.js';
import type { Decision } from '../request/create-authenticator.js';
import type { HeaderList, SignedInState, SignedOutState } from '../request/request-state.js';
import { proxyNodeRequest, type ProxyNodeOptions } from './proxy-node-request.js';
import type { ReadBody } from './request-body.js';
import { keepCacheControl } from './keep-cache-control.js';
import { appendHeaders, sendResponse, type NodeResponse } from './send-response.js';

/** What a framework has beside the request and the response of Node.js. */
export interface FrameworkExchange extends ProxyNodeOptions {
  /** The response of the framework. Default: that of Node.js. */
  readonly response?: () => NodeResponse;
}

/**
 * Carries out a decision on a Node.js server: answers the request, or prepares the answer of the application.
 * @param store - stores the state of a request that goes on to the application
 * @param exchange - default: the framework has added what it read to `request`, and has no response of its own
 * @returns whether it goes on; false if it was answered
 * @throws {ConfigurationError} `proxy_body_consumed`, before anything is sent
 */
export function carryOutDecision<Req extends IncomingMessage & ReadBody>(
  decision: MaybePromise<Decision>,
  request: Req,
  response: ServerResponse,
  store: (request: Req, state: SignedInState | SignedOutState) => void,
  exchange: FrameworkExchange = { read: request },
): MaybePromise<boolean> {
  if (isPromise(decision)) return decision.then((made) => carryOutDecision(made, request, response, store, exchange));
  if (decision.kind === 'respond') {
    sendResponse(exchange.response?.() ?? response, decision.response);
    return false;
  }
  if (decision.kind === 'proxy') return proxyNodeRequest(request, response, decision.call, exchange).then(() => false);
  if (decision.headers.length > 0) addDecidedHeaders(response, exchange.response?.() ?? response, decision.headers);
  store(request, decision.state);
  return true;
}

function addDecidedHeaders(raw: ServerResponse, response: Partial<NodeResponse>, headers: HeaderList): void {
  for (const [name, value] of headers) if (name === 'cache-control') keepCacheControl(raw, value);
  appendHeaders(
    response,
    headers.filter(([name]) => name !== 'cache-control'),
  );
}
