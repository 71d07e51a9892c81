import type { HeaderList } from '../request/request-state.js';

function add(response: Response, headers: HeaderList): Response {
  for (const [name, value] of headers) {
    // The decision's own replaces that of the application: no cache may keep an answer that sets cookies of one person.
    // What a second middleware says of the state replaces what the first one said.
    if (name === 'cache-control' || name.startsWith('x-clerk-auth-')) response.headers.set(name, value);
    else response.headers.append(name, value);
  }
  return response;
}

/**
 * Adds the headers of a decision to a response that the application made. Headers that it has already stay, each of several `Set-Cookie`
 * included; its `Cache-Control`, and what another decision said of the state, are replaced.
 * @returns the same response; a copy with the same body if its headers cannot be changed, as those of `Response.redirect()` and `fetch()`
 */
export function withHeaders(response: Response, headers: HeaderList): Response {
  if (headers.length === 0) return response;
  try {
    return add(response, headers);
  } catch {
    // The first name throws if any does, so nothing is added twice.
    return add(new Response(response.body, response), headers);
  }
}
