import { ConfigurationError } from '../errors.js';
import { optionTable, type AcceptsToken } from '../options.js';
import type { RequestHead } from './request-head.js';
import {
  readReverification,
  type OrganizationPermission,
  type OrganizationRole,
  type ReverificationConfig,
} from './has-authorization.js';
import type { ActorRule } from './is-acted-by.js';
import { checkResource } from './check-resource.js';

/** What a route requires; all of it must hold. Without a condition: somebody who is signed in. */
export interface ProtectOptions {
  /** Role in the active organization, with or without `org:`. */
  readonly role?: OrganizationRole;
  /** Permission in the active organization, `org:feature:action`. */
  readonly permission?: OrganizationPermission;
  /** Feature of the user or the organization. */
  readonly feature?: string;
  /** Plan of the user or the organization. */
  readonly plan?: string;
  /** How recently the user must have been verified. */
  readonly reverification?: ReverificationConfig;
  /** Which kinds of token the route takes. Default `'session_token'`. */
  readonly token?: AcceptsToken;
  /** Scopes that an OAuth access token must all have. Needs `token: 'oauth_token'`. */
  readonly scopes?: string | readonly string[];
  /**
   * The address of this server, which OAuth access tokens must name as their audience (`aud`), for example `https://api.example.com/mcp`:
   * a token for nobody or for another server is refused. Refusals name its metadata. Needs `token: 'oauth_token'`.
   * @see RFC 8707, RFC 9728
   */
  readonly resource?: string;
  /**
   * `true`: OAuth access tokens must be bound to a key, and come with a proof of it. Needs `token: 'oauth_token'`, and the option `dpop` of the
   * middleware. Default: tokens that are bound to no key are taken, too.
   * @see RFC 9449
   */
  readonly dpop?: boolean;
  /**
   * Who may act for the user: `false` nobody, neither by impersonation nor by delegation; `true` anybody, but not the user alone; or the
   * ids (`sub`) of who may. Of a chain of actors only the current one counts. Default: it does not matter.
   * @see RFC 8693 section 4.1
   */
  readonly actor?: ActorRule;
  /**
   * Where page navigations of people who are not signed in are redirected (302): an http(s) URL, or a path that begins with `/`, or a
   * function that gives one for the request. Default: they get 401 like other requests. The requested page is added as `redirect_url`, unless
   * the address has one.
   */
  readonly signInUrl?: string | ((request: RequestHead) => string);
}

/** A refusal that a person sees. */
export interface RefusedPage {
  /** 401: nobody is signed in; 403: the session does not suffice; 503: it could not be checked. */
  readonly status: 401 | 403 | 503;
  readonly request: RequestHead;
}

/** What a route of a server requires, and what people see who are refused. */
export interface GuardOptions extends ProtectOptions {
  /**
   * In Express, Fastify and Hono: the page, as HTML, for people who open a page and are refused. Other requests get JSON, and so does
   * everybody for whom it gives undefined. Status and headers stay those of the refusal. Text that comes from the request must be escaped.
   * Default: JSON for everybody.
   */
  readonly refusalPage?: (refused: RefusedPage) => string | undefined;
}

/** Returns what is expected, or undefined if the value is fine. */
type Check = (value: unknown) => string | undefined;

const name: Check = (value) =>
  typeof value === 'string' && value.trim() !== '' ? undefined : 'a string that is not empty';

const reverification: Check = (value) =>
  Number.isFinite(readReverification(value)?.afterMinutes)
    ? undefined
    : "'strict_mfa', 'strict', 'moderate', 'lax', or { level: 'first_factor', 'second_factor' or 'multi_factor', afterMinutes: a number above 0 }";

/** An empty list would accept no token; it is a mistake. */
const token: Check = (value) =>
  Array.isArray(value) && value.length === 0
    ? 'a list with at least one kind of token'
    : optionTable.acceptsToken.check(value);

/** A scope as OAuth writes it: printable, without space, quote and backslash. @see RFC 6749 section 3.3 */
const plainScope = /^[!#-[\]-~]+$/;
const texts = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);
const isListOf = (value: unknown, isItem: (item: unknown) => boolean) =>
  texts(value).length > 0 && texts(value).every(isItem);

const scopes: Check = (value) =>
  isListOf(value, (item) => typeof item === 'string' && plainScope.test(item))
    ? undefined
    : 'a scope, or a list of scopes, without spaces and quotes';

const dpop: Check = (value) => (typeof value === 'boolean' ? undefined : 'true or false');

const actor: Check = (value) =>
  typeof value === 'boolean' || isListOf(value, (item) => name(item) === undefined)
    ? undefined
    : 'true, false, the id of an actor, or a list of ids';

