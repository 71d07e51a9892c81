import { checkMaySignIn } from '../users/create-user.js';
import { emit } from '../instance/emit.js';
import type { Instance } from '../instance/instance.js';
import { sessionJSON } from './session-json.js';
import { memberships } from '../organizations/memberships.js';
import { findOrganization } from '../organizations/organization.js';
import {
  bindDevBrowser,
  findClientByDevBrowser,
  findClientByToken,
  findDevBrowser,
  insertClient,
  insertSession,
  listSessions,
  updateClient,
  updateSession,
} from './session-rows.js';
import type { ClientRow, JsonObject, SessionRow } from '../store/tables.js';
import { findUser, updateUser } from '../users/user-rows.js';

const DAY_MS = 24 * 60 * 60 * 1000;
const SESSION_LIFETIME_MS = 7 * DAY_MS;
const ABANDON_AFTER_MS = 30 * DAY_MS;

/** A new browser that nobody signed in with yet. */
export async function createClient(instance: Instance): Promise<ClientRow> {
  const now = instance.now();
  const client: ClientRow = {
    id: instance.createId('client'),
    token: instance.createId('ct'),
    lastActiveSessionId: null,
    lastAuthenticationStrategy: null,
    signInId: null,
    signUpId: null,
    askedFrom: null,
    askedFromUntil: null,
    createdAt: now,
    sessionsChangedAt: now,
    updatedAt: now,
  };
  await insertClient(instance.db, client);
  return client;
}

/** What a browser shows to say which client it is. */
export interface ClientHint {
  /** Query parameter `__clerk_db_jwt`. */
  readonly devBrowser?: string | undefined;
  /** The emulator's own cookie. */
  readonly cookie?: string | undefined;
}

/**
 * The client a browser stands for. A dev browser says it first, since it comes from the application that asks; but when that
 * client has no session and the emulator's own cookie names one that has, the application joins that one (one sign-in for
 * all applications of the instance).
 */
export async function findClientByHint(instance: Instance, hint: ClientHint): Promise<ClientRow | undefined> {
  const byDevBrowser = hint.devBrowser ? await findClientByDevBrowser(instance.db, hint.devBrowser) : undefined;
  if (byDevBrowser && (await findActiveSession(instance, byDevBrowser))) return byDevBrowser;
  const byCookie = hint.cookie ? await findClientByToken(instance.db, hint.cookie) : undefined;
  if (byCookie && (!byDevBrowser || (await findActiveSession(instance, byCookie)))) return byCookie;
  return byDevBrowser;
}

/** A dev browser of the client: the one the caller has, else the newest, else a new one. */
export async function ensureDevBrowser(instance: Instance, clientId: string, wanted?: string): Promise<string> {
  const known = wanted && (await findClientByDevBrowser(instance.db, wanted)) ? wanted : undefined;
  const id = known ?? (await findDevBrowser(instance.db, clientId)) ?? instance.createId('dvb');
  await bindDevBrowser(instance.db, id, clientId, instance.now());
  return id;
}

/** How a new session comes about. */
export interface SessionStart {
  readonly clientId: string;
  readonly userId: string;
  readonly strategy?: string;
  readonly actor?: JsonObject | null;
  readonly maxDurationSeconds?: number | null;
  /** The organization to work in; one the user is no member of counts as none. */
  readonly activeOrganizationId?: string | null;
}

/**
 * Signs a user in on a client.
 * @throws {ApiError} 403 `user_banned`, `user_locked`
 */
export async function startSession(instance: Instance, start: SessionStart): Promise<SessionRow> {
  const now = instance.now();
  const owner = await findUser(instance.db, start.userId);
  if (owner) checkMaySignIn(owner.user);
  const lifetimeMs = start.maxDurationSeconds ? start.maxDurationSeconds * 1000 : SESSION_LIFETIME_MS;
  const session: SessionRow = {
    id: instance.createId('sess'),
    clientId: start.clientId,
    userId: start.userId,
    status: 'active',
    actor: start.actor ?? null,
    refreshToken: instance.createId('rt'),
    lastActiveOrganizationId: await memberOrganization(instance, start),
    lastActiveAt: now,
    expireAt: now + lifetimeMs,
    abandonAt: now + Math.max(lifetimeMs, ABANDON_AFTER_MS),
    createdAt: now,
    updatedAt: now,
  };
  await insertSession(instance.db, session);
  await updateClient(instance.db, start.clientId, {
    lastActiveSessionId: session.id,
    lastAuthenticationStrategy: start.strategy ?? null,
    sessionsChangedAt: now,
    updatedAt: now,
  });
  await updateUser(instance.db, start.userId, { lastSignInAt: now, lastActiveAt: now });
  emit(instance, 'session.created', sessionJSON(instance, session));
  return session;
}

/**
 * Makes a session work in an organization, named by id or slug; in none for empty text.
 * @returns undefined: there is no such organization, or the user is no member
 */
export async function activateOrganization(
  instance: Instance,
  session: SessionRow,
  idOrSlug: string,
): Promise<SessionRow | undefined> {
  const organization = idOrSlug === '' ? undefined : await findOrganization(instance.db, idOrSlug);
  const wanted = { activeOrganizationId: organization?.id ?? null, userId: session.userId };
  const id = await memberOrganization(instance, wanted);
  if (idOrSlug !== '' && id === null) return undefined;
  const change = { lastActiveOrganizationId: id, updatedAt: instance.now() };
  await updateSession(instance.db, session.id, change);
  return { ...session, ...change };
}

async function memberOrganization(
  { db }: Instance,
  start: Pick<SessionStart, 'activeOrganizationId' | 'userId'>,
): Promise<string | null> {
  const { activeOrganizationId: id, userId } = start;
  if (!id) return null;
  return (await memberships.count(db, { scope: id, where: { userId } })) > 0 ? id : null;
}

/** Ends a session; the tokens it issued stay good until they expire, as with the real service. */
export async function endSession(
  instance: Instance,
  session: SessionRow,
  status: 'revoked' | 'ended' | 'removed',
): Promise<SessionRow> {
  const now = instance.now();
  const change = { status, updatedAt: now };
  await updateSession(instance.db, session.id, change);
  const next = (await listSessions(instance.db, { clientId: session.clientId })).find((other) =>
    isActive(instance, other),
  );
  await updateClient(instance.db, session.clientId, {
    lastActiveSessionId: next?.id ?? null,
    sessionsChangedAt: now,
    updatedAt: now,
  });
  const ended = { ...session, ...change };
  emit(instance, `session.${status}`, sessionJSON(instance, ended));
  return ended;
}

/** True while the session may issue tokens. */
export function isActive(instance: Instance, session: SessionRow): boolean {
  return session.status === 'active' && session.expireAt > instance.now();
}

/** The sessions of a client that may issue tokens, newest first. */
export async function listActiveSessions(instance: Instance, clientId: string): Promise<readonly SessionRow[]> {
  const found = await listSessions(instance.db, { clientId, status: 'active' });
  return found.filter((session) => isActive(instance, session));
}

/** The session a client works with: the one chosen last, else the newest. */
export async function findActiveSession(instance: Instance, client: ClientRow): Promise<SessionRow | undefined> {
  const active = await listActiveSessions(instance, client.id);
  return active.find((session) => session.id === client.lastActiveSessionId) ?? active[0];
}
