import { ApiError, ParameterError } from '../errors/api-error.js';
import { isJsonObject, type JsonObject } from '../store/json-object.js';

/** A hundred years. */
const maxSeconds = 100 * 365 * 24 * 60 * 60;

interface FieldValues {
  readonly text: string;
  readonly flag: boolean;
  readonly integer: number;
  readonly texts: readonly string[];
  readonly object: JsonObject;
}

/** The types of {@link RequestBody.pick}. */
type FieldType = keyof FieldValues;

/**
 * The fields of a request body, read with their type. `undefined` = absent, `null` = sent as null.
 * Every reader throws {@link ParameterError} for a value of another type.
 */
export class RequestBody {
  readonly #items: readonly unknown[] | undefined;
  readonly #files: Readonly<Record<string, File>>;

  /**
   * @param fields - of a JSON object or a form
   * @param items - of a JSON list
   * @param files - of a form
   */
  constructor(
    readonly fields: JsonObject,
    items: readonly unknown[] | undefined = undefined,
    files: Readonly<Record<string, File>> = {},
  ) {
    this.#items = items;
    this.#files = files;
  }

  /** The names of all fields and files. */
  get names(): readonly string[] {
    return [...Object.keys(this.fields), ...Object.keys(this.#files)];
  }

  /** The objects of a body that is a list. */
  list(): readonly RequestBody[] {
    if (this.#items?.every(isJsonObject)) return this.#items.map((item) => new RequestBody(item));
    throw new ApiError(
      400,
      'request_body_invalid',
      'Request body invalid',
      'The request body must be a list of objects.',
    );
  }

  /** A file of a form. */
  requiredFile(name: string): File {
    const file = this.#files[name];
    if (file && file.size > 0) return file;
    throw new ParameterError('form_param_missing', 'is missing', name, `${name} must be a file.`);
  }

  /** One of the listed words. */
  word<const Word extends string>(name: string, words: readonly Word[]): Word | undefined {
    const value = this.string(name);
    if (value === undefined || value === null) return undefined;
    const word = words.find((known) => known === value);
    if (word !== undefined) return word;
    throw new ParameterError(
      'form_param_value_invalid',
      'is invalid',
      name,
      `${name} must be one of ${words.join(', ')}.`,
    );
  }

  string(name: string): string | null | undefined {
    const value = this.fields[name];
    if (value === undefined || value === null || typeof value === 'string') return value;
    throw this.wrongType(name, 'a string');
  }

  /** A string that is present and not empty. */
  requiredString(name: string): string {
    const value = this.string(name);
    if (value) return value;
    throw new ParameterError('form_param_missing', 'is missing', name, `${name} must be included.`);
  }

  strings(name: string): readonly string[] | undefined {
    const value = this.fields[name];
    if (value === undefined || value === null) return undefined;
    if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
    throw this.wrongType(name, 'a list of strings');
  }

  boolean(name: string): boolean | undefined {
    const value = this.fields[name];
    if (value === undefined || value === null || typeof value === 'boolean') return value ?? undefined;
    throw this.wrongType(name, 'true or false');
  }

  /** A whole number that is not negative. */
  integer(name: string): number | undefined {
    const value = this.fields[name];
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
    throw this.wrongType(name, 'a whole number');
  }

  /** A number of any kind. */
  number(name: string): number | undefined {
    const value = this.fields[name];
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    throw this.wrongType(name, 'a number');
  }

  /** A duration in seconds, greater than 0. */
  seconds(name: string): number | undefined {
    const value = this.number(name);
    if (value === undefined || (value > 0 && value <= maxSeconds)) return value;
    throw this.wrongType(name, `a number of seconds from 1 to ${maxSeconds}`);
  }

  objects(name: string): readonly RequestBody[] | undefined {
    const value = this.fields[name];
    if (value === undefined || value === null) return undefined;
    if (Array.isArray(value) && value.every(isJsonObject)) return value.map((item) => new RequestBody(item));
    throw this.wrongType(name, 'a list of objects');
  }

  /** The listed fields with their types; fields that are null or absent are left out. */
  pick<const Fields extends Readonly<Record<string, FieldType>>>(
    fields: Fields,
  ): { readonly [Name in keyof Fields]?: FieldValues[Fields[Name]] } {
    const readers: { readonly [Type in FieldType]: (name: string) => FieldValues[Type] | null | undefined } = {
      text: (name) => this.string(name),
      flag: (name) => this.boolean(name),
      integer: (name) => this.integer(name),
      texts: (name) => this.strings(name),
      object: (name) => this.object(name),
    };
    const entries = Object.entries(fields).map(([name, type]) => [name, readers[type](name)] as const);
    // Each reader returns the type of its name.
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined && value !== null)) as {
      readonly [Name in keyof Fields]?: FieldValues[Fields[Name]];
    };
  }

  object(name: string): JsonObject | undefined {
    const value = this.fields[name];
    if (value === undefined || value === null) return undefined;
    if (isJsonObject(value)) return value;
    throw this.wrongType(name, 'an object');
  }

  /** The error for a value of another type. */
  protected wrongType(name: string, expected: string): ParameterError {
    return new ParameterError('form_param_format_invalid', 'is invalid', name, `${name} must be ${expected}.`);
  }
}
