import { emit } from '../instance/emit.js';
import { instanceSettings } from '../instance/instance-settings.js';
import type { Instance } from '../instance/instance.js';
import { endSession } from './end-session.js';
import { listActiveSessions } from './find-active-session.js';
import { sessionJSON } from './session-json.js';
import { enrollUser } from '../organizations/enroll-matching-users.js';
import { listSessionTasks } from './settle-tasks.js';
import { memberships } from '../organizations/memberships.js';
import { findOrganization } from '../organizations/organization.js';
import { insertSession, updateSession } from './find-session.js';
import { updateClient } from './find-client.js';
import type { JsonObject } from '../store/json-object.js';
import type { SessionRow, UserRow } from '../store/tables.js';
import { findUser, updateUser, type UserRecord } from '../users/user-record.js';
import { ApiError } from '../errors/api-error.js';

const dayMs = 24 * 60 * 60 * 1000;
const sessionLifetimeMs = 7 * dayMs;
const abandonAfterMs = 30 * dayMs;

/** What a new session is made of. */
export interface SessionStart {
  /** Id of the session. Default: a new one. */
  readonly id?: string;
  readonly clientId: string;
  readonly userId: string;
  readonly strategy?: string;
  readonly actor?: JsonObject | null;
  readonly maxDurationSeconds?: number | null;
  /** Whether the sign-in included a second factor. Default false. */
  readonly secondFactorVerified?: boolean | undefined;
  /** The active organization; ignored if the user is not a member. */
  readonly activeOrganizationId?: string | null;
}

/**
 * Signs a user in on a client. In single session mode the other sessions of the client end.
 * @throws {ApiError} 403 `user_banned`, `user_locked`
 */
export async function startSession(instance: Instance, start: SessionStart): Promise<SessionRow> {
  const now = instance.now();
  const owner = await findUser(instance.db, start.userId);
  if (owner) checkMaySignIn(owner.user);
  const lifetimeMs = start.maxDurationSeconds ? start.maxDurationSeconds * 1000 : sessionLifetimeMs;
  const actor = start.actor ?? null;
  const lastActiveOrganizationId = await memberOrganization(instance, start);
  const tasks = await listSessionTasks(instance, { userId: start.userId, actor, lastActiveOrganizationId });
  const session: SessionRow = {
    id: start.id ?? instance.createId('sess'),
    clientId: start.clientId,
    userId: start.userId,
    status: tasks.length > 0 ? 'pending' : 'active',
    actor,
    refreshToken: instance.createId('rt'),
    lastActiveOrganizationId,
    firstFactorVerifiedAt: null,
    secondFactorVerifiedAt: start.secondFactorVerified ? now : null,
    ipAddress: instance.requester?.ipAddress ?? null,
    userAgent: instance.requester?.userAgent ?? null,
    lastActiveAt: now,
    expireAt: now + lifetimeMs,
    abandonAt: now + Math.max(lifetimeMs, abandonAfterMs),
    createdAt: now,
    updatedAt: now,
  };
  await endOthers(instance, start.clientId);
  await insertSession(instance.db, session);
  await updateClient(instance.db, start.clientId, {
    lastActiveSessionId: session.id,
    lastAuthenticationStrategy: start.strategy ?? null,
    sessionsChangedAt: now,
    updatedAt: now,
  });
  await updateUser(instance.db, start.userId, { lastSignInAt: now, lastActiveAt: now });
  emit(instance, 'session.created', sessionJSON(instance, session));
  if (tasks.length > 0) emit(instance, 'session.pending', sessionJSON(instance, session));
  if (owner) await enrollIfPossible(instance, owner);
  return session;
}

/** A person can sign in although an enrollment is refused, e.g. because its role was deleted. */
async function enrollIfPossible(instance: Instance, owner: UserRecord): Promise<void> {
  try {
    await enrollUser(instance, owner);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    instance.log(`${owner.user.id} was not enrolled in an organization: ${error.longMessage}`);
  }
}

/** Ends the open sessions of a client that may have one only. */
async function endOthers(instance: Instance, clientId: string): Promise<void> {
  if (!(await instanceSettings(instance)).session.single_session_mode) return;
  for (const other of await listActiveSessions(instance, clientId)) await endSession(instance, other, 'removed');
}

/**
 * Sets the active organization of a session by id or slug; empty text: none.
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

/** Refuses a user who must not sign in. @throws {ApiError} 403 */
export function checkMaySignIn(user: UserRow): void {
  if (user.banned) throw new ApiError(403, 'user_banned', 'This account is banned.');
  if (user.locked) throw new ApiError(403, 'user_locked', 'This account is locked.');
}
