import { parseJson } from '@acme/backend/adapter';
import { ParameterError } from '../errors/api-error.js';
import { isJsonObject, type JsonObject } from '../store/json-object.js';
import { RequestBody } from './request-body.js';

/**
 * The fields of a form, where everything is text: an empty field is null, `true` and `false` are booleans, a repeated name is a
 * list, and an object is JSON.
 */
export class FormBody extends RequestBody {
  override string(name: string): string | null | undefined {
    const value = super.string(name);
    return value === '' ? null : value;
  }

  override strings(name: string): readonly string[] | undefined {
    const value = this.fields[name];
    const items = typeof value === 'string' ? [value] : super.strings(name);
    return items?.filter((item) => item !== '');
  }

  override boolean(name: string): boolean | undefined {
    const text = this.string(name);
    if (text === undefined || text === null) return undefined;
    if (text === 'true' || text === 'false') return text === 'true';
    throw this.wrongType(name, 'true or false');
  }

  override integer(name: string): number | undefined {
    const value = this.number(name);
    if (value === undefined || (Number.isSafeInteger(value) && value >= 0)) return value;
    throw this.wrongType(name, 'a whole number');
  }

  override number(name: string): number | undefined {
    const text = this.string(name);
    if (text === undefined || text === null) return undefined;
    const value = /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
    if (Number.isFinite(value)) return value;
    throw this.wrongType(name, 'a number');
  }

  override object(name: string): JsonObject | undefined {
    const value = this.#json(name);
    if (value === undefined || isJsonObject(value)) return value;
    throw this.wrongType(name, 'an object');
  }

  override objects(name: string): readonly RequestBody[] | undefined {
    const value = this.#json(name);
    if (value === undefined) return undefined;
    if (Array.isArray(value) && value.every(isJsonObject)) return value.map((item) => new RequestBody(item));
    throw this.wrongType(name, 'a list of objects');
  }

  #json(name: string): unknown {
    const text = this.string(name);
    if (text === undefined || text === null) return undefined;
    try {
      return parseJson(text);
    } catch {
      throw new ParameterError('form_param_format_invalid', 'is invalid', name, `${name} must be valid JSON.`);
    }
  }
}
