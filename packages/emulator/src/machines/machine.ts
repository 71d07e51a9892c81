import { createHash } from 'node:crypto';
import { NotFoundError } from '../errors/api-error.js';
import type { Instance } from '../instance/instance.js';
import { Collection, type Row } from '../store/collection.js';
import type { Database } from '../store/open-store.js';

/** A service that calls other machines or is called. */
export interface Machine {
  readonly name: string;
  readonly defaultTokenTtlSeconds: number;
  readonly secretKey: string;
  /** The key before the last rotation, and when it expires (Unix ms). */
  readonly previousSecretKey: string | null;
  readonly previousSecretKeyExpiresAt: number;
  /** Machines it may call. */
  readonly scopedMachineIds: readonly string[];
}

export type MachineRow = Row<Machine>;

export const machineCollection = new Collection<Machine>('machine', { idPrefix: 'mch' });

/** A machine's key: the prefix of all keys of machines and API keys, and 32 hexadecimal digits. */
export function createMachineKey({ createId }: Pick<Instance, 'createId'>): string {
  return `ak_${createHash('sha256').update(createId('ak')).digest('hex').slice(0, 32)}`;
}

/** The machine of a key; a rotated key stays valid for the time set by the rotation. */
export async function findMachineByKey({ db, now }: Instance, key: string): Promise<MachineRow | undefined> {
  const current = await machineCollection.findWhere(db, { where: { secretKey: key } });
  if (current) return current;
  const previous = await machineCollection.findWhere(db, { where: { previousSecretKey: key } });
  return previous && previous.previousSecretKeyExpiresAt > now() ? previous : undefined;
}

/** @throws {NotFoundError} */
export async function requireMachine(db: Database, id: string): Promise<MachineRow> {
  const machine = await machineCollection.find(db, id);
  if (machine) return machine;
  throw new NotFoundError(`No machine was found with id ${id}.`);
}
