import type { MiddlewareHandler } from 'hono';
import { ApiError } from '../errors/api-error.js';

/**
 * Accepts forms only from the emulator's own pages: another site could otherwise sign its visitors in or out.
 * Browsers send `Origin` with every POST; a caller without it and without `Sec-Fetch-Site` is not a browser.
 */
export function refuseForeignForms(): MiddlewareHandler {
  return async function sameOrigin(c, next) {
    const isSafe = c.req.method === 'GET' || c.req.method === 'HEAD';
    if (!isSafe && !isOwn(c.req.header('origin'), c.req.header('sec-fetch-site'), c.req.header('host'))) {
      throw new ApiError(
        403,
        'origin_invalid',
        'Request refused',
        'Forms of the emulator can only be sent from its own pages.',
      );
    }
    await next();
  };
}

function isOwn(origin: string | undefined, site: string | undefined, host: string | undefined): boolean {
  if (site !== undefined && site !== 'same-origin') return false;
  return origin === undefined || origin === `http://${host}`;
}
