import type { DecidedResponse } from '../request/create-authenticator.js';
import { isTargetedCacheControl } from '../request/is-targeted-cache-control.js';
import type { HeaderList } from '../request/request-state.js';

/**
 * A Node.js response of HTTP/1 or HTTP/2, or an object used in its place: while a WebSocket is opened there is little more than
 * `setHeader`, and Node.js 20.9 has no `appendHeader` for HTTP/2.
 */
export interface NodeResponse {
  statusCode: number;
  readonly appendHeader?: (name: string, value: string) => unknown;
  readonly getHeader?: (name: string) => unknown;
  readonly getHeaderNames?: () => readonly string[];
  readonly setHeader?: (name: string, value: string | readonly string[]) => unknown;
  readonly removeHeader?: (name: string) => unknown;
  readonly end: (body?: string) => unknown;
}

/** The values that a header already has, then the new ones. */
function valuesOf(before: unknown, added: readonly string[]): readonly string[] {
  const kept: readonly unknown[] = Array.isArray(before) ? before : [before];
  return [...kept.filter((value) => typeof value === 'string' || typeof value === 'number').map(String), ...added];
}

/**
 * Sets each name once, so that several values survive where headers cannot be read.
 * @param replaced - the header whose earlier values are dropped
 */
function setTogether(response: Partial<NodeResponse>, headers: HeaderList, replaced?: string): void {
  const byName = new Map<string, readonly string[]>();
  for (const [name, value] of headers) byName.set(name, [...(byName.get(name) ?? []), value]);
  for (const [name, added] of byName) {
    const values = valuesOf(name === replaced ? undefined : response.getHeader?.(name), added);
    response.setHeader?.(name, values.length > 1 ? values : (values[0] ?? ''));
  }
}

/** Adds headers to a response that the application will send; those it has set already stay. An object without `setHeader` gets none. */
export function appendHeaders(response: Partial<NodeResponse>, headers: HeaderList): void {
  if (typeof response.appendHeader !== 'function') return setTogether(response, headers);
  for (const [name, value] of headers) response.appendHeader(name, value);
}

/** Removes every `Cache-Control` that was set, also those for one kind of cache. */
export function removeCacheControl(response: Pick<NodeResponse, 'getHeaderNames' | 'removeHeader'>): void {
  for (const name of response.getHeaderNames?.() ?? []) if (isTargetedCacheControl(name)) response.removeHeader?.(name);
  response.removeHeader?.('cache-control');
}

/** Sends a response that the decision or a guard made. Its `Cache-Control` replaces one that was set before: it must not be cached. */
export function sendResponse(response: NodeResponse, decided: DecidedResponse): void {
  response.statusCode = decided.status;
  if (typeof response.removeHeader === 'function') {
    removeCacheControl(response);
    appendHeaders(response, decided.headers);
  } else {
    setTogether(response, decided.headers, 'cache-control');
  }
  response.end(decided.body);
}
