import type { Instance } from '../instance/instance.js';
import { checkRedirectUrl, withQuery } from '../http/check-redirect-url.js';
import type { Visitor } from './visitor.js';
import { rememberedPage } from '../sessions/remembered-page.js';
import type { ClientRow } from '../store/tables.js';
import { clientCookie } from '../sessions/client-cookie.js';
import { ensureDevBrowser } from '../sessions/create-client.js';

/** The fields that travel from page to page: where to go in the end, and for which browser of the application. */
export interface Journey {
  /** As asked; undefined when missing or not allowed. */
  readonly redirectUrl: string | undefined;
  readonly devBrowser: string | undefined;
  /** True when an address was asked for that must not be visited. */
  readonly isRefused: boolean;
}

/** Reads the journey from a query or from form fields. */
export function readJourney(instance: Instance, read: (name: string) => string | undefined): Journey {
  const wanted = read('redirect_url') || undefined;
  const allowed = checkRedirectUrl(instance, wanted);
  return {
    redirectUrl: allowed?.href,
    devBrowser: read('__clerk_db_jwt') || undefined,
    isRefused: wanted !== undefined && allowed === undefined,
  };
}

/** The journey of a visitor; one that names no end goes back to the page that the handshake before it came from. */
export function resumed(instance: Instance, journey: Journey, { client }: Visitor): Journey {
  if (journey.redirectUrl !== undefined || journey.isRefused) return journey;
  return { ...journey, redirectUrl: rememberedPage(instance, client) };
}

/**
 * Ends the visit to a page: back to the application with the dev browser that makes it ask for the new state, or to
 * `fallback` on the emulator.
 */
export async function leave(
  instance: Instance,
  client: ClientRow,
  journey: Journey,
  fallback: string,
): Promise<Response> {
  return new Response(null, {
    status: 303,
    headers: {
      location: (await returnAddress(instance, client, journey)) ?? fallback,
      'cache-control': 'no-store',
      'set-cookie': clientCookie(instance, client),
    },
  });
}

/** Where the application takes over again. Addresses of the emulator itself need no dev browser. */
export async function returnAddress(
  instance: Instance,
  client: ClientRow,
  journey: Journey,
): Promise<string | undefined> {
  const target = checkRedirectUrl(instance, journey.redirectUrl);
  if (!target) return undefined;
  if (target.origin === instance.url) return target.href;
  return withQuery(target, '__clerk_db_jwt', await ensureDevBrowser(instance, client.id, journey.devBrowser));
}
