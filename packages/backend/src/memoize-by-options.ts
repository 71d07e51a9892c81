import { isPromise, type MaybePromise } from './maybe-promise.js';
import { identityOptions } from './options.js';

const maxEntries = 8;
/** Options have no members deeper than this; deeper objects are compared by identity. */
const maxDepth = 6;

type Members = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether an object is a list of members and nothing else; those of other realms are, too. */
function isPlain(object: object): object is Members {
  const prototype = Object.getPrototypeOf(object) as object | null;
  return (
    prototype === null ||
    prototype === Object.prototype ||
    (Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype, 'hasOwnProperty'))
  );
}

/** A copy that later changes do not reach. Functions and objects of a class are not copied. */
function copy(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null || depth === 0) return value;
  if (Array.isArray(value)) return Array.from(value, (item) => copy(item, depth - 1));
  return isPlain(value) ? copyMembers(value, depth) : value;
}

function copyMembers(object: Members, depth: number): Members {
  const copied = {};
  for (const name in object) {
    const value = identityOptions.has(name) ? object[name] : copy(object[name], depth - 1);
    // An assignment would set the prototype for the name `__proto__`.
    Object.defineProperty(copied, name, { value, enumerable: true, writable: true, configurable: true });
  }
  return copied;
}

function isSameList(list: readonly unknown[], copied: unknown, depth: number): boolean {
  if (!Array.isArray(copied) || list.length !== copied.length) return false;
  for (let index = 0; index < list.length; index += 1) {
    const item = list[index];
    if (item !== copied[index] && !isSame(item, copied[index], depth - 1)) return false;
  }
  return true;
}

/** Whether a value has the contents of the copy. */
function isSame(value: unknown, copied: unknown, depth: number): boolean {
  if (typeof value !== 'object' || typeof copied !== 'object' || value === null || copied === null || depth === 0) {
    return Object.is(value, copied);
  }
  if (Array.isArray(value)) return isSameList(value, copied, depth);
  return isPlain(value) && isPlain(copied) && hasSameMembers(value, copied, Object.keys(copied).length, depth);
}

/** Whether an object has the members of its copy: the same names, and under each name the same value. */
function hasSameMembers(object: Members, copied: Members, size: number, depth: number): boolean {
  let count = 0;
  for (const name in object) {
    const value = object[name];
    const known = copied[name];
    if (value === known) {
      // Only texts cannot be what a copy without the member inherits under its name.
      if (typeof value !== 'string' && !Object.hasOwn(copied, name)) return false;
    } else if (identityOptions.has(name) || !isSame(value, known, depth - 1)) return false;
    count += 1;
  }
  return count === size;
}

/**
 * The members of an object. Those that its class has, such as getters, count as its own.
 * @param names - of the members that are looked for in the class
 */
export function membersOf<Options extends object>(object: Options, names: readonly string[]): Options {
  // What is no list of options is reported by whoever takes it.
  if (!isObject(object) || isPlain(object)) return object;
  const members: Record<string, unknown> = {};
  for (const name in object) members[name] = Reflect.get(object, name);
  for (const name of names) if (!(name in members) && name in object) members[name] = Reflect.get(object, name);
  // The same members, without the class.
  return members as Options;
}

/** Adds an entry to a memo, in place of the oldest if there are more than `maxEntries`. A promise that rejects is removed again. */
export function addEntry<Entry extends { readonly result: unknown }>(
  entries: Entry[],
  entry: Entry,
  maxEntries: number,
): void {
  if (entries.length >= maxEntries) entries.shift();
  entries.push(entry);
  if (!isPromise(entry.result)) return;
  entry.result.catch(() => {
    const index = entries.indexOf(entry);
    if (index >= 0) entries.splice(index, 1);
  });
}

/**
 * Caches the results of a function by the contents of its options: names and values, lists and records included. Applications
 * pass the same few sets again and again, though as new objects, and may change an object between two calls.
 * @param names - of the options
 * @param create - gets a copy of the options; an error that it throws is not cached
 */
export function memoizeByOptions<Options extends object, Result>(
  names: readonly string[],
  create: (options: Options) => MaybePromise<Result>,
): (options: Options) => MaybePromise<Result> {
  type Entry = { readonly options: Members; readonly size: number; readonly result: MaybePromise<Result> };
  const entries: Entry[] = [];
  return (options) => {
    if (!isObject(options)) return create(options);
    // Its own members are read by their names only.
    const given = membersOf(options, names) as Options & Members;
    for (const entry of entries) if (hasSameMembers(given, entry.options, entry.size, maxDepth)) return entry.result;
    const copied = copyMembers(given, maxDepth);
    // The copy has the same members.
    const result = create(copied as Options);
    addEntry(entries, { options: copied, size: Object.keys(copied).length, result }, maxEntries);
    return result;
  };
}

/**
 * Caches the result of a function for one set of options until a list or a record in it changes.
 * @param options - an object of ours, whose members stay the same
 * @param create - gets a copy of the options; an error that it throws is not cached
 */
export function memoizeWhileUnchanged<Options extends object, Result>(
  options: Options,
  create: (options: Options) => MaybePromise<Result>,
): () => MaybePromise<Result> {
  const own = options as Options & Members;
  const changeable = Object.keys(own).filter((name) => typeof own[name] === 'object' && !identityOptions.has(name));
  const entries: { readonly options: Members; readonly result: MaybePromise<Result> }[] = [];
  return () => {
    const [entry] = entries;
    let isUnchanged = entry !== undefined;
    for (const name of changeable) {
      isUnchanged &&= own[name] === entry?.options[name] || isSame(own[name], entry?.options[name], maxDepth);
    }
    if (entry && isUnchanged) return entry.result;
    const copied = copyMembers(own, maxDepth);
    // The copy has the same members.
    const result = create(copied as Options);
    addEntry(entries, { options: copied, result }, 1);
    return result;
  };
}
