import { and, asc, count, desc, eq, inArray, or, sql, type SQL } from 'drizzle-orm';
import { containsText } from './contains-text.js';
import type { Page } from './page.js';
import { NotFoundError, ParameterError } from '../errors/api-error.js';
import { isUniqueViolation, type Database } from './open-store.js';
import { oneAtATime } from './one-at-a-time.js';
import { documentFieldText } from './lookup-indexes.js';
import { documents } from './tables.js';
import type { JsonObject } from './json-object.js';

/** What writing a row needs: the database, the time and ids. */
export interface StoreContext {
  readonly db: Database;
  /** Unix time in ms. */
  readonly now: () => number;
  /** A fresh id with this prefix. */
  readonly createId: (prefix: string) => string;
}

/** A stored row: its own fields, and those that all rows have. */
export type Row<T extends object> = T & {
  readonly id: string;
  /** Id of the row it belongs to; empty: the instance. */
  readonly scope: string;
  /** Unix time in ms. */
  readonly createdAt: number;
  /** Unix time in ms. */
  readonly updatedAt: number;
};

type Value = string | number | boolean;

/** Which rows to list; every given part must match. */
export interface Wanted<T extends object> {
  readonly ids?: readonly string[] | undefined;
  readonly scope?: string | readonly string[] | undefined;
  /** Accepted values by field. */
  readonly where?: Partial<Record<keyof T & string, Value | readonly Value[] | undefined>>;
  /** Text that one of the fields must contain, in any letter case. */
  readonly search?: { readonly text: string; readonly fields: readonly (keyof T & string)[] } | undefined;
  /** Default: the newest first. */
  readonly order?:
    { readonly by: (keyof T & string) | 'createdAt' | 'updatedAt' | 'id'; readonly descending: boolean } | undefined;
  readonly page?: Page | undefined;
}

/** How the rows of a kind are stored. */
export interface CollectionOptions<T extends object> {
  /** Prefix of ids, such as `org`. */
  readonly idPrefix: string;
  /** A text that no two rows may share, compared exactly; undefined: this row is never a duplicate. */
  readonly uniqueBy?: (data: T, scope: string) => string | undefined;
  /** The field that the error for a duplicate names. Default: `identifier`. */
  readonly uniqueField?: string;
  /** The error for a duplicate. Default: 422 `form_identifier_exists`. */
  readonly taken?: (data: T) => Error;
}

const systemOrder = ['createdAt', 'updatedAt', 'id'] as const;

/** All rows of one kind in the table `documents`. */
export class Collection<T extends object> {
  constructor(
    readonly kind: string,
    readonly options: CollectionOptions<T>,
  ) {}

