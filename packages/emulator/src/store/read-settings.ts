import { Collection, type StoreContext } from './collection.js';
import type { JsonObject } from './json-object.js';

/** Settings of the instance in wire form, one document for each part. */
const settings = new Collection<{ readonly values: JsonObject }>('settings', { idPrefix: 'set' });

const idOf = (part: string) => `set_${part}`;

/** The settings of a part: the defaults, overridden by stored changes. */
export async function readSettings<T extends object>(
  { db }: Pick<StoreContext, 'db'>,
  part: string,
  defaults: T,
): Promise<T> {
  const row = await settings.find(db, idOf(part));
  return { ...defaults, ...row?.values };
}

/** Changes settings of a part. @returns all settings of the part */
export async function changeSettings<T extends object>(
  context: StoreContext,
  part: string,
  defaults: T,
  change: Partial<T>,
): Promise<T> {
  const row = await settings.find(context.db, idOf(part));
  const values = { ...row?.values, ...change };
  if (row) await settings.update(context, row, { values });
  else await settings.insert(context, { values }, { id: idOf(part) });
  return { ...defaults, ...values };
}
