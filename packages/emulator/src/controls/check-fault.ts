import { EmulatorError } from '../errors/emulator-error.js';
import { isJsonObject } from '../store/json-object.js';

/** A fault in the answers of a route. */
export interface Fault {
  /** Default: every method. */
  readonly method?: string | undefined;
  /** Path with `*` for anything and `{name}` for one segment, e.g. `/v1/users/{id}`. Default: every path. */
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

type Check = readonly [expected: string, accepts: (value: unknown) => boolean];

const isText = (value: unknown) => typeof value === 'string';
const flag: Check = ['true or false', (value) => typeof value === 'boolean'];
const count = (least: number): Check => [
  `a whole number, ${least} or more`,
  (value) => Number.isInteger(value) && Number(value) >= least,
];

/** What each field accepts; the compiler keeps the list complete. */
const checks: Readonly<Record<keyof Fault, Check>> = {
  method: ['an HTTP method, such as GET', (value) => isText(value) && /^[a-z]+$/i.test(String(value))],
  path: ['a path that starts with / or *', (value) => isText(value) && /^[/*]/.test(String(value))],
  times: count(1),
  latencyMs: ['a number of ms, 0 or more', (value) => Number.isFinite(value) && Number(value) >= 0],
  status: [
    'a status from 200 to 599',
    (value) => Number.isInteger(value) && Number(value) >= 200 && Number(value) < 600,
  ],
  headers: ['an object of texts that are valid headers', areHeaders],
  body: ['an object or a text', (value) => isText(value) || (typeof value === 'object' && value !== null)],
  reset: flag,
  truncate: flag,
};

/** Statuses of answers without a body. */
export const emptyStatuses: readonly unknown[] = [204, 205, 304];

/** Refuses a fault that would have another effect than intended, or none. @throws {EmulatorError} `option_invalid` */
export function checkFault(fault: unknown): asserts fault is Fault {
  if (!isJsonObject(fault)) throw invalid('faults.add takes an object.');
  for (const [name, value] of Object.entries(fault)) {
    if (value === undefined) continue;
    const check = Object.hasOwn(checks, name) ? checks[name as keyof Fault] : undefined;
    if (!check) throw invalid(`faults.add: the key ${name} is not known. Known: ${Object.keys(checks).join(', ')}.`);
    const [expected, accepts] = check;
    if (!accepts(value)) throw invalid(`faults.add: ${name} must be ${expected}.`);
  }
  const { status, body, latencyMs, reset, truncate } = fault;
  if (emptyStatuses.includes(status) && body !== undefined)
    throw invalid(`faults.add: body must be left out, because answers with status ${String(status)} have none.`);
  if ([status, body, latencyMs, reset, truncate].every((value) => value === undefined))
    throw invalid('faults.add needs an effect: status, body, latencyMs, reset or truncate.');
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
