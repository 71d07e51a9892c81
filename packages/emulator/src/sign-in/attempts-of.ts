import { NotFoundError } from '../errors/api-error.js';
import type { Instance } from '../instance/instance.js';
import { updateClient } from '../sessions/find-client.js';
import type { AttemptRow } from '../store/tables.js';
import { findAttempt, insertAttempt, type Attempt } from './find-attempt.js';

/** The sign-ins, or the sign-ups, of browsers. */
interface Attempts<Data extends object, Status extends string> {
  /** Starts one, which replaces the browser's current one. @param known - what it knows already */
  readonly start: (instance: Instance, clientId: string, known?: Partial<Data>) => Promise<Attempt<Data, Status>>;
  /** @param clientId - the browser it must belong to; undefined: any */
  readonly find: (
    instance: Pick<Instance, 'db' | 'now'>,
    id: string,
    clientId: string | undefined,
  ) => Promise<Attempt<Data, Status> | undefined>;
  /** @throws {NotFoundError} if this browser has no such attempt */
  readonly require: (
    instance: Pick<Instance, 'db' | 'now'>,
    id: string,
    clientId: string | undefined,
  ) => Promise<Attempt<Data, Status>>;
}

/** Functions for the attempts of a kind. */
export function attemptsOf<Data extends object, Status extends string>(kind: {
  readonly kind: AttemptRow['kind'];
  /** What errors call it. */
  readonly name: string;
  /** The column of the client with its current one. */
  readonly column: 'signInId' | 'signUpId';
  readonly status: Status;
  /** What a new one knows. */
  readonly data: Data;
}): Attempts<Data, Status> {
  const find: Attempts<Data, Status>['find'] = async (instance, id, clientId) => {
    const row = await findAttempt(instance, kind.kind, id, clientId);
    // Only `start` and changes of its result write these rows.
    return row as unknown as Attempt<Data, Status> | undefined;
  };
  return {
    find,
    async start(instance, clientId, known) {
      const data = { ...kind.data, ...known };
      const attempt = await insertAttempt<Data, Status>(instance, {
        kind: kind.kind,
        clientId,
        status: kind.status,
        data,
      });
      await updateClient(instance.db, clientId, { [kind.column]: attempt.id, updatedAt: attempt.createdAt });
      return attempt;
    },
    async require(instance, id, clientId) {
      const attempt = clientId === undefined ? undefined : await find(instance, id, clientId);
      if (attempt) return attempt;
      throw new NotFoundError(`This browser has no ${kind.name} with id ${id}.`);
    },
  };
}
