import {
  ServiceUnavailableError,
  type AcceptsToken,
  type ActiveInOrganization,
  type Authenticated,
  type AuthFor,
  type AuthObject,
  type DecidedState,
  type OrganizationRule,
  type ProtectOptions,
  type RequestHead,
  type SignedInAuthObject,
} from '@acme/backend/adapter';
import { isRenewable, pageUrlOf, protectRequest, type Protected } from '@acme/backend/full-stack';
import { requestHead, toResponse } from '@acme/backend/web';
import { notFound, redirect } from '@tanstack/react-router';
import { getRouterInstance } from '@tanstack/react-start';
import { currentRequest } from './current-request.js';
import { requestStates, setOutage } from './request-states.js';

/** Lets a request pass, or ends it. */
export interface Protect {
  <const Accepted extends AcceptsToken>(
    options: ProtectOptions & { readonly token: Accepted } & OrganizationRule,
  ): Promise<ActiveInOrganization<Authenticated<AuthFor<Accepted>>>>;
  /** The same for other kinds of token. */
  <const Accepted extends AcceptsToken>(
    options: ProtectOptions & { readonly token: Accepted },
  ): Promise<Authenticated<AuthFor<Accepted>>>;
  /** Lets people pass who are active in an organization. */
  (options: ProtectOptions & OrganizationRule): Promise<ActiveInOrganization<SignedInAuthObject>>;
  /** Lets people pass who are signed in and fulfil the condition. */
  (options?: ProtectOptions): Promise<SignedInAuthObject>;
}

type Refusal = Extract<Protected, { readonly kind: 'refuse' }>;

/** Whether the browser calls a server function. While a page is rendered they are called without a request. */
const isCall = ({ headers }: Request): boolean => headers.get('x-tsr-serverfn') === 'true';

/** Whether the browser loads the data of a page. */
const isPageCall = (request: Request): boolean => request.method === 'GET' && isCall(request);

/** The path of the page that calls a server function; that of the home page if the browser does not say so, or it is on another site. */
function callingPath(head: RequestHead, state: DecidedState): string {
  const { origin } = pageUrlOf(state, head);
  const referer = head.header('referer') ?? '';
  const page = URL.canParse(referer) ? new URL(referer) : undefined;
  return page?.origin === origin ? page.pathname + page.search : '/';
}

/** Data that the browser loads for a page with a server function is the page's: who is not signed in must get to the sign-in page. */
function headOf(request: Request, state: DecidedState): RequestHead {
  const head = requestHead(request);
  if (!isPageCall(request)) return head;
  const navigation: Readonly<Record<string, string>> = { accept: 'text/html', 'sec-fetch-dest': 'document' };
  return {
    ...head,
    url: new URL(request.url).origin + callingPath(head, state),
    header: (name) => navigation[name] ?? head.header(name),
  };
}

/** Whether a page is being rendered, rather than a server route or a server function answered. */
async function isRendering(): Promise<boolean> {
  const router: { readonly serverSsr?: unknown } = await getRouterInstance();
  return router.serverSsr !== undefined;
}

/** What TanStack Start answers the request with. */
async function answerOf(request: Request, { why, response }: Refusal): Promise<unknown> {
  const location = response.headers.find(([name]) => name === 'location')?.[1];
  const rendering = await isRendering();
  if (location !== undefined && (rendering || isCall(request))) return redirect({ href: location, statusCode: 302 });
  if (!rendering) return toResponse(response);
  if (why !== 'unavailable') return notFound();
  setOutage(request, response.headers);
  return new ServiceUnavailableError(
    'It is not known whether somebody is signed in, because the service could not be reached.',
  );
}

/**
 * Loads the page as a document, which is redirected to look up the session. The router in the browser knows which page it is about to open, and
 * counts `to` for more than `href`; the server sends `href`.
 */
const reload = (href: string) =>
  redirect({ href, to: '.', search: true, hash: true, reloadDocument: true, statusCode: 302 });

async function passOrThrow(...given: readonly [options?: ProtectOptions]): Promise<AuthObject> {
  const request = await currentRequest();
  const state = requestStates.require(request);
  const head = headOf(request, state);
  const verdict = protectRequest(state, head, given, 'await protect()');
  if (verdict.kind === 'pass') return verdict.auth;
  if (verdict.why === 'unauthenticated' && isPageCall(request) && isRenewable(state))
    throw reload(pageUrlOf(state, head).href);
  throw await answerOf(request, verdict);
}

/** `protect()`. The overloads say what comes for each kind of token. */
export const protectCurrentRequest = passOrThrow as unknown as Protect;
