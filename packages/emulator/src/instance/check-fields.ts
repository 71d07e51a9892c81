import { EmulatorError } from '../errors/emulator-error.js';
import { isJsonObject } from '../store/json-object.js';

/** What a field accepts, and how a message says it. */
export type FieldCheck = readonly [expected: string, accepts: (value: unknown) => boolean];

/** The longest that a timer can wait, in ms: about 24 days. A longer time would end at once. */
const longestWaitMs = 2 ** 31 - 1;
/** A hundred years. */
const maxSeconds = 100 * 365 * 24 * 60 * 60;

const isText = (value: unknown) => typeof value === 'string';

/** Checks that several controls use. */
export const fieldChecks = {
  text: ['a text that is not empty', (value) => isText(value) && value !== ''],
  texts: ['a list of texts', (value) => Array.isArray(value) && value.every(isText)],
  flag: ['true or false', (value) => typeof value === 'boolean'],
  object: ['an object that JSON can hold', (value) => isJsonObject(value) && isJson(value)],
  seconds: [
    'a number of seconds, up to a hundred years',
    (value) => Number.isFinite(value) && Math.abs(Number(value)) <= maxSeconds,
  ],
  wait: [
    `a number of ms from 0 to ${longestWaitMs}`,
    (value) => Number.isFinite(value) && Number(value) >= 0 && Number(value) <= longestWaitMs,
  ],
  count: ['a whole number, 1 or more', (value) => Number.isSafeInteger(value) && Number(value) >= 1],
  callback: ['a function', (value) => typeof value === 'function'],
} as const satisfies Readonly<Record<string, FieldCheck>>;

/** The check of a field that has one of these words. */
export function oneOf(...words: readonly string[]): FieldCheck {
  return [`one of ${words.join(', ')}`, (value) => words.some((word) => word === value)];
}

/**
 * Checks what a caller gave to a control. Undefined is as if the field were left out. Messages show no values: they may be secrets.
 * @param control - for messages, such as `emulator.mintApiKey`
 * @param required - fields that must be there
 * @throws {EmulatorError} `option_invalid` for a value that is no object, an unknown field, a wrong value, or a missing field
 */
export function checkFields(
  control: string,
  given: unknown,
  checks: Readonly<Record<string, FieldCheck>>,
  required: readonly string[] = [],
): void {
  if (!isJsonObject(given)) throw invalid(`${control} takes an object.`);
  for (const [name, value] of Object.entries(given)) {
    const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
    if (!check) throw invalid(`${control}: the key ${name} is not known. Known: ${Object.keys(checks).join(', ')}.`);
    const [expected, accepts] = check;
    if (value !== undefined && !accepts(value)) throw invalid(`${control}: ${name} must be ${expected}.`);
  }
  const missing = required.find((name) => given[name] === undefined);
  if (missing !== undefined) throw invalid(`${control}: ${missing} must be ${checks[missing]?.[0] ?? 'given'}.`);
}

/** Checks one value. @throws {EmulatorError} `option_invalid` */
export function checkValue(control: string, name: string, value: unknown, [expected, accepts]: FieldCheck): void {
  if (!accepts(value)) throw invalid(`${control}: ${name} must be ${expected}.`);
}

function isJson(value: unknown): boolean {
  try {
    return typeof JSON.stringify(value) === 'string';
  } catch {
    return false;
  }
}

function invalid(message: string): EmulatorError {
  return new EmulatorError('option_invalid', message);
}
