import {
  type AcceptsToken,
  type ActiveInOrganization,
  type Authenticated,
  type AuthFor,
  type GetAuthOptions,
  type OrganizationRule,
  readAuthOptions,
  type SignedInAuthObject,
  type ToAuthOptions,
} from '@acme/backend/adapter';
import type { Redirects } from '@acme/backend/full-stack';
import type { SessionAuth } from './session-auth.js';
import { createAuth } from './create-auth.js';
import { currentRequest } from './current-request.js';
import { isRendering } from './is-rendering.js';
import { protectRequest } from './protect-request.js';
import type { ProtectArguments, ProtectCondition, ProtectOutcomes } from './protect-arguments.js';
import type { RequestContext } from './request-context.js';
import { settleContext } from './settle-context.js';

type Outcomes = Omit<ProtectOutcomes, 'token'>;
type ConditionObject = Exclude<ProtectCondition, (...given: never) => unknown>;

/** Lets a request pass, or ends it. */
export interface Protect {
  /** Lets people pass who have a role or a permission in their active organization; `orgId` is a string after it. */
  (
    condition: ConditionObject & Outcomes & OrganizationRule,
    outcomes?: Outcomes,
  ): Promise<ActiveInOrganization<SignedInAuthObject> & Redirects<never>>;
  /**
   * Lets people pass who are signed in and fulfil the condition. Others are redirected to sign-in if they open a page; a server action
   * answers 401, and other requests 404. Who is signed in and does not suffice gets 404.
   * @throws what Next.js answers the request with; {ServiceUnavailableError} if it could not be checked
   */
  (condition?: ProtectCondition & Outcomes, outcomes?: Outcomes): Promise<SignedInAuthObject & Redirects<never>>;
  <const Accepted extends AcceptsToken>(
    options: ConditionObject & Outcomes & { readonly token: Accepted } & OrganizationRule,
  ): Promise<ActiveInOrganization<Authenticated<AuthFor<Accepted>>>>;
  /** The same for other kinds of token. Machines get 401. */
  <const Accepted extends AcceptsToken>(
    options: ConditionObject & Outcomes & { readonly token: Accepted },
  ): Promise<Authenticated<AuthFor<Accepted>>>;
}

/** Who sends the request. */
export interface Auth {
  <const Accepted extends AcceptsToken>(
    options: ToAuthOptions & { readonly acceptsToken: Accepted },
  ): Promise<AuthFor<Accepted>>;
  (options?: ToAuthOptions): Promise<SessionAuth>;
  readonly protect: Protect;
}

function createAuthFunction(contextOf: () => RequestContext | Promise<RequestContext>, isPage: () => boolean): Auth {
  const auth = async (options: GetAuthOptions = {}) => {
    const { acceptsToken } = readAuthOptions(options);
    return createAuth(await settleContext(await contextOf(), acceptsToken), options);
  };
  const protect = async (...given: ProtectArguments) => {
    // Asked before the first wait: React knows it only while it renders.
    const rendering = isPage();
    return protectRequest(await contextOf(), given, rendering);
  };
  // The types say what the functions answer for each kind of token.
  return Object.assign(auth, { protect }) as unknown as Auth;
}

/** `auth` for the handler of a middleware. */
export function createMiddlewareAuth(context: RequestContext): Auth {
  return createAuthFunction(
    () => context,
    () => false,
  );
}

/**
 * Who sends the request; in server components, route handlers and server actions.
 * @throws {ConfigurationError} for keys that are missing; `option_unknown`, `option_invalid`
 * @see {@link https://clerk.com/docs/reference/nextjs/app-router/auth | auth()}
 * @example
 * const { isAuthenticated, userId } = await auth();
 * const guarded = await auth.protect(); // guarded.userId is a string
 */
export const auth: Auth = createAuthFunction(currentRequest, isRendering);
