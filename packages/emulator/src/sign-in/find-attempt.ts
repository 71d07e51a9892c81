import { and, desc, eq, sql } from 'drizzle-orm';
import { ApiError } from '../errors/api-error.js';
import type { Instance } from '../instance/instance.js';
import type { JsonObject } from '../store/json-object.js';
import { attempts, type AttemptRow } from '../store/tables.js';
import { alreadyVerified } from './attempt-verification.js';

/** How long an attempt can be continued, in ms. */
export const attemptLifetimeMs = 24 * 60 * 60 * 1000;

/** An attempt with data and statuses of its kind. */
export type Attempt<Data extends object, Status extends string> = Omit<AttemptRow, 'data' | 'status'> & {
  readonly status: Status;
  /** `revision` counts the changes, so that of two simultaneous ones only one is stored. */
  readonly data: Data & { readonly revision: number };
};

/** Starts an attempt. */
export async function insertAttempt<Data extends object, Status extends string>(
  instance: Instance,
  start: {
    readonly kind: AttemptRow['kind'];
    readonly clientId: string;
    readonly status: Status;
    readonly data: Data;
  },
): Promise<Attempt<Data, Status>> {
  const now = instance.now();
  const attempt = {
    ...start,
    id: instance.createId(start.kind === 'sign_in' ? 'sia' : 'sua'),
    data: { ...start.data, revision: 0 },
    userId: null,
    createdSessionId: null,
    createdAt: now,
    updatedAt: now,
  };
  await instance.db.insert(attempts).values(attempt);
  return attempt;
}

/** An attempt, unless it was abandoned. @param clientId - the browser it must belong to; undefined: any */
export async function findAttempt(
  { db, now }: Pick<Instance, 'db' | 'now'>,
  kind: AttemptRow['kind'],
  id: string,
  clientId: string | undefined,
): Promise<AttemptRow | undefined> {
  const [row] = await db
    .select()
    .from(attempts)
    .where(
      and(
        eq(attempts.id, id),
        eq(attempts.kind, kind),
        clientId === undefined ? undefined : eq(attempts.clientId, clientId),
      ),
    );
  // Attempts of earlier versions of the emulator cannot be continued.
  if (typeof row?.data['revision'] !== 'number') return undefined;
  return row.createdAt + attemptLifetimeMs > now() ? row : undefined;
}

/** An attempt of any kind. */
type AnyAttempt = Attempt<object, string>;

/**
 * Stores a changed attempt, if nobody changed it since it was read.
 * @returns the stored attempt
 * @throws {ApiError} 400 `verification_already_verified` if it was completed meanwhile, 409 `attempt_changed` for another change
 */
export async function changeAttempt<A extends AnyAttempt>(
  { db, now }: Pick<Instance, 'db' | 'now'>,
  attempt: A,
  change: Partial<Pick<A, 'status' | 'userId' | 'createdSessionId'>> & { readonly data?: Partial<A['data']> },
): Promise<A> {
  const { revision } = attempt.data;
  const changed = {
    ...attempt,
    ...change,
    data: { ...attempt.data, ...change.data, revision: revision + 1 },
    updatedAt: now(),
  };
  const { id, status, userId, createdSessionId, updatedAt } = changed;
  // Data consists of JSON values only.
  const data: JsonObject = { ...changed.data };
  const stored = await db
    .update(attempts)
    .set({ status, userId, createdSessionId, updatedAt, data })
    .where(and(eq(attempts.id, id), sql`json_extract(${attempts.data}, '$.revision') = ${revision}`))
    .returning({ id: attempts.id });
  if (stored.length > 0) return changed;
  const [found] = await db.select({ status: attempts.status }).from(attempts).where(eq(attempts.id, id));
  if (found?.status === 'complete') throw alreadyVerified();
  throw new ApiError(
    409,
    'attempt_changed',
    'conflict',
    'Another request changed this attempt. Read it and try again.',
  );
}

/** Ids of the people whose sign-up was completed, the newest first. */
export async function listSignedUpUserIds({ db }: Pick<Instance, 'db'>, limit: number): Promise<readonly string[]> {
  const rows = await db
    .select({ userId: attempts.userId })
    .from(attempts)
    .where(and(eq(attempts.kind, 'sign_up'), eq(attempts.status, 'complete')))
    .orderBy(desc(attempts.createdAt), desc(sql`rowid`))
    .limit(limit);
  return rows.flatMap(({ userId }) => (userId === null ? [] : [userId]));
}