  /** Adds a row. @throws {ParameterError} `form_identifier_exists`, or the error of `taken`, for a duplicate */
  async insert(
    { db, now, createId }: StoreContext,
    data: T,
    {
      scope = '',
      id = createId(this.options.idPrefix),
      createdAt = now(),
    }: { scope?: string; id?: string; createdAt?: number } = {},
  ): Promise<Row<T>> {
    const row = { id, scope, createdAt, updatedAt: createdAt };
    await this.#write(data, () =>
      db.insert(documents).values({
        ...row,
        kind: this.kind,
        uniqueKey: this.#uniqueKey(data, scope),
        data: data as JsonObject,
      }),
    );
    return { ...data, ...row };
  }

  async find(db: Database, id: string): Promise<Row<T> | undefined> {
    const [row] = await this.list(db, { ids: [id] });
    return row;
  }

  /** The first matching row. */
  async findWhere(db: Database, wanted: Wanted<T>): Promise<Row<T> | undefined> {
    const [row] = await this.list(db, { ...wanted, page: { limit: 1, offset: 0 } });
    return row;
  }

  /**
   * Changes fields; the others stay as they are stored, also if another call changed them since the row was read.
   * @returns the changed row
   * @throws {NotFoundError} if the row was deleted since it was read
   * @throws {ParameterError} as {@link insert}
   */
  async update({ db, now }: Pick<StoreContext, 'db' | 'now'>, row: Row<T>, change: Partial<T>): Promise<Row<T>> {
    const { id, scope, createdAt } = row;
    const changed = { ...row, ...change };
    const updatedAt = now();
    const uniqueKey = this.#uniqueKey(changed, scope);
    const [stored] = await this.#write(changed, () =>
      db
        .update(documents)
        .set({ data: withFields(change), updatedAt, ...(uniqueKey !== this.#uniqueKey(row, scope) && { uniqueKey }) })
        .where(and(eq(documents.kind, this.kind), eq(documents.id, id)))
        .returning({ data: documents.data }),
    );
    if (!stored) throw new NotFoundError(`The ${this.kind} ${id} was deleted.`);
    // This class wrote it as T.
    return { ...(stored.data as unknown as T), id, scope, createdAt, updatedAt };
  }

  /**
   * Changes a row by what it holds. Changes of one row come one after the other, each with what the one before left.
   * @returns the changed row
   * @throws {NotFoundError} if there is no such row
   * @throws {ParameterError} as {@link insert}
   */
  change(
    context: Pick<StoreContext, 'db' | 'now'>,
    id: string,
    change: (row: Row<T>) => Partial<T> | Promise<Partial<T>>,
  ): Promise<Row<T>> {
    return oneAtATime(context.db, `${this.kind} ${id}`, async () => {
      const row = await this.find(context.db, id);
      if (!row) throw new NotFoundError(`No ${this.kind} was found with id ${id}.`);
      return this.update(context, row, await change(row));
    });
  }

  async delete(db: Database, id: string): Promise<void> {
    await db.delete(documents).where(and(eq(documents.kind, this.kind), eq(documents.id, id)));
  }

  /** Deletes a row. @returns false if it was deleted before: of several simultaneous calls one gets true */
  async take(db: Database, id: string): Promise<boolean> {
    const taken = await db
      .delete(documents)
      .where(and(eq(documents.kind, this.kind), eq(documents.id, id)))
      .returning({ id: documents.id });
    return taken.length > 0;
  }

  /** Deletes the rows that belong to a deleted row. */
  async deleteScope(db: Database, scope: string): Promise<void> {
    await db.delete(documents).where(and(eq(documents.kind, this.kind), eq(documents.scope, scope)));
  }

  async list(db: Database, wanted: Wanted<T> = {}): Promise<readonly Row<T>[]> {
    const { order = { by: 'createdAt', descending: true }, page } = wanted;
    const direction = order.descending ? desc : asc;
    const isSystem = systemOrder.find((name) => name === order.by);
    const query = db
      .select()
      .from(documents)
      .where(this.#condition(wanted))
      .orderBy(direction(isSystem ? documents[isSystem] : documentField(order.by)), direction(sql`rowid`));
    const rows = await (page ? query.limit(page.limit).offset(page.offset) : query);
    return rows.map(({ id, scope, createdAt, updatedAt, data }) => ({
      // This class wrote it as T.
      ...(data as unknown as T),
      id,
      scope,
      createdAt,
      updatedAt,
    }));
  }

  async count(db: Database, wanted: Wanted<T> = {}): Promise<number> {
    const [row] = await db.select({ total: count() }).from(documents).where(this.#condition(wanted));
    return row?.total ?? 0;
  }

  /** A page of rows, and the number of all matching rows. */
  async page(db: Database, wanted: Wanted<T>): Promise<{ readonly rows: readonly Row<T>[]; readonly total: number }> {
    const [rows, total] = await Promise.all([this.list(db, wanted), this.count(db, wanted)]);
    return { rows, total };
  }

  #condition({ ids, scope, where = {}, search }: Wanted<T>): SQL | undefined {
    const parts: (SQL | undefined)[] = [eq(documents.kind, this.kind)];
    if (ids) parts.push(inArray(documents.id, [...ids]));
    if (scope !== undefined) parts.push(inArray(documents.scope, typeof scope === 'string' ? [scope] : [...scope]));
    for (const [name, value] of Object.entries(where)) {
      const values = valuesOf(value);
      if (values) parts.push(inArray(documentField(name), values));
    }
    if (search) {
      const matches = search.fields.map((name) => containsText(documentField(name), search.text));
      parts.push(sql`(${sql.join(matches, sql` OR `)})`);
    }
    return and(...parts);
  }

  #uniqueKey(data: T, scope: string): string | null {
    const key = this.options.uniqueBy?.(data, scope);
    return key === undefined ? null : `${this.kind}\n${key}`;
  }

  async #write<Result>(data: T, run: () => Promise<Result>): Promise<Result> {
    try {
      return await run();
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      const { taken, uniqueField = 'identifier' } = this.options;
      throw taken?.(data) ?? new ParameterError('form_identifier_exists', 'already exists', uniqueField);
    }
  }
}

/** Deletes the rows of all kinds that belong to a deleted row. */
export async function deleteAllOf(db: Database, scope: string): Promise<void> {
  await db.delete(documents).where(eq(documents.scope, scope));
}

/** Deletes the rows of all kinds that belong to a deleted user, or name the user as `userId`. */
export async function deleteAllOfUser(db: Database, userId: string): Promise<void> {
  await db.delete(documents).where(or(eq(documents.scope, userId), eq(documentField('userId'), userId)));
}

/** SQLite reads `true` and `false` in JSON as 1 and 0. */
function valuesOf(value: unknown): (string | number)[] | undefined {
  if (value === undefined) return undefined;
  return (Array.isArray(value) ? value : [value]).map((item) =>
    typeof item === 'boolean' ? Number(item) : String(item),
  );
}

/** The stored data with changed fields; undefined removes a field. */
function withFields(change: object): SQL {
  const entries = Object.entries(change);
  const kept = entries.filter(([, value]) => value !== undefined);
  const removed = entries.filter(([, value]) => value === undefined);
  const fields = kept.map(([name, value]) => sql`${pathOf(name)}, json(${JSON.stringify(value)})`);
  const paths = removed.map(([name]) => sql`${pathOf(name)}`);
  const data =
    fields.length > 0 ? sql`json_set(${documents.data}, ${sql.join(fields, sql`, `)})` : sql`${documents.data}`;
  return paths.length > 0 ? sql`json_remove(${data}, ${sql.join(paths, sql`, `)})` : data;
}

const pathOf = (name: string) => `$."${name}"`;

/** A field of the stored data. `name` comes from our code, never from a request. */
export function documentField(name: string): SQL {
  return sql.raw(documentFieldText(name));
}
