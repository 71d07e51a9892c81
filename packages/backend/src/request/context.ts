import type { TokenType } from '../options.js';
import type { JwtPayload } from '../token/decode-token.js';
import type { Debug } from './auth-object.js';
import type { Config, StateOptions } from './config.js';
import type { RequestFacts } from './request-facts.js';
import { createGetToken } from './get-session-token.js';
import {
  signedIn,
  signedOut,
  type HeaderList,
  type SignedInState,
  type SignedOutReason,
  type SignedOutState,
  type Unavailability,
} from './request-state.js';

/** One request while it is being decided. */
export interface Context {
  readonly facts: RequestFacts;
  readonly config: Config;
  /** When the decision began, Unix ms. */
  readonly nowMs: number;
  /** The options that every state shows. */
  readonly publicOptions: StateOptions;
  readonly debug: Debug;
  /** Set once something could not be had from the service; a request that ends signed out says so. */
  readonly unavailability?: Unavailability | undefined;
}

/** Starts deciding. A relative proxy URL becomes absolute under the request's own origin. */
export function createContext(facts: RequestFacts, nowMs: number): Context {
  const { config } = facts;
  const { proxyUrl } = config.publicOptions;
  const publicOptions = proxyUrl.startsWith('/')
    ? { ...config.publicOptions, proxyUrl: `${facts.origin}${proxyUrl}` }
    : config.publicOptions;
  return { facts, config, nowMs, publicOptions, debug: () => describe(facts) };
}

const cut = (secret: string | undefined) => secret && secret.slice(0, 7);

/** What helps to see why a request was decided as it was. Tokens and keys are cut short, headers are left out. */
function describe(facts: RequestFacts): Readonly<Record<string, unknown>> {
  const { options, isProduction, frontendApi } = facts.config;
  const { cookies } = facts;
  return {
    publishableKey: options.publishableKey,
    instanceType: isProduction ? 'production' : 'development',
    frontendApi,
    apiUrl: options.apiUrl,
    apiVersion: options.apiVersion,
    isSatellite: options.isSatellite,
    domain: options.domain,
    proxyUrl: options.proxyUrl,
    signInUrl: options.signInUrl,
    acceptsToken: options.acceptsToken,
    secretKey: cut(options.secretKey),
    machineSecretKey: cut(options.machineSecretKey),
    jwtKey: cut(options.jwtKey),
    method: facts.head.method,
    origin: facts.origin,
    tokenInHeader: cut(facts.bearer),
    sessionTokenInCookie: cut(cookies.suffixedSession ?? cookies.session),
    refreshTokenInCookie: cut(cookies.refresh),
    devBrowserToken: cut(cookies.suffixedDevBrowser ?? cookies.devBrowser),
    handshakeToken: cut(cookies.handshake),
    handshakeNonce: cut(cookies.handshakeNonce),
    clientUat: cookies.suffixedClientUat ?? cookies.clientUat,
  };
}

/** Signed in with verified session claims. */
export function sessionSignedIn(
  { config, publicOptions, debug }: Context,
  token: string,
  claims: JwtPayload,
  headers?: HeaderList,
): SignedInState {
  const getToken = createGetToken(config.connection, claims.sid, token);
  return signedIn({ claims, token, getToken, debug, publicOptions, ...(headers && { headers }) });
}

/** Not signed in; `tokenType` says which kind of token was wanted. */
export function notSignedIn(
  { publicOptions, debug, unavailability }: Context,
  why: SignedOutReason,
  tokenType: TokenType = 'session_token',
): SignedOutState {
  return signedOut(tokenType, { unavailability, ...why }, debug, publicOptions);
}
