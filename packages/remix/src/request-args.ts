import { ConfigurationError, type RequestHead } from '@acme/backend/adapter';
import { requestHead } from '@acme/backend/web';

/** What loaders and actions of Remix get; of them only what is needed here. */
export interface RequestArgs {
  readonly request: Request;
  /** What `getLoadContext` gave: with it, the loaders of one request are known to belong together. */
  readonly context: object;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/**
 * Checks that a function got the arguments of a loader or an action.
 * @throws {ConfigurationError} `option_invalid`
 */
export function checkArgs(args: unknown, name: string): asserts args is RequestArgs {
  const { request, context } = (args ?? {}) as Partial<RequestArgs>;
  if (isObject(request) && isObject(context)) return;
  throw new ConfigurationError(
    'option_invalid',
    `${name}(args) needs all arguments of the loader or action, \`request\` and \`context\` among them: export const loader = async (args) => { … await ${name}(args) … }.`,
  );
}

const formTypes = /^(?:application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)\b/i;

/**
 * Whether a browser has sent a form without scripts. The loaders that run after the action get a GET request with the same headers, and no
 * other GET of a browser has a content type.
 */
function isFormPost(head: RequestHead): boolean {
  const { method } = head;
  if (method !== 'POST' && method !== 'GET') return false;
  const type = head.header('content-type');
  if (!type || !formTypes.test(type)) return false;
  const destination = head.header('sec-fetch-dest');
  return destination ? destination === 'document' || destination === 'iframe' : isForPage(head.header('accept'));
}

const isForPage = (accept: string | null | undefined) => Boolean(accept?.startsWith('text/html'));

/** A request as the decision reads it. */
export interface ReadRequest {
  readonly head: RequestHead;
  /** A form was sent without scripts: the answer opens a page. */
  readonly isFormPost: boolean;
}

/** Reads the head of a request. */
export function readRequest({ request }: RequestArgs): ReadRequest {
  const head = requestHead(request);
  return { head, isFormPost: isFormPost(head) };
}

/** The address of the page or route, without what Remix adds to request its data. The loaders get it without that, too. */
function pageUrl(address: string): string {
  const url = new URL(address);
  url.pathname = url.pathname.replace(/\.data$/, '').replace(/^\/_root$/, '/');
  // An index route is named by a parameter without a value.
  const values = url.searchParams.getAll('index').filter(Boolean);
  for (const name of ['_data', '_routes', 'index']) url.searchParams.delete(name);
  for (const value of values) url.searchParams.append('index', value);
  return url.href;
}

/**
 * Identifies a request, because each loader gets another `Request`, and an application may use one context for all requests. The loaders
 * that run after the action of a form are part of the same request.
 */
export function requestKey(args: RequestArgs): string {
  const { head } = readRequest(args);
  const method = isFormPost(head) ? 'form' : head.method;
  return JSON.stringify([method, pageUrl(head.url), ...head.headers()]);
}
