import { ServiceUnavailableError } from '../errors.js';
import {
  authenticateRequestOptionNames,
  takeOptions,
  type AllOptions,
  type AuthenticateRequestOptions,
  type TokenType,
} from '../options.js';
import { chain, isPromise, type MaybePromise } from '../maybe-promise.js';
import type { DecodedJwt } from '../token/decode-token.js';
import { memoizeByOptions, memoizeWhileUnchanged } from '../memoize-by-options.js';
import { machineJwtType, opaqueTokenType } from '../token/token-kind.js';
import { readToken } from '../token/verify-token.js';
import { authenticateBearer, authenticateCookies } from './decide-by-cookies.js';
import type { ApiClient } from './api-client.js';
import { createConfig, type Config } from './config.js';
import { createContext, notSignedIn, type Context } from './context.js';
import { RequestFacts } from './request-facts.js';
import { requestHead, type RequestHead } from './request-head.js';
import {
  invalidTokenState,
  machineSignedIn,
  outageOf,
  type RequestState,
  type RequestStateFor,
} from './request-state.js';
import { checkSatelliteSignInUrl } from './satellite-step.js';
import {
  verifyMachineJwt,
  verifyOpaqueToken,
  type MachineTokenType,
  type MachineVerification,
} from './verify-machine-token.js';

/** The token of the `Authorization` header, decoded at most once. */
interface BearerToken {
  readonly text: string;
  readonly type: TokenType;
  readonly jwt: DecodedJwt | undefined;
}

/** Tells the kind of a token. What is neither a machine token nor a JWT is taken for a session token, and refused as one. */
function readBearer(text: string, { rules }: Config): BearerToken {
  const opaque = opaqueTokenType(text);
  if (opaque) return { text, type: opaque, jwt: undefined };
  const jwt = readToken(text, rules);
  return { text, type: (jwt && machineJwtType(jwt)) ?? 'session_token', jwt };
}

async function checkMachineToken(
  { config, nowMs }: Context,
  { text, jwt }: BearerToken,
  type: MachineTokenType,
): Promise<MachineVerification | ServiceUnavailableError> {
  try {
    return jwt ? await verifyMachineJwt(type, jwt, config, nowMs) : await verifyOpaqueToken(type, text, config, nowMs);
  } catch (error) {
    if (error instanceof ServiceUnavailableError) return error;
    throw error;
  }
}

async function authenticateMachine(
  context: Context,
  token: BearerToken,
  type: MachineTokenType,
): Promise<RequestState> {
  const result = await checkMachineToken(context, token, type);
  if (result instanceof ServiceUnavailableError) {
    return notSignedIn({ ...context, unavailability: outageOf(result) }, { reason: 'unexpected-error' }, type);
  }
  if (result.ok) return machineSignedIn(result.token, token.text, context.debug, context.publicOptions);
  const { error } = result;
  const why = { reason: error.code, message: error.getFullMessage() };
  return notSignedIn({ ...context, unavailability: outageOf(error.cause) }, why, type);
}

const mismatch = 'token-type-mismatch';

/** One kind of machine token is accepted, and nothing else. */
function authenticateOnlyMachine(
  context: Context,
  token: BearerToken | undefined,
  type: MachineTokenType,
): MaybePromise<RequestState> {
  if (!token) return notSignedIn(context, { reason: 'No token in header' }, type);
  return token.type === type
    ? authenticateMachine(context, token, type)
    : notSignedIn(context, { reason: mismatch }, type);
}

/** Several kinds are accepted. */
function authenticateAmong(
  context: Context,
  token: BearerToken | undefined,
  accepted: readonly TokenType[] | 'any',
): MaybePromise<RequestState> {
  const type = token?.type ?? 'session_token';
  if (accepted !== 'any' && !accepted.includes(type)) return invalidTokenState(mismatch);
  if (!token) return authenticateCookies(context);
  return type === 'session_token' ? authenticateBearer(context, token.jwt) : authenticateMachine(context, token, type);
}

