import type { ServerResponse } from 'node:http';
import { isTargetedCacheControl } from '../request/is-targeted-cache-control.js';
import { removeCacheControl } from './send-response.js';

const isOther = (name: unknown) =>
  String(name).toLowerCase() !== 'cache-control' && !isTargetedCacheControl(String(name));

/** An argument of `writeHead` without `Cache-Control`: an object of headers, a list of pairs, or one of names and values in turn. */
function withoutCacheControl(given: unknown): unknown {
  if (typeof given !== 'object' || given === null) return given;
  if (!Array.isArray(given)) return Object.fromEntries(Object.entries(given).filter(([name]) => isOther(name)));
  const list: readonly unknown[] = given;
  if (Array.isArray(list[0])) return list.filter((pair) => isOther((pair as readonly unknown[])[0]));
  return list.filter((_, index) => isOther(list[index - (index % 2)]));
}

function replaceCacheControl(response: Partial<ServerResponse>, value: string): void {
  removeCacheControl(response);
  response.setHeader?.('cache-control', value);
}

/**
 * Sends a response with this `Cache-Control`, whatever the application sets before or later, also for one kind of cache: it sets cookies of one person, and a shared
 * cache that kept it would hand out the session. A response without `writeHead` stays as it is.
 */
export function keepCacheControl(response: Partial<ServerResponse>, value: string): void {
  const { writeHead, end } = response;
  if (typeof writeHead !== 'function') return;
  // Every way to send headers leads through this method, in HTTP/1 and in HTTP/2. Responses that a serverless platform makes only end.
  response.writeHead = (...given: readonly unknown[]) => {
    replaceCacheControl(response, value);
    return Reflect.apply(writeHead, response, given.map(withoutCacheControl)) as ServerResponse;
  };
  if (typeof end !== 'function') return;
  response.end = (...given: readonly unknown[]) => {
    if (!response.headersSent) replaceCacheControl(response, value);
    return Reflect.apply(end, response, given) as ServerResponse;
  };
}
