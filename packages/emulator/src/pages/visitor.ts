import type { Context } from 'hono';
import { clientCookieName, readCookie } from '../sessions/client-cookie.js';
import type { Instance } from '../instance/instance.js';
import { createClient } from '../sessions/create-client.js';
import { findActiveSession } from '../sessions/find-active-session.js';
import { findClientByHint } from '../sessions/client-hint.js';
import type { ClientRow, SessionRow } from '../store/tables.js';
import { findUser, type UserRecord } from '../users/user-record.js';
import type { ReturnTarget } from './return-target.js';

/** The browser that requests a page, with the session and the user it is signed in as. */
export interface Visitor {
  readonly client: ClientRow | undefined;
  readonly session: SessionRow | undefined;
  readonly record: UserRecord | undefined;
}

export async function findVisitor(
  instance: Instance,
  c: Context,
  target: Pick<ReturnTarget, 'devBrowser'>,
): Promise<Visitor> {
  const cookie = readCookie(c.req.header('cookie'), clientCookieName(instance));
  const client = await findClientByHint(instance, { devBrowser: target.devBrowser, cookie });
  const session = client && (await findActiveSession(instance, client));
  const record = session && (await findUser(instance.db, session.userId));
  return { client, session, record };
}

/** The visitor's client, created on the first visit. */
export async function ensureClient(instance: Instance, visitor: Visitor): Promise<ClientRow> {
  return visitor.client ?? (await createClient(instance));
}
