import type { HeaderList } from '../request/request-state.js';

/**
 * Adds the headers of a decision to a response that the application made. Headers that it has already stay.
 * @returns the same response; a copy with the same body if its headers cannot be changed, as those of `Response.redirect()` and `fetch()`
 */
export function addHeaders(response: Response, headers: HeaderList): Response {
  if (headers.length === 0) return response;
  try {
    for (const [name, value] of headers) response.headers.append(name, value);
    return response;
  } catch {
    // The first name throws if any does, so nothing is added twice.
    const copy = new Response(response.body, response);
    for (const [name, value] of headers) copy.headers.append(name, value);
    return copy;
  }
}
