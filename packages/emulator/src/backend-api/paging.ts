import { ParameterError } from '../errors.js';

const DEFAULT_LIMIT = 10;
const MAX_LIMIT = 500;

/** Part of a list. */
export interface Page {
  readonly limit: number;
  readonly offset: number;
}

/**
 * `limit` (1 to 500, default 10) and `offset` (default 0) of a list request.
 * @throws {ParameterError} `form_param_format_invalid`
 */
export function readPage(query: URLSearchParams): Page {
  return {
    limit: readNumber(query, 'limit', DEFAULT_LIMIT, 1, MAX_LIMIT),
    offset: readNumber(query, 'offset', 0, 0, Number.MAX_SAFE_INTEGER),
  };
}

/** Lists answer as a bare array, or with a count when the caller asks with `paginated=true`. */
export function listAnswer<Item>(query: URLSearchParams, data: readonly Item[], totalCount: number): object {
  return query.get('paginated') === 'true' ? { data, total_count: totalCount } : data;
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
