import type { AllOptions } from '@acme/backend/adapter';
import { createClerkRequest } from '@acme/backend/internal';
import { nodeHead } from '@acme/backend/node-http';
import type { LegacyRequest } from './legacy-request.js';

/** A value, or a function of the public URL of the request. */
type OfUrl<Value> = Value | ((url: URL) => Value) | undefined;

/** Options of a middleware that may depend on the URL of the request, as in 4.x and 5.x. */
export interface UrlOptions {
  readonly domain?: OfUrl<string>;
  readonly isSatellite?: OfUrl<boolean>;
  readonly proxyUrl?: OfUrl<string>;
}

type Values = Pick<AllOptions, keyof UrlOptions>;

/** Options of a middleware in two parts. */
export interface SplitOptions<Options> {
  /** Those that are the same for every request. */
  readonly fixed: Omit<Options, keyof UrlOptions> & Values;
  /** The values of the others for a request; undefined if there are none. */
  readonly forRequest: ((req: LegacyRequest) => Values) | undefined;
}

/** The URL of a request as its sender knows it. */
export function publicUrl(req: LegacyRequest): string {
  const head = nodeHead(req, req.originalUrl ?? req.url);
  return createClerkRequest(head.url, { headers: Object.fromEntries(head.headers()) }).clerkUrl.href;
}

/** Splits the options off that are functions. */
export function splitUrlOptions<Options extends UrlOptions>(options: Options): SplitOptions<Options> {
  const { domain, isSatellite, proxyUrl, ...rest } = options;
  const fixed: Record<string, unknown> = {};
  const functions: [name: string, valueOf: (url: URL) => unknown][] = [];
  for (const [name, value] of Object.entries({ domain, isSatellite, proxyUrl })) {
    if (typeof value === 'function') functions.push([name, value]);
    else if (value !== undefined) fixed[name] = value;
  }
  const valuesOf = (url: string): Values =>
    Object.fromEntries(functions.map(([name, valueOf]) => [name, valueOf(new URL(url))]));
  return {
    fixed: { ...rest, ...fixed },
    forRequest: functions.length === 0 ? undefined : (req) => valuesOf(publicUrl(req)),
  };
}
