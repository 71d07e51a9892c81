import { ConfigurationError, type HeaderList } from '@acme/backend/adapter';
import type { BrowserState } from '@acme/backend/full-stack';
import { withHeaders } from '@acme/backend/web';

/** What the root loader gives the browser: the provider of the official client package reads it. */
export interface ClerkState {
  readonly clerkState: { readonly __internal_clerk_state: BrowserState };
}

/** What `defer()` of Remix gives. */
interface DeferredData {
  readonly data: object;
  init?: ResponseInit | undefined;
}

/** What `data()` of Remix gives. */
interface DataWithInit {
  readonly data: unknown;
  readonly init: ResponseInit | null;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
const isMethod = (value: object, name: string) => typeof Reflect.get(value, name) === 'function';

// Remix recognises these values by the same members, because there may be several copies of their classes.

const isDeferred = (value: object): value is DeferredData =>
  isObject(Reflect.get(value, 'data')) && ['subscribe', 'cancel', 'resolveData'].every((name) => isMethod(value, name));

const isDataWithInit = (value: object): value is DataWithInit =>
  Reflect.get(value, 'type') === 'DataWithResponseInit' && 'data' in value && 'init' in value;

/** Whether a value is a response, of the platform or of Remix. */
export const isResponse = (value: unknown): value is Response =>
  isObject(value) &&
  typeof Reflect.get(value, 'status') === 'number' &&
  typeof Reflect.get(value, 'statusText') === 'string' &&
  isObject(Reflect.get(value, 'headers'));

function describe(value: unknown): string {
  if (value === undefined) return 'undefined';
  return Array.isArray(value) ? 'a list' : isObject(value) ? 'something else' : `a ${typeof value}`;
}

/** The data with the state. @throws {ConfigurationError} `option_invalid` for what has no members */
function withState(data: unknown, state: ClerkState): object {
  if (data === null) return { ...state };
  // Lists, maps and the like would lose what is in them.
  if (isObject(data) && !(Symbol.iterator in data) && !(data instanceof Date)) return { ...data, ...state };
  throw new ConfigurationError(
    'option_invalid',
    `The function of rootAuthLoader must return an object or null, to which the state is added, and ${describe(data)} came. Return { name: value }, or json() or data() of such an object; a redirect goes through as it is.`,
  );
}

function initWith(init: ResponseInit | null | undefined, added: HeaderList): ResponseInit {
  // The headers of a response, so that what counts more replaces what was there.
  return { ...init, headers: withHeaders(new Response(null, { headers: init?.headers ?? {} }), added).headers };
}

const json = { 'content-type': 'application/json; charset=utf-8' } as const;

/**
 * An answer with headers. Single fetch takes its data by `json()`, and gets the object itself, so that dates, maps and promises stay what they
 * are; otherwise Remix sends the body. Remix without single fetch usually replaces the class by its own, which has no `Response.json`, and then reads text.
 */
function answerOf(data: object, init: ResponseInit): Response {
  const isNative = 'json' in Response;
  if (!isNative) return new Response(JSON.stringify(data), init);
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        controller.enqueue(new TextEncoder().encode(JSON.stringify(data)));
        controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  return Object.defineProperty(new Response(body, init), 'json', { value: () => Promise.resolve(data) });
}

const isRedirect = ({ status }: Response) => status >= 300 && status < 400;

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new ConfigurationError(
      'option_invalid',
      'The function of rootAuthLoader returned a Response whose body is not JSON, so the state cannot be added. Return an object, or json() of one.',
      { cause },
    );
  }
}

async function withStateInBody(response: Response, state: ClerkState, headers: HeaderList): Promise<Response> {
  if (isRedirect(response)) return withHeaders(response, headers);
  const data = withState(await readJson(response), state);
  const { status, statusText } = response;
  const kept = new Headers(response.headers);
  kept.delete('content-length');
  return withHeaders(new Response(JSON.stringify(data), { status, statusText, headers: kept }), headers);
}

/**
 * Adds the state to what the root loader gives: an object, `null`, `json()`, `data()` or `defer()`. Status, headers and streams stay.
 * @throws {ConfigurationError} `option_invalid` for what it cannot be added to
 */
export async function addState(result: unknown, state: ClerkState, headers: HeaderList): Promise<unknown> {
  if (isResponse(result)) return withStateInBody(result, state, headers);
  if (isObject(result) && isDeferred(result)) {
    Object.assign(result.data, state);
    result.init = initWith(result.init, headers);
    return result;
  }
  if (isObject(result) && isDataWithInit(result)) {
    const data = withState(result.data, state);
    return { type: 'DataWithResponseInit', data, init: initWith(result.init, headers) };
  }
  const data = withState(result, state);
  return headers.length === 0
    ? data
    : answerOf(data, {
        headers: [...Object.entries(json), ...headers.map(([name, value]): [string, string] => [name, value])],
      });
}
