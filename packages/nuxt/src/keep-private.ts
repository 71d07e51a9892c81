import { isTargetedCacheControl } from '@acme/backend/adapter';
import { keepCacheControl } from '@acme/backend/node-http';
import type { ServerResponse } from 'node:http';
import { beforeBody } from './before-body.js';

/** So that a response is prepared once. */
const isPrivate = Symbol.for('@acme/nuxt.private');
type Carrier = ServerResponse & { [isPrivate]?: true };

const noStore = 'private, no-store';

/** Whether a `Cache-Control` lets caches keep an answer that other people get. `private="set-cookie"` forbids only that header. */
const isShareable = (value: string): boolean =>
  /\b(?:public|s-maxage|max-age)\b/i.test(value) && !/(?:^|,)\s*(?:private|no-store)\s*(?:,|$)/i.test(value);

/** The names of the headers among the arguments of `writeHead`. */
const namesIn = (given: readonly unknown[]): readonly string[] =>
  given.flatMap((value) =>
    Array.isArray(value) ? value.flat().map(String) : typeof value === 'object' && value ? Object.keys(value) : [],
  );

/** Whether a shared cache may keep the answer as it is about to be sent. @param given - the arguments of `writeHead` */
function mayBeShared(res: ServerResponse, given: readonly unknown[]): boolean {
  const named = namesIn(given);
  const names = [...res.getHeaderNames(), ...named].map((name) => name.toLowerCase());
  if (names.some((name) => name === 'expires' || isTargetedCacheControl(name))) return true;
  return named.some((name) => /^cache-control$/i.test(name)) || isShareable(String(res.getHeader('cache-control')));
}

/**
 * Sends an answer that depends on who is signed in with `Cache-Control: private, no-store` if the application would let shared caches keep it,
 * for example with `headers` of a route rule or with `headersOnly`.
 */
export function keepPrivate(response: ServerResponse): void {
  const res: Carrier = response;
  if (res[isPrivate]) return;
  res[isPrivate] = true;
  const writeHead = res.writeHead.bind(res);
  const end = res.end.bind(res);
  const prepare = (target: Partial<ServerResponse>, given: readonly unknown[]) => {
    if (res.headersSent || !mayBeShared(res, given)) return;
    for (const name of res.getHeaderNames()) if (isTargetedCacheControl(name)) res.removeHeader(name);
    res.setHeader('cache-control', noStore);
    keepCacheControl(target, noStore);
  };
  res.writeHead = (...given: readonly unknown[]) => {
    const target = { writeHead, setHeader: res.setHeader.bind(res) };
    prepare(target, given);
    return Reflect.apply(target.writeHead, target, given) as ServerResponse;
  };
  // For the responses of serverless platforms only these are called.
  beforeBody(res, (body) => {
    prepare({}, []);
    return body;
  });
  res.end = (...given: readonly unknown[]) => {
    prepare({}, []);
    return Reflect.apply(end, res, given) as ServerResponse;
  };
}
