import { checkNames, ConfigurationError, type SessionAuthObject } from '@acme/backend/adapter';
import {
  browserState,
  readBrowserOptions,
  splitBrowserOptions,
  type BrowserOptions,
  type BrowserState,
} from '@acme/backend/full-stack';
import { environment } from './environment.js';
import { getAuth } from './get-auth.js';
import type { RequestArgs } from './request-args.js';
import { requireDecision } from './request-decision.js';

/** What the root loader gives to the provider of the official client package. */
export interface WithClerkState {
  readonly clerkState: { readonly __internal_clerk_state: BrowserState };
}

/** The arguments of the callback: those of the loader, and who sends the request as `args.request.auth`. */
export type RootAuthLoaderArgs<Args extends RequestArgs> = Args & {
  readonly request: Request & { readonly auth: SessionAuthObject };
};

/** What `data()` of React Router returns. */
interface DataWithInit<Data> {
  readonly type: string;
  readonly data: Data;
  readonly init: ResponseInit | null;
}

/** What the loader gives for what the callback gives. */
export type RootData<Result> = Result extends Response
  ? Response
  : Result extends { readonly type: string; readonly data: infer Data; readonly init: ResponseInit | null }
    ? Omit<Result, 'data'> & { readonly data: Data & WithClerkState }
    : Result extends object
      ? Result & WithClerkState
      : WithClerkState;

type Callback<Args extends RequestArgs, Result> = (args: RootAuthLoaderArgs<Args>) => Result | Promise<Result>;

function isDataWithInit(value: object): value is DataWithInit<unknown> {
  return (
    'data' in value && 'init' in value && (value as Partial<DataWithInit<unknown>>).type === 'DataWithResponseInit'
  );
}

function refuseValue(cause?: unknown): never {
  throw new ConfigurationError(
    'option_invalid',
    'rootAuthLoader: the callback must give an object, a JSON response with an object, data() with one, a redirect, null or nothing, because `clerkState` is added to it. Put a list or a text into an object: return { items }.',
    { cause },
  );
}

/** Members of the result and the state. Promises among them stay, so that React Router streams them. */
function merge(value: unknown, state: WithClerkState): object {
  if (value === undefined || value === null) return state;
  // Lists, maps and the like would lose what is in them.
  if (typeof value !== 'object' || Symbol.iterator in value || value instanceof Date) return refuseValue();
  return { ...value, ...state };
}

const isRedirect = ({ status, headers }: Response) => status >= 300 && status < 400 && headers.has('location');

/** Whether a value is a response, of the platform or of a library that has a class of its own. React Router recognises both, too. */
const isResponse = (value: unknown): value is Response =>
  typeof value === 'object' &&
  value !== null &&
  typeof Reflect.get(value, 'status') === 'number' &&
  typeof Reflect.get(value, 'statusText') === 'string' &&
  typeof Reflect.get(value, 'headers') === 'object';

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    return refuseValue(cause);
  }
}

/** A response of the callback as `data()`: status and headers stay. */
async function mergeResponse(response: Response, state: WithClerkState): Promise<DataWithInit<object>> {
  const isJson = /\bjson\b/.test(response.headers.get('content-type') ?? '');
  const body = isJson ? await readJson(response) : refuseValue();
  const headers = new Headers(response.headers);
  for (const name of ['content-type', 'content-length', 'content-encoding']) headers.delete(name);
  const { status, statusText } = response;
  return { type: 'DataWithResponseInit', data: merge(body, state), init: { status, statusText, headers } };
}

async function withState(result: unknown, state: WithClerkState): Promise<unknown> {
  if (isResponse(result)) return isRedirect(result) ? result : mergeResponse(result, state);
  if (typeof result === 'object' && result !== null && isDataWithInit(result))
    return { ...result, data: merge(result.data, state) };
  return merge(result, state);
}

function stateOf(args: RequestArgs): WithClerkState {
  const { state, browserOptions } = requireDecision(args, 'rootAuthLoader');
  const options = readBrowserOptions(browserOptions, environment());
  return { clerkState: { __internal_clerk_state: browserState(state, options) } };
}

/** Options that code for older versions gives. They have no effect: the options of `clerkMiddleware()` count. */
export interface RootAuthLoaderOptions extends BrowserOptions {
  readonly signInUrl?: string | undefined;
  readonly signUpUrl?: string | undefined;
  readonly loadUser?: boolean | undefined;
  readonly loadSession?: boolean | undefined;
  readonly loadOrganization?: boolean | undefined;
}

const withoutEffect = [
  'signInUrl',
  'signUpUrl',
  'loadUser',
  'loadSession',
  'loadOrganization',
] as const satisfies readonly (keyof RootAuthLoaderOptions)[];

/** An option that decides requests must not be lost here. @throws {ConfigurationError} `option_unknown`, `option_invalid` */
function checkOptions(options: object | undefined): void {
  if (options === undefined) return;
  checkNames(
    splitBrowserOptions(options).options,
    'rootAuthLoader (its options belong to clerkMiddleware)',
    withoutEffect,
  );
}

/** The loader of the root route, for the provider of the official client package. */
export interface RootAuthLoader {
  <Args extends RequestArgs, Result>(
    args: Args,
    callback: Callback<Args, Result>,
    options?: RootAuthLoaderOptions,
  ): Promise<RootData<Result>>;
  (args: RequestArgs, options?: RootAuthLoaderOptions): Promise<WithClerkState>;
}

/**
 * The loader of the root route for applications with the official client package: its provider reads `clerkState` from the data of the root.
 * Without a client package it is not needed.
 * @param callback - loads more: gives an object (promises in it are streamed), `data()`, a JSON response, a redirect, null or nothing
 * @throws {ConfigurationError} `middleware_missing`; `option_unknown`; `option_invalid` if the callback gives a list, a text or another response
 * @see {@link https://clerk.com/docs/reference/react-router/root-auth-loader | rootAuthLoader()}
 * @example
 * export const loader = (args: Route.LoaderArgs) => rootAuthLoader(args, ({ request }) => ({ userId: request.auth.userId }));
 */
// The types say what comes of what the callback gives.
export const rootAuthLoader = (async (args: RequestArgs, callback?: unknown, options?: object) => {
  checkOptions(typeof callback === 'function' ? options : (callback as object | undefined));
  const state = stateOf(args);
  if (typeof callback !== 'function') return state;
  const request = Object.assign(args.request, { auth: await getAuth(args) });
  const result: unknown = await Reflect.apply(callback, undefined, [{ ...args, request }]);
  return withState(result, state);
}) as RootAuthLoader;
