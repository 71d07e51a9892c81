import { isPromise, type MaybePromise } from './maybe-promise.js';
import { identityOptions } from './options.js';

const maxRemembered = 8;
/** Options have no members deeper than this; deeper ones are compared as the objects they are. */
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

/** The value as it is now, however its owner changes it later. Functions and objects of a class stay what they are. */
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

/** Whether a value that is not the same says what the copy says. */
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

/**
 * Remembers what was made of the last few sets of options. They are compared by names and contents, lists and records as well:
 * applications pass the same few over and over, though in new objects, and may change an object between two calls. What is made
 * is made of a copy. What could not be made is not remembered.
 * @param names - of the options
 */
export function memoizeByOptions<Options extends object, Made>(
  names: readonly string[],
  make: (options: Options) => MaybePromise<Made>,
): (options: Options) => MaybePromise<Made> {
  type Entry = { readonly options: Members; readonly size: number; readonly made: MaybePromise<Made> };
  let remembered: readonly Entry[] = [];
  return (options) => {
    if (!isObject(options)) return make(options);
    // Its own members are read by their names only.
    const given = membersOf(options, names) as Options & Members;
    for (const { options: known, size, made } of remembered) {
      if (hasSameMembers(given, known, size, maxDepth)) return made;
    }
    const copied = copyMembers(given, maxDepth);
    // The copy has the same members.
    const made = make(copied as Options);
    const entry: Entry = { options: copied, size: Object.keys(copied).length, made };
    remembered = [...remembered.slice(1 - maxRemembered), entry];
    if (isPromise(made)) {
      made.catch(() => {
        remembered = remembered.filter((other) => other !== entry);
      });
    }
    return made;
  };
}

/**
 * Remembers what was made of one set of options until a list or a record in it says something else. What is made is made of a
 * copy. What could not be made is not remembered.
 * @param options - an object of ours, whose members stay the same
 */
export function memoizeWhileUnchanged<Options extends object, Made>(
  options: Options,
  make: (options: Options) => MaybePromise<Made>,
): () => MaybePromise<Made> {
  const own = options as Options & Members;
  const changeable = Object.keys(own).filter((name) => typeof own[name] === 'object' && !identityOptions.has(name));
  let last: { readonly options: Members; readonly made: MaybePromise<Made> } | undefined;
  const isUnchanged = (copied: Members) => {
    for (const name of changeable) {
      if (own[name] !== copied[name] && !isSame(own[name], copied[name], maxDepth)) return false;
    }
    return true;
  };
  return () => {
    if (last && isUnchanged(last.options)) return last.made;
    const copied = copyMembers(own, maxDepth);
    // The copy has the same members.
    const entry = { options: copied, made: make(copied as Options) };
    last = entry;
    if (isPromise(entry.made)) {
      entry.made.catch(() => {
        if (last === entry) last = undefined;
      });
    }
    return entry.made;
  };
}
