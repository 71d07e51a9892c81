import { isTargetedCacheControl } from '../request/is-targeted-cache-control.js';
import type { HeaderList } from '../request/request-state.js';

/** No cache may keep an answer that sets cookies of one person: the decision's `Cache-Control` replaces those of the application. */
function replaceCacheControl(headers: Headers, value: string): void {
  for (const name of [...headers.keys()]) if (isTargetedCacheControl(name)) headers.delete(name);
  headers.set('cache-control', value);
}

function add(response: Response, added: HeaderList): Response {
  const { headers } = response;
  for (const [name, value] of added) {
    if (name === 'cache-control') replaceCacheControl(headers, value);
    // The state of a second middleware replaces that of the first one.
    else if (name.startsWith('x-clerk-auth-')) headers.set(name, value);
    else headers.append(name, value);
  }
  return response;
}

/**
 * Whether an application may return the same object for several people: a response without a body can be sent again and again. Frameworks
 * add properties to those that they make for one request; a copy would lose them. An upgraded connection cannot be copied.
 */
const mayBeShared = (response: Response): boolean =>
  response.body === null && response.status >= 200 && Object.keys(response).length === 0;

/**
 * Adds the headers of a decision to a response that the application made. Headers that it has already stay, each of several `Set-Cookie`
 * included; its `Cache-Control`, also for one kind of cache, and the headers of another decision about the state are replaced.
 * @returns the same response; a copy if it has no body, so that a response which the application keeps for all requests gets nothing of one
 *   person, or if its headers cannot be changed, as those of `Response.redirect()` and `fetch()`
 */
export function withHeaders(response: Response, headers: HeaderList): Response {
  if (headers.length === 0) return response;
  try {
    return add(mayBeShared(response) ? new Response(null, response) : response, headers);
  } catch {
    // The first name throws if any does, so nothing is added twice.
    return add(new Response(response.body, response), headers);
  }
}
