import { ParameterError } from '../errors/api-error.js';
import type { Page } from '../store/page.js';

const defaultLimit = 10;
const maxLimit = 500;

/**
 * `limit` (1 to 500, default 10) and `offset` (default 0) of a list request.
 * @throws {ParameterError} `form_param_format_invalid`
 */
export function readPage(query: URLSearchParams): Page {
  return {
    limit: readNumber(query, 'limit', defaultLimit, 1, maxLimit),
    offset: readNumber(query, 'offset', 0, 0, Number.MAX_SAFE_INTEGER),
  };
}

/**
 * `order_by` of a list: a name, descending with `-` before it.
 * @param names - the names on the wire with those of the rows
 * @throws {ParameterError} `form_param_value_invalid`
 */
export function readOrder<Name extends string>(
  query: URLSearchParams,
  names: Readonly<Record<string, Name>>,
  fallback: { readonly by: Name; readonly descending: boolean },
): { readonly by: Name; readonly descending: boolean } {
  const text = query.get('order_by');
  if (!text) return fallback;
  const name = text.replace(/^[+ -]/, '');
  const by = Object.hasOwn(names, name) ? names[name] : undefined;
  if (by) return { by, descending: text.startsWith('-') };
  throw new ParameterError(
    'form_param_value_invalid',
    'is invalid',
    'order_by',
    `order_by must be one of ${Object.keys(names).join(', ')}, with + or - before it.`,
  );
}

/** The values of a parameter that may come several times; undefined if it does not come. */
export function readList(query: URLSearchParams, name: string): readonly string[] | undefined {
  const values = query.getAll(name).filter((value) => value !== '');
  return values.length > 0 ? values : undefined;
}

/** `true` or `false`; undefined if it does not come. */
export function readFlag(query: URLSearchParams, name: string): boolean | undefined {
  const text = query.get(name);
  return text === null || text === '' ? undefined : text === 'true';
}

function readNumber(query: URLSearchParams, name: string, fallback: number, min: number, max: number): number {
  const text = query.get(name);
  if (text === null || text === '') return fallback;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= min && value <= max) return value;
  throw new ParameterError(
    'form_param_format_invalid',
    'is invalid',
    name,
    `${name} must be a whole number from ${min} to ${max}.`,
  );
}
