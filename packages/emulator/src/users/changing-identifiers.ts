import { oneAtATime } from '../store/one-at-a-time.js';
import type { Instance } from '../instance/instance.js';

/**
 * Runs changes of e-mail addresses, phone numbers, user names, external ids and invitations of the instance one after the other, so
 * that nobody takes one between the check that it is free and the write. Do not call it within itself.
 */
export function changingIdentifiers<T>({ db }: Pick<Instance, 'db'>, run: () => Promise<T>): Promise<T> {
  return oneAtATime(db, 'identifiers', run);
}
