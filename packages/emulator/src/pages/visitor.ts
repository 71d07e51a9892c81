import type { Context } from 'hono';
import { clientCookie, clientCookieName, readCookie } from '../sessions/cookies.js';
import type { Instance } from '../instance/instance.js';
import { checkRedirectUrl, withQuery } from '../http/check-redirect-url.js';
import { rememberedPage } from '../sessions/return-page.js';
import { createClient, ensureDevBrowser, findActiveSession, findClientByHint } from '../sessions/sessions.js';
import type { ClientRow, SessionRow } from '../store/tables.js';
import { findUser, type UserRecord } from '../users/user-rows.js';

/** Who looks at a page. */
export interface Visitor {
  readonly client: ClientRow | undefined;
  readonly session: SessionRow | undefined;
  readonly record: UserRecord | undefined;
}

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

export async function findVisitor(instance: Instance, c: Context, journey: Journey): Promise<Visitor> {
  const cookie = readCookie(c.req.header('cookie'), clientCookieName(instance));
  const client = await findClientByHint(instance, { devBrowser: journey.devBrowser, cookie });
  const session = client && (await findActiveSession(instance, client));
  const record = session && (await findUser(instance.db, session.userId));
  return { client, session, record };
}

/** The journey of a visitor; one that names no end goes back to the page that the handshake before it came from. */
export function resumed(instance: Instance, journey: Journey, { client }: Visitor): Journey {
  if (journey.redirectUrl !== undefined || journey.isRefused) return journey;
  return { ...journey, redirectUrl: rememberedPage(instance, client) };
}

/** The visitor's client, made now if this is the first visit. */
export async function ensureClient(instance: Instance, visitor: Visitor): Promise<ClientRow> {
  return visitor.client ?? (await createClient(instance));
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
