import type { Instance } from '../instance/instance.js';
import { checkRedirectUrl, withQuery } from '../http/check-redirect-url.js';
import { rememberedPage } from '../sessions/remembered-page.js';
import type { ClientRow } from '../store/tables.js';
import { clientCookie } from '../sessions/client-cookie.js';
import { ensureDevBrowser } from '../sessions/create-client.js';

/** The address to return to after the pages, and the browser of the application; pages pass both on in hidden fields. */
export interface ReturnTarget {
  /** As requested; undefined when missing or not allowed. */
  readonly redirectUrl: string | undefined;
  readonly devBrowser: string | undefined;
  /** True when the requested address is not allowed. */
  readonly isRefused: boolean;
}

/** Reads the target from a query or from form fields. */
export function readReturnTarget(instance: Instance, read: (name: string) => string | undefined): ReturnTarget {
  const wanted = read('redirect_url') || undefined;
  const allowed = checkRedirectUrl(instance, wanted);
  return {
    redirectUrl: allowed?.href,
    devBrowser: read('__clerk_db_jwt') || undefined,
    isRefused: wanted !== undefined && allowed === undefined,
  };
}

/** Completes a target without an address by the page that the last handshake came from. */
export function withRememberedPage(
  instance: Instance,
  target: ReturnTarget,
  client: ClientRow | undefined,
): ReturnTarget {
  if (target.redirectUrl !== undefined || target.isRefused) return target;
  return { ...target, redirectUrl: rememberedPage(instance, client) };
}

/**
 * Redirects to the application, with the dev browser that makes it fetch the new state, or to `fallback` on the emulator.
 */
export async function redirectBack(
  instance: Instance,
  client: ClientRow,
  target: ReturnTarget,
  fallback: string,
): Promise<Response> {
  return new Response(null, {
    status: 303,
    headers: {
      location: (await returnAddress(instance, client, target)) ?? fallback,
      'cache-control': 'no-store',
      'set-cookie': clientCookie(instance, client),
    },
  });
}

/** The address to return to. Addresses of the emulator itself need no dev browser. */
export async function returnAddress(
  instance: Instance,
  client: ClientRow,
  target: ReturnTarget,
): Promise<string | undefined> {
  const url = checkRedirectUrl(instance, target.redirectUrl);
  if (!url) return undefined;
  if (url.origin === instance.url) return url.href;
  return withQuery(url, '__clerk_db_jwt', await ensureDevBrowser(instance, client.id, target.devBrowser));
}
