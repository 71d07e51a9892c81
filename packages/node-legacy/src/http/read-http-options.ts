import type { HttpOptions, BeforeRequest } from './http-options.js';

/** {@link HttpOptions} in the form in which they are applied. */
export interface HttpSettings {
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly timeout: { readonly request: number | undefined; readonly response: number | undefined };
  readonly maxRetries: number | undefined;
  readonly maxRetryAfterMs: number | undefined;
  readonly searchParams: readonly (readonly [name: string, value: string])[];
  readonly prefixUrl: string | undefined;
  readonly followsRedirects: boolean;
  readonly beforeRequest: readonly BeforeRequest[];
  /** Settings that `fetch` has under the same names. */
  readonly init: RequestInit;
  /** Names of the settings that have no effect. */
  readonly ignored: readonly string[];
}

const fetchNames = [
  'cache',
  'credentials',
  'dispatcher',
  'integrity',
  'keepalive',
  'mode',
  'priority',
  'referrer',
  'referrerPolicy',
  'signal',
];

/** Settings of `got` with the values that describe what happens anyway. */
const asAlways: Readonly<Record<string, unknown>> = {
  decompress: true,
  http2: false,
  responseType: 'json',
  throwHttpErrors: true,
};

const isDuration = (value: unknown): value is number => typeof value === 'number' && value >= 0;
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
const isFlag = (value: unknown): value is boolean => typeof value === 'boolean';
const isRedirectMode = (value: unknown): value is string =>
  value === 'follow' || value === 'manual' || value === 'error';
const isAddress = (value: unknown): value is string | URL => value !== '' && URL.canParse(String(value));
const isSearch = (value: unknown): value is string | object => typeof value === 'string' || isRecord(value);
const areHooks = (value: unknown): value is readonly BeforeRequest[] =>
  Array.isArray(value) && value.every((hook) => typeof hook === 'function');
// `got` has a setting `cache` too, which is a store.
const isInitValue = (value: unknown): value is unknown => !(isRecord(value) && 'get' in value && 'set' in value);

/** Takes settings one by one; what nobody has taken has no effect. */
class Settings {
  readonly #left: Map<string, unknown>;

  constructor(given: object) {
    this.#left = new Map(Object.entries(given).filter(([, value]) => value !== undefined));
  }

  take<T>(name: string, isUsable: (value: unknown) => value is T): T | undefined {
    const value = this.#left.get(name);
    if (value === undefined || !isUsable(value)) return undefined;
    this.#left.delete(name);
    return value;
  }

  /** The members of a setting that is an object or a single value, which then counts as the member `name`. */
  takeGroup(group: string, name: string, isValue: (value: unknown) => value is unknown): Settings {
    const value = this.take(group, isValue);
    if (value !== undefined) return new Settings({ [name]: value });
    return new Settings(this.take(group, isRecord) ?? {});
  }

  names(prefix = ''): readonly string[] {
    return [...this.#left.keys()].map((name) => prefix + name);
  }
}

function readHeaders(given: object): Readonly<Record<string, string>> {
  const isList = Symbol.iterator in given;
  const entries = isList ? [...(given as Iterable<readonly [string, unknown]>)] : Object.entries(given);
  const values = entries.filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(
    values.map(([name, value]) => [
      name.toLowerCase(),
      Array.isArray(value) ? value.map(String).join(', ') : String(value),
    ]),
  );
}

function readSearch(given: string | object): HttpSettings['searchParams'] {
  if (typeof given === 'string' || given instanceof URLSearchParams) return [...new URLSearchParams(given)];
  const values = Object.entries(given).filter(([, value]) => value !== undefined);
  return values.map(([name, value]) => [name, value === null ? '' : String(value)]);
}

/** Reads the settings that can be honoured, and names the others. */
export function readHttpOptions(given: HttpOptions | RequestInit): HttpSettings {
  const all = new Settings(given);
  const timeout = all.takeGroup('timeout', 'request', isDuration);
  const retry = all.takeGroup('retry', 'limit', isDuration);
  const hooks = new Settings(all.take('hooks', isRecord) ?? {});
  const init = fetchNames.map((name) => [name, all.take(name, isInitValue)] as const);
  for (const [name, value] of Object.entries(asAlways)) all.take(name, (own): own is unknown => own === value);
  const redirect = all.take('redirect', isRedirectMode) ?? 'follow';
  return {
    headers: readHeaders(all.take('headers', isRecord) ?? {}),
    timeout: { request: timeout.take('request', isDuration), response: timeout.take('response', isDuration) },
    maxRetries: retry.take('limit', isDuration),
    maxRetryAfterMs: retry.take('maxRetryAfter', isDuration),
    searchParams: readSearch(all.take('searchParams', isSearch) ?? ''),
    prefixUrl: all.take('prefixUrl', isAddress)?.toString(),
    followsRedirects: (all.take('followRedirect', isFlag) ?? true) && redirect === 'follow',
    beforeRequest: hooks.take('beforeRequest', areHooks) ?? [],
    init: Object.fromEntries(init.filter(([, value]) => value !== undefined)),
    ignored: [...all.names(), ...timeout.names('timeout.'), ...retry.names('retry.'), ...hooks.names('hooks.')],
  };
}
