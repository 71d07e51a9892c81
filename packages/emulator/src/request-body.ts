import { ParameterError } from './errors.js';
import type { JsonObject } from './store/tables.js';

/**
 * The fields of a request body, read with their type. `undefined` = absent, `null` = sent as null.
 * Every reader throws {@link ParameterError} for a value of another type.
 */
export class RequestBody {
  constructor(readonly fields: JsonObject) {}

  string(name: string): string | null | undefined {
    const value = this.fields[name];
    if (value === undefined || value === null || typeof value === 'string') return value;
    throw this.#wrongType(name, 'a string');
  }

  /** A string that must be there and not be empty. */
  requiredString(name: string): string {
    const value = this.string(name);
    if (value) return value;
    throw new ParameterError('form_param_missing', 'is missing', name, `${name} must be included.`);
  }

  strings(name: string): readonly string[] | undefined {
    const value = this.fields[name];
    if (value === undefined || value === null) return undefined;
    if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
    throw this.#wrongType(name, 'a list of strings');
  }

  boolean(name: string): boolean | undefined {
    const value = this.fields[name];
    if (value === undefined || value === null || typeof value === 'boolean') return value ?? undefined;
    throw this.#wrongType(name, 'true or false');
  }

  /** A whole number that is not negative. */
  integer(name: string): number | undefined {
    const value = this.fields[name];
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
    throw this.#wrongType(name, 'a whole number');
  }

  object(name: string): JsonObject | undefined {
    const value = this.fields[name];
    if (value === undefined || value === null) return undefined;
    if (isJsonObject(value)) return value;
    throw this.#wrongType(name, 'an object');
  }

  #wrongType(name: string, expected: string): ParameterError {
    return new ParameterError('form_param_format_invalid', 'is invalid', name, `${name} must be ${expected}.`);
  }
}

/** True for a JSON object, false for arrays and everything else. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
