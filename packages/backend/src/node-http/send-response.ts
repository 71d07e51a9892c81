import type { ServerResponse } from 'node:http';
import type { DecidedResponse } from '../request/authenticator.js';
import type { HeaderList } from '../request/request-state.js';

/** Adds headers to an answer that the application will send; those it has set already stay. */
export function appendHeaders(response: ServerResponse, headers: HeaderList): void {
  for (const [name, value] of headers) response.appendHeader(name, value);
}

/** Sends an answer that the decision made. Its `Cache-Control` replaces any that was set before: it must not be cached. */
export function sendResponse(response: ServerResponse, decided: DecidedResponse): void {
  response.statusCode = decided.status;
  response.removeHeader('cache-control');
  appendHeaders(response, decided.headers);
  response.end(decided.body);
}
