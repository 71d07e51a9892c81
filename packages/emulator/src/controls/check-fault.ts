import { EmulatorError } from '../errors/emulator-error.js';
import { checkFields, fieldChecks, type FieldCheck } from '../instance/check-fields.js';
import { isJsonObject } from '../store/json-object.js';

/** A fault in the answers of a route. */
export interface Fault {
  /** Default: every method. */
  readonly method?: string | undefined;
  /**
   * Whole path without query or fragment, with `*` for anything and `{name}` for one segment, e.g. `/v1/users/{id}`. `/v1` may be left out before
   * a name: `/jwks` means `/v1/jwks`, too. Default: every path.
   */
  readonly path?: string | undefined;
  /** Number of calls it affects. Default: all. */
  readonly times?: number | undefined;
  /** Delay before the answer, in ms. */
  readonly latencyMs?: number | undefined;
  /** Answers with this status instead of handling the request. */
  readonly status?: number | undefined;
  /** Headers of that answer, such as `retry-after`. Default `content-type: application/json`. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Body of that answer: an object as JSON, text as it is. */
  readonly body?: object | string | undefined;
  /** Closes the connection without an answer. */
  readonly reset?: boolean | undefined;
  /** Closes the connection in the middle of the answer. */
  readonly truncate?: boolean | undefined;
}

const isText = (value: unknown) => typeof value === 'string';

/** What each field accepts; the compiler keeps the list complete. */
const checks: Readonly<Record<keyof Fault, FieldCheck>> = {
  method: ['an HTTP method, such as GET', (value) => isText(value) && /^[a-z]+$/i.test(String(value))],
  path: [
    'a path that starts with / or *, without query or fragment',
    (value) => isText(value) && /^[/*][^?#]*$/.test(String(value)),
  ],
  times: fieldChecks.count,
  latencyMs: fieldChecks.wait,
  status: [
    'a status from 200 to 599',
    (value) => Number.isInteger(value) && Number(value) >= 200 && Number(value) < 600,
  ],
  headers: ['an object of texts that are valid headers', areHeaders],
  body: ['a text, or an object that JSON can hold', isBody],
  reset: fieldChecks.flag,
  truncate: fieldChecks.flag,
};

/** Statuses of answers without a body. */
export const emptyStatuses: readonly unknown[] = [204, 205, 304];

/** Refuses a fault that would have another effect than intended, or none. @throws {EmulatorError} `option_invalid` */
export function checkFault(fault: unknown): asserts fault is Fault {
  checkFields('faults.add', fault, checks);
  const { status, body, latencyMs, reset, truncate } = fault as Fault;
  if (emptyStatuses.includes(status) && body !== undefined)
    throw invalid(`faults.add: body must be left out, because answers with status ${String(status)} have none.`);
  if ([status, body, latencyMs, reset, truncate].every((value) => value === undefined || value === false))
    throw invalid('faults.add needs an effect: status, body, latencyMs, reset or truncate.');
}

function isBody(value: unknown): boolean {
  const [, isObject] = fieldChecks.object;
  return isText(value) || (Array.isArray(value) ? isObject({ value }) : isObject(value));
}

function areHeaders(value: unknown): boolean {
  if (!isJsonObject(value) || !Object.values(value).every(isText)) return false;
  try {
    return Boolean(new Headers(value as Record<string, string>));
  } catch {
    return false;
  }
}

function invalid(message: string): EmulatorError {
  return new EmulatorError('option_invalid', message);
}
