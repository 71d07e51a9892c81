import { Collection, type StoreContext } from './collection.js';
import type { Database } from './open-store.js';
import type { JsonObject } from './json-object.js';

/** Stored settings of the instance, one document for each part. */
const settings = new Collection<{ readonly values: JsonObject }>('settings', { idPrefix: 'set' });

const prefix = 'set_';

/** The stored settings by part. */
export async function listSettings(db: Database): Promise<Readonly<Record<string, JsonObject>>> {
  const rows = await settings.list(db);
  return Object.fromEntries(rows.map(({ id, values }) => [id.slice(prefix.length), values]));
}

/** The settings of a part: the defaults, overridden by stored values. */
export async function readSettings<T extends object>(
  { db }: Pick<StoreContext, 'db'>,
  part: string,
  defaults: T,
): Promise<T> {
  const row = await settings.find(db, prefix + part);
  return { ...defaults, ...row?.values };
}

/** Replaces the stored settings of a part. */
export async function storeSettings(context: StoreContext, part: string, values: JsonObject): Promise<void> {
  const row = await settings.find(context.db, prefix + part);
  if (row) await settings.update(context, row, { values });
  else await settings.insert(context, { values }, { id: prefix + part });
}
