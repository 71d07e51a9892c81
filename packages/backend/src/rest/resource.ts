/** Reads JSON of one type into an object of its class. */
export interface ResourceReader<W, C> {
  /** Value of `object` on the wire; undefined for parts that occur only inside others. */
  readonly object: string | undefined;
  /** Accepts any fields: a missing or malformed part never makes a whole answer unreadable. */
  readonly read: (json: W) => C;
}

/** Reads the wire value of one property. */
export type ReadField<V> = (value: unknown, json: Readonly<Record<string, unknown>>) => V;

type Camel<S extends string> = S extends `${infer Head}_${infer Tail}` ? `${Head}${Capitalize<Camel<Tail>>}` : S;

/** Wire fields under the names they have in JavaScript. */
type CamelFields<W> = { [K in keyof W & string as Camel<K>]: W[K] };

/** Wire types are read-only throughout; lists in objects are mutable arrays, because applications pass them to functions that want these. */
type Writable<T> = T extends readonly (infer Item)[] ? Item[] : T;

/** Names of properties whose wire value needs no conversion. */
type PlainName<W, C> = {
  [K in keyof CamelFields<W> & keyof C]: Writable<CamelFields<W>[K]> extends C[K] ? K : never;
}[keyof CamelFields<W> & keyof C];

/** The properties that need a conversion, each with the function that reads it; empty if there are none. */
type Converted<C, Named extends PropertyKey> =
  Exclude<keyof C, Named | 'toJSON'> extends never
    ? []
    : [converted: { readonly [K in Exclude<keyof C, Named | 'toJSON'>]-?: ReadField<C[K]> }];

/** Any JSON. */
export type JSONValue = string | number | boolean | null | JSONValue[] | { [name: string]: JSONValue };

/** The members of an object that JSON has, objects and lists in them included: no functions. */
export type PlainObject<T> = unknown extends T
  ? JSONValue
  : T extends (infer Item)[]
    ? PlainObject<Item>[]
    : T extends object
      ? { [K in keyof T as T[K] extends (...given: never) => unknown ? never : K]: PlainObject<T[K]> }
      : T;

/** A class whose instances keep the JSON they were read from. */
export class WireResource<W> {
  #wire: W | null = null;

  /** The JSON the object was read from, unchanged. */
  get raw(): W | null {
    return this.#wire;
  }

  /**
   * The members as a plain object, through and through, which every framework can send to a browser; an instance of a class cannot be. What
   * only the server may see, such as `privateMetadata`, is among them.
   */
  toJSON(): Omit<PlainObject<this>, 'raw'> {
    // JSON has what the type keeps.
    return JSON.parse(JSON.stringify({ ...this })) as Omit<PlainObject<this>, 'raw'>;
  }

  static remember(instance: WireResource<unknown>, json: unknown): void {
    instance.#wire = json;
  }
}

/**
 * Declares how a class is read from JSON: which properties are copied, and how the others are converted. The compiler refuses
 * a name without a wire counterpart and a declared property that is missing here.
 * @typeParam Computed - getters of the class; they have no wire value
 */
export function resource<W, Computed extends PropertyKey = never>() {
  return function declare<C extends object, const Plain extends PlainName<W, C> & string>(
    object: string | undefined,
    Class: new () => C,
    plain: readonly Plain[],
    ...[converted]: Converted<C, Computed | Plain>
  ): ResourceReader<W, C> {
    // The compiler knows the names of the conversions only where this function is called.
    const conversions = (converted ?? {}) as Readonly<Record<string, ReadField<unknown>>>;
    let read: ((json: W) => C) | undefined;
    // Created for the first object: a process that imports the client uses few of its resources.
    return { object, read: (json) => (read ??= makeReader(Class, plain, Object.entries(conversions)))(json) };
  };
}

/** The wire name of a property: resources are regular, unlike parameters. */
function wireName(property: string): string {
  return property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function makeReader<W, C extends object>(
  Class: new () => C,
  plain: readonly string[],
  converted: readonly (readonly [string, ReadField<unknown>])[],
): (json: W) => C {
  const names = plain.map(wireName);
  const conversions = converted.map(([property, convert]) => ({ property, name: wireName(property), convert }));
  return function read(json) {
    // An answer may be any JSON; a row that is not an object has no fields.
    const wire = (typeof json === 'object' && json !== null ? json : {}) as Readonly<Record<string, unknown>>;
    const instance = new Class();
    const target = instance as Record<string, unknown>;
    // Counted loops over plain lists for speed: this runs for every row of every answer.
    for (let index = 0; index < plain.length; index += 1) {
      target[plain[index] as string] = wire[names[index] as string];
    }
    for (let index = 0; index < conversions.length; index += 1) {
      const { property, name, convert } = conversions[index] as (typeof conversions)[number];
      target[property] = convert(wire[name], wire);
    }
    if (instance instanceof WireResource) WireResource.remember(instance, json);
    return instance;
  };
}

/** A part with its own class; null and absent values stay as they are. */
export function one<W, C>(reader: ResourceReader<W, C>): ReadField<C> {
  // `null` is returned only where the wire type has it, and then the declared type has it too.
  return (value) => (typeof value === 'object' && value !== null ? reader.read(value as W) : value) as C;
}

/** Like {@link one}, with null for an absent value. */
export function oneOrNull<W, C>(reader: ResourceReader<W, C>): ReadField<C | null> {
  return (value) => (typeof value === 'object' && value !== null ? reader.read(value as W) : null);
}

/** A list of parts; any other value is read as an empty list. */
export function readAll<W, C>(reader: ResourceReader<W, C>, value: unknown): C[] {
  return Array.isArray(value) ? value.map((item: W) => reader.read(item)) : [];
}

/** {@link readAll} for a property. */
export function listOf<W, C>(reader: ResourceReader<W, C>): ReadField<C[]> {
  return (value) => readAll(reader, value);
}

/** Like {@link listOf}, with undefined for an absent value. */
export function optionalListOf<W, C>(reader: ResourceReader<W, C>): ReadField<C[] | undefined> {
  const read = listOf(reader);
  return (value, json) => (value === undefined ? undefined : read(value, json));
}

/** The value, or null if it is absent. */
export function orNull<V>(): ReadField<V | null> {
  return (value) => (value === undefined ? null : value) as V | null;
}

/** The value, or an object without members if it is absent. Null stays null. */
export function orEmpty<V extends object | null>(value: V | undefined): V {
  return value === undefined ? ({} as V) : value;
}

/** {@link orEmpty} for a property. */
export function orEmptyObject<V extends object | null>(): ReadField<V> {
  return (value) => orEmpty(value as V | undefined);
}

/** The value, or empty text if it is null or absent. */
export function orEmptyText(): ReadField<string> {
  return (value) => (typeof value === 'string' ? value : '');
}
