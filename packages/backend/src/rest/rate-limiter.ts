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
 * Reserves the next free time slot for a request, first come, first served.
 * @param latest - the latest useful slot; Unix time in ms
 * @returns how long to wait for the slot, in ms; undefined if no slot is free before `latest`, and then nothing is reserved
 */
export type Reserve = (latest: number) => number | undefined;

/** Reserves slots so that at most `requests` are sent in any period of `perMs`. */
export function rateLimiter({ requests, perMs }: RateLimit): Reserve {
  /** The latest reserved slots, oldest first; Unix time in ms. */
  const slots: number[] = [];
  return (latest) => {
    const now = Date.now();
    const [oldest] = slots;
    const slot = oldest === undefined || slots.length < requests ? now : Math.max(now, oldest + perMs);
    if (slot > latest) return undefined;
    if (slots.length >= requests) slots.shift();
    slots.push(slot);
    return slot - now;
  };
}