/** White space and control characters are not part of any URL; a header with a line break in it could not be sent. */
const plainUrl = /^(?:https?:\/\/|\/(?![/\\]))[^\s\p{Cc}]*$/iu;

const address: Check = (value) =>
  typeof value === 'string' && plainUrl.test(value) && URL.canParse(value, 'http://localhost')
    ? undefined
    : 'an http(s) URL, or a path that begins with "/"';

/** What a function gives is checked with each request. */
const signInUrl: Check = (value) => (typeof value === 'function' ? undefined : address(value));

const refusalPage: Check = (value) => (typeof value === 'function' ? undefined : 'a function that gives HTML');

/** Every member of {@link GuardOptions} with its check. */
const checks: Readonly<Record<keyof GuardOptions, Check>> = {
  role: name,
  permission: name,
  feature: name,
  plan: name,
  reverification,
  token,
  scopes,
  resource: checkResource,
  dpop,
  actor,
  signInUrl,
  refusalPage,
};

/** Who can be asked for a page: frameworks that render pages have error pages of their own. */
export type Answers = 'with-pages' | 'by-framework';

const namesFor = (answers: Answers) =>
  Object.keys(checks).filter((name) => answers === 'with-pages' || name !== 'refusalPage');

function isMember(key: PropertyKey, answers: Answers): key is keyof GuardOptions {
  return Object.hasOwn(checks, key) && namesFor(answers).includes(String(key));
}

/** Inherited members would count or not, depending on how they are read; an object of another realm is plain too. */
function isPlainObject(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value) as object | null;
  if (prototype === null) return true;
  return Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype, 'hasOwnProperty');
}

/** The value as it is now: a list or an object that its owner changes later changes no guard. */
function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return Array.from(value as readonly unknown[]);
  return typeof value === 'object' && value !== null ? { ...value } : value;
}

/** Never the value itself: it may be a secret that was taken for something else. */
function describe(value: unknown): string {
  if (value === '') return 'an empty string';
  return value === undefined || value === null ? String(value) : 'something else';
}

/** Other kinds of token have neither audience nor scopes of OAuth: a route that takes them, too, would be open to them. */
function checkKind({ token: kind, ...asked }: ProtectOptions, where: string): void {
  const member = (['resource', 'scopes', 'dpop'] as const).find((key) => asked[key] !== undefined);
  if (member === undefined || String(kind) === 'oauth_token') return;
  throw new ConfigurationError(
    'option_invalid',
    `${where}: \`${member}\` needs \`token: 'oauth_token'\` alone. Guard other kinds on a route of their own.`,
  );
}

/**
 * Checks what a route requires, when its guard is created. An undefined member is an error, because a constant may be misspelt or a
 * variable not set: the route would require less than it should.
 * @param where - the function or place that was given the options, for the message
 * @param answers - whether the route may have a `refusalPage`
 * @returns a copy, so that a later change of the object changes no guard
 * @throws {ConfigurationError} `option_unknown`, `option_invalid`
 */
export function checkProtectOptions(given: unknown, where: string, answers: Answers): GuardOptions {
  if (!isPlainObject(given)) {
    throw new ConfigurationError(
      'option_invalid',
      `${where} must be given an object of what the route asks for, and ${describe(given)} came. Leave it out to ask for somebody who is signed in.`,
    );
  }
  const asked: Record<string, unknown> = {};
  for (const key of Reflect.ownKeys(given)) {
    if (!isMember(key, answers)) {
      throw new ConfigurationError(
        'option_unknown',
        `${where} does not know \`${String(key)}\`. Known: ${namesFor(answers).join(', ')}.`,
      );
    }
    // Read once, so that the guard uses the value that was checked.
    const value = copyOf(Reflect.get(given, key));
    const expected = checks[key](value);
    if (expected) {
      throw new ConfigurationError(
        'option_invalid',
        `${where}: \`${key}\` must be ${expected}, and ${describe(value)} came. Check the constant or variable that it is taken from, or leave \`${key}\` out if the route does not ask for it.`,
      );
    }
    asked[key] = value;
  }
  // The members have been checked one by one.
  const options: ProtectOptions = asked;
  checkKind(options, where);
  return options;
}

/**
 * Checks where a guard redirects people.
 * @param name - of the option, for the message
 * @throws {ConfigurationError} `option_invalid`
 */
export function checkSignInUrl(value: unknown, where: string, name = 'signInUrl'): asserts value is string {
  const expected = address(value);
  if (expected) throw new ConfigurationError('option_invalid', `${where}: \`${name}\` must be ${expected}.`);
}
