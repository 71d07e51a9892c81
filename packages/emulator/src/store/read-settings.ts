import type { Instance } from '../instance/instance.js';
import { Collection } from './collection.js';
import type { JsonObject } from './json-object.js';

/** Settings of the instance, a document for each part, in wire form. */
const settings = new Collection<{ readonly values: JsonObject }>('settings', { idPrefix: 'set' });

const idOf = (part: string) => `set_${part}`;

/** The settings of a part: what was changed, over the defaults. */
export async function readSettings<T extends object>(
  { db }: Pick<Instance, 'db'>,
  part: string,
  defaults: T,
): Promise<T> {
  const row = await settings.find(db, idOf(part));
  return { ...defaults, ...row?.values };
}

/** Changes settings of a part, and gives them all. */
export async function changeSettings<T extends object>(
  instance: Instance,
  part: string,
  defaults: T,
  change: Partial<T>,
): Promise<T> {
  const row = await settings.find(instance.db, idOf(part));
  const values = { ...row?.values, ...change };
  if (row) await settings.update(instance, row, { values });
  else await settings.insert(instance, { values }, { id: idOf(part) });
  return { ...defaults, ...values };
}
