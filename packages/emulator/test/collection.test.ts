import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Collection, type StoreContext } from '../src/store/collection.js';
import { openStore, type Store } from '../src/store/open-store.js';

interface Thing {
  readonly name: string;
  readonly slug: string | null;
  readonly metadata: object;
  readonly note?: string | undefined;
}

const things = new Collection<Thing>('thing', { idPrefix: 'thing', uniqueBy: ({ slug }) => slug ?? undefined });

let store: Store;
let context: StoreContext;

beforeEach(async () => {
  store = await openStore(':memory:');
  let count = 0;
  context = { db: store.db, now: () => (count += 1), createId: (prefix) => `${prefix}_${String((count += 1))}` };
});
afterEach(() => store.close());

const first: Thing = { name: 'one', slug: null, metadata: { deep: { list: [1, null] } } };

describe('two changes of a row that was read before both', () => {
  it('are both stored', async () => {
    const read = await things.insert(context, first);
    await things.update(context, read, { name: 'two' });
    const changed = await things.update(context, read, { slug: 'second' });
    expect(changed).toMatchObject({ name: 'two', slug: 'second', metadata: first.metadata });
    expect(await things.find(store.db, read.id)).toEqual(changed);
  });

  it('keep the unique key that the first one gave it', async () => {
    const read = await things.insert(context, first);
    await things.update(context, read, { slug: 'taken' });
    await things.update(context, read, { name: 'two' });
    await expect(things.insert(context, { ...first, slug: 'taken' })).rejects.toMatchObject({
      code: 'form_identifier_exists',
    });
  });
});

it('refuses to change a row that was deleted since it was read', async () => {
  const read = await things.insert(context, first);
  await things.delete(store.db, read.id);
  await expect(things.update(context, read, { name: 'two' })).rejects.toMatchObject({ status: 404 });
});

it('stores every value as it was given, and removes undefined ones', async () => {
  const read = await things.insert(context, { ...first, note: 'old' });
  const metadata = {
    'a.b': '"\\\u0000💩\u2028',
    none: null,
    no: false,
    number: 1.5e300,
    list: [[], {}],
    ['__proto__x']: 1,
  };
  const changed = await things.update(context, read, { metadata, note: undefined });
  expect(changed.metadata).toEqual(metadata);
  expect('note' in changed).toBe(false);
  expect(await things.find(store.db, read.id)).toEqual(changed);
  expect(await things.update(context, read, {})).toMatchObject({ metadata });
});
