import type { RateLimit } from '../client-settings.js';

/** @see {@link https://clerk.com/docs/backend-requests/resources/rate-limits | Rate limits of the Backend API} */
const serviceLimits = {
  production: { requests: 1000, perMs: 10_000 },
  development: { requests: 100, perMs: 10_000 },
} as const;

/** What the service allows the instance that a secret key belongs to. */
export function serviceLimit(secretKey: string | undefined): RateLimit {
  return secretKey?.startsWith('sk_live_') ? serviceLimits.production : serviceLimits.development;
}

/**
 * Reserves a place for a request; places are given in the order in which they are asked for.
 * @param latest - a later place is of no use; Unix time in ms
 * @returns how long to wait for it, in ms; undefined: there is none in time, and none was taken
 */
export type Gate = (latest: number) => number | undefined;

/** A gate that lets through at most `requests` in any stretch of `perMs`. */
export function rateLimiter({ requests, perMs }: RateLimit): Gate {
  /** The places given last, oldest first; Unix time in ms. */
  const places: number[] = [];
  return (latest) => {
    const now = Date.now();
    const [oldest] = places;
    const place = oldest === undefined || places.length < requests ? now : Math.max(now, oldest + perMs);
    if (place > latest) return undefined;
    if (places.length >= requests) places.shift();
    places.push(place);
    return place - now;
  };
}
