/** Types about types, under the names that code written for the official packages imports. */

/** A union that editors complete, and that takes any other value of `T` too. */
export type Autocomplete<U extends T, T = string> = U | (T & Record<never, never>);

/** `camelCase` to `snake_case`, for a text or for the names of an object. */
export type CamelToSnake<T> = T extends `${infer First}${infer Rest}`
  ? `${First extends Uppercase<First> ? '_' : ''}${Lowercase<First>}${CamelToSnake<Rest>}`
  : T extends object
    ? { [Name in keyof T as CamelToSnake<Extract<Name, string>>]: T[Name] }
    : T;

/** `camelCase` to `snake_case`, at every depth. */
export type DeepCamelToSnake<T> = T extends `${infer First}${infer Rest}`
  ? `${First extends Uppercase<First> ? '_' : ''}${Lowercase<First>}${DeepCamelToSnake<Rest>}`
  : T extends object
    ? { [Name in keyof T as DeepCamelToSnake<Extract<Name, string>>]: DeepCamelToSnake<T[Name]> }
    : T;

/** `snake_case` to `camelCase`, for a text or for the names of an object. */
export type SnakeToCamel<T> = T extends `${infer Head}_${infer Tail}`
  ? `${Uncapitalize<Head>}${Capitalize<SnakeToCamel<Tail>>}`
  : T extends object
    ? { [Name in keyof T as SnakeToCamel<Name>]: T[Name] }
    : T;

/** `snake_case` to `camelCase`, at every depth. */
export type DeepSnakeToCamel<T> = T extends `${infer Head}_${infer Tail}`
  ? `${Uncapitalize<Head>}${Capitalize<DeepSnakeToCamel<Tail>>}`
  : T extends object
    ? { [Name in keyof T as DeepSnakeToCamel<Name>]: DeepSnakeToCamel<T[Name]> }
    : T;

/** Every member may be missing, at every depth. */
export type DeepPartial<T> = { [Name in keyof T]?: T[Name] extends object ? DeepPartial<T[Name]> : T[Name] };

/** No member may be missing, at every depth. */
export type DeepRequired<T> = Required<{
  [Name in keyof T]: T[Name] extends object | undefined ? DeepRequired<Required<T[Name]>> : T[Name];
}>;

/** Each of the named members may be null. */
export type Nullable<T, K extends keyof T> = { [Name in keyof T]: Name extends K ? T[Name] | null : T[Name] };

/** Every member is null. */
export type ForceNull<T> = { [Name in keyof T]: null };

/** The same members, shown one by one in editors. */
export type Simplify<T> = { [Name in keyof T]: T[Name] } & {};

/** `T` with the members of `U` in place of its own. */
export type Override<T, U> = Omit<T, keyof U> & U;

/** `T` without the members that `W` names. */
export type Without<T, W> = { [Name in keyof T as Exclude<Name, W>]: T[Name] };

/** `T` without its functions. */
export type RemoveFunctions<T extends object> = {
  [Name in keyof T as T[Name] extends (...parameters: never[]) => unknown ? never : Name]: T[Name];
};

/** The members of `T` that survive `JSON.stringify`. */
export type Serializable<T> = {
  [Name in keyof T as T[Name] extends (...parameters: never[]) => unknown ? never : Name]: T[Name];
};

type Paths<T, Name extends keyof T = keyof T> = 0 extends 1 & T
  ? string
  : Name extends string
    ? T[Name] extends Readonly<Record<string, unknown>>
      ? Name | `${Name}.${Paths<T[Name]> & string}`
      : Name
    : never;

/** The paths to the members of `T`, with dots between the names. */
export type RecordToPath<T> = Paths<T>;

/** The type of the member that a path names. */
export type PathValue<T, P extends RecordToPath<T>> = P extends `${infer Name}.${infer Rest}`
  ? Name extends keyof T
    ? Rest extends RecordToPath<T[Name]>
      ? PathValue<T[Name], Rest>
      : never
    : never
  : P extends keyof T
    ? T[P]
    : never;

/** A call that may name the organization it is about. */
export type WithOptionalOrgType<T> = T & { readonly orgId?: string };