/**
 * Decides who sends a request: a bearer token counts before cookies, and machine tokens count only there.
 * @throws {ConfigurationError} if the options do not fit the request (satellites)
 */
export function authenticate(head: RequestHead, config: Config): MaybePromise<RequestState> {
  const facts = new RequestFacts(head, config);
  checkSatelliteSignInUrl(facts);
  const context = createContext(facts, Date.now());
  const token = facts.bearer === undefined ? undefined : readBearer(facts.bearer, config);
  const { accepts } = config;
  if (accepts === 'any' || typeof accepts !== 'string') return authenticateAmong(context, token, accepts);
  if (accepts !== 'session_token') return authenticateOnlyMachine(context, token, accepts);
  if (!token) return authenticateCookies(context);
  // An opaque machine token is no JWT, hence `token-invalid`; a machine JWT is one of the wrong type.
  return authenticateBearer(context, token.jwt);
}

/**
 * Decides who sends a request.
 * @param options - override the client's own; an empty or false value does not replace one of the client
 * @throws {ConfigurationError} if keys or other options are missing, malformed or contradictory
 * @see {@link https://clerk.com/docs/reference/backend/authenticate-request | authenticateRequest()}
 */
export interface AuthenticateRequest {
  <const Types extends readonly TokenType[]>(
    request: Request,
    options: AuthenticateRequestOptions & { readonly acceptsToken: Types },
  ): Promise<RequestStateFor<Types[number] | null>>;
  <Type extends TokenType>(
    request: Request,
    options: AuthenticateRequestOptions & { readonly acceptsToken: Type },
  ): Promise<RequestStateFor<Type>>;
  (
    request: Request,
    options: AuthenticateRequestOptions & { readonly acceptsToken: 'any' },
  ): Promise<RequestStateFor<TokenType>>;
  (request: Request, options?: AuthenticateRequestOptions): Promise<RequestStateFor<'session_token'>>;
}

/** The same over plain facts: no object is built for a request that is signed in. */
export interface AuthenticateHead {
  (head: RequestHead, options?: AuthenticateRequestOptions): Promise<RequestState>;
  /** The client's own options, for what a middleware does besides. */
  readonly clientOptions: AllOptions;
  /** What it does the same as; if the client has another one by now, that decides. */
  readonly authenticateRequest: AuthenticateRequest;
}

/**
 * Makes both for the options of a client.
 * @param client - checked; which they are is fixed now, and what lists and records in them say is read with each request
 * @param apiClient - refreshes sessions and asks for the results of handshakes. Default: requests of its own
 */
export function createRequestMethods(
  client: AllOptions,
  apiClient?: ApiClient,
): {
  readonly authenticateRequest: AuthenticateRequest;
  readonly authenticateHead: AuthenticateHead;
} {
  const own = { ...client };
  const configFor = (now: AllOptions, call?: AllOptions) =>
    chain(createConfig(now, call), (config): Config => (apiClient ? { ...config, apiClient } : config));
  const configOf = memoizeByOptions(authenticateRequestOptionNames, (given: AuthenticateRequestOptions) => {
    const call = takeOptions(given, 'authenticateRequest', authenticateRequestOptionNames);
    return memoizeWhileUnchanged(own, (now) => configFor(now, call));
  });
  const withoutOptions = memoizeWhileUnchanged(own, (now) => configFor(now));
  const decide = async (head: RequestHead, options?: AuthenticateRequestOptions): Promise<RequestState> => {
    const currentConfig = options === undefined ? withoutOptions : configOf(options);
    const config = (isPromise(currentConfig) ? await currentConfig : currentConfig)();
    return authenticate(head, isPromise(config) ? await config : config);
  };
  // The overloads say what is answered for each kind of `acceptsToken`.
  const authenticateRequest = (async (request: Request, options?: AuthenticateRequestOptions) =>
    decide(requestHead(request), options)) as AuthenticateRequest;
  return {
    authenticateHead: Object.assign(decide, { clientOptions: own, authenticateRequest }),
    authenticateRequest,
  };
}
