import { InvalidArgumentError } from '../errors.js';
import { authenticateRequestOptionNames, mergeOptions, takeOptions, type AllOptions } from '../options.js';
import { decodeToken, jwtType, opaqueTokenType } from '../token/decode-token.js';
import type { JwtPayload } from '../token/decoded-jwt.js';
import type { CreateAuthenticateRequestOptions } from './api-client.js';
import { createRequestMethods, type AuthenticateRequest } from './request-methods.js';
import type { Debug, GetToken } from './auth-functions.js';
import * as authObject from './auth-object.js';
import * as machineObject from './machine-auth-object.js';
import { getSessionToken } from './get-session-token.js';
import { connectionOf, type PublicOptions } from './config.js';
import { noPublicOptions, signedOut } from './not-signed-in.js';
import { debugRequestState, type SignedOutState, type ToAuthOptions } from './request-state.js';
import type { MachineToken, MachineTokenType } from './verify-machine-token.js';

// The functions of the `/internal` entry, with the parameters of the official one where the code inside needs others.

/** Members that debug output always has. */
const debugNames = [
  'secretKey',
  'jwtKey',
  'sessionToken',
  'tokenInHeader',
  'sessionTokenInCookie',
  'refreshTokenInCookie',
  'devBrowserToken',
  'handshakeToken',
] as const;
const noDebugData = Object.fromEntries(debugNames.map((name) => [name, '']));

/** Names of members that are secret, except those of kinds of token. */
const secretName = /token|secret|nonce|cookie|password|jwt|^authorization$/i;
const tokenKinds: ReadonlySet<string> = new Set(['tokenType', 'acceptsToken']);

type DebugData = Readonly<Record<string, unknown>>;

/** Secrets and tokens are cut to 7 characters. */
const debugOf =
  (data: DebugData = {}): Debug =>
  () => {
    const members = Object.entries(data).map(([name, value]) => {
      const isSecret = typeof value === 'string' && secretName.test(name) && !tokenKinds.has(name);
      return [name, isSecret ? value.slice(0, 7) : value] as const;
    });
    return { ...noDebugData, ...(Object.fromEntries(members) as DebugData) };
  };

/** The auth object of verified session claims. @param context - options of the client, for `getToken` and `debug` */
export function signedInAuthObject(
  context: AllOptions & DebugData,
  token: string,
  claims: JwtPayload,
): authObject.SignedInAuthObject {
  const connection = connectionOf(mergeOptions(context));
  const getToken: GetToken = (options) => getSessionToken(connection, claims.sid, token, options);
  return authObject.signedInAuthObject(claims, getToken, debugOf({ ...context, sessionToken: token }));
}

/** The auth object when nobody is signed in. */
export function signedOutAuthObject(data?: DebugData, sessionStatus?: 'pending'): authObject.SignedOutAuthObject {
  return authObject.signedOutAuthObject(debugOf(data), sessionStatus ?? null);
}

const machineTypes: readonly string[] = ['api_key', 'm2m_token', 'oauth_token'] satisfies MachineTokenType[];

function checkMachineType(tokenType: string): void {
  if (machineTypes.includes(tokenType)) return;
  throw new InvalidArgumentError(`The kind of a machine token is one of ${machineTypes.join(', ')}.`);
}

/**
 * The auth object of a verified machine token.
 * @throws {InvalidArgumentError} `tokenType` is no kind of machine token
 */
export function authenticatedMachineObject(
  tokenType: MachineTokenType,
  token: string,
  verified: object,
  data?: DebugData,
): machineObject.MachineAuthObject {
  checkMachineType(tokenType);
  // `verified` has the members of the kind that `tokenType` names.
  return machineObject.authenticatedMachineObject(
    { ...verified, json: {}, tokenType } as unknown as MachineToken,
    token,
    debugOf(data),
  );
}

/**
 * The auth object when there is no valid machine token of the wanted kind.
 * @throws {InvalidArgumentError} `tokenType` is no kind of machine token
 */
export function unauthenticatedMachineObject<T extends MachineTokenType>(
  tokenType: T,
  data?: DebugData,
): machineObject.UnauthenticatedMachineObject<T> {
  checkMachineType(tokenType);
  return machineObject.unauthenticatedMachineObject(tokenType, debugOf(data));
}

/** The auth object of a decoded session token that has been verified elsewhere. */
export function getAuthObjectFromJwt(
  jwt: { readonly payload: JwtPayload; readonly raw: { readonly text: string } },
  { treatPendingAsSignedOut = true, ...context }: ToAuthOptions & AllOptions & DebugData,
): authObject.SessionAuthObject {
  return treatPendingAsSignedOut && jwt.payload.sts === 'pending'
    ? signedOutAuthObject(context, 'pending')
    : signedInAuthObject(context, jwt.raw.text, jwt.payload);
}

/** What of an auth object can be serialized: everything but its functions. */
export function makeAuthObjectSerializable<T extends object>(auth: T): Omit<T, 'debug' | 'getToken' | 'has'> {
  const { debug, getToken, has, ...rest } = auth as T & Record<'debug' | 'getToken' | 'has', unknown>;
  return rest;
}

type Optional<T> = { readonly [Name in keyof T]?: T[Name] | undefined };

/** What {@link createBootstrapSignedOutState} puts into a state. */
export interface BootstrapSignedOutParams extends Optional<PublicOptions> {
  /** Default `session-token-and-uat-missing`. */
  readonly reason?: string | undefined;
  /** The same in words. Default: empty. */
  readonly message?: string | undefined;
  /** Headers that the state has besides its own. */
  readonly headers?: Headers | undefined;
}

/** A signed-out state made without a request, for pages that are rendered before there is one. */
export function createBootstrapSignedOutState({
  reason = 'session-token-and-uat-missing',
  message = '',
  headers = new Headers(),
  ...publicOptions
}: BootstrapSignedOutParams = {}): SignedOutState {
  const debug = debugOf({ status: 'signed-out', reason, message });
  // The state's own headers win over those that are given.
  const others = [...headers].filter(([name]) => !name.startsWith('x-clerk-auth-'));
  const given = Object.fromEntries(Object.entries(publicOptions).filter(([, value]) => value !== undefined));
  return signedOut('session_token', { reason, message, headers: others }, debug, { ...noPublicOptions, ...given });
}

/**
 * Makes `authenticateRequest` for options.
 * @param apiClient - refreshes sessions and requests the results of handshakes, and its failures count as those of the service.
 *   Default: requests of its own
 */
export function createAuthenticateRequest({ options = {}, apiClient }: Partial<CreateAuthenticateRequestOptions>): {
  readonly authenticateRequest: AuthenticateRequest;
  readonly debugRequestState: typeof debugRequestState;
} {
  const taken = takeOptions(options, 'createAuthenticateRequest', authenticateRequestOptionNames);
  return { authenticateRequest: createRequestMethods(taken, apiClient).authenticateRequest, debugRequestState };
}

/** The kind of a machine token, by its prefix or as a JWT. */
export function machineTypeOf(token: string): MachineTokenType | undefined {
  const opaque = opaqueTokenType(token);
  if (opaque) return opaque;
  const jwt = decodeToken(token);
  const type = jwt && jwtType(jwt);
  return type === 'session_token' ? undefined : type;
}

/** Whether an opaque token's prefix says that it belongs to a machine. */
export function isMachineTokenByPrefix(token: string): boolean {
  return opaqueTokenType(token) !== undefined;
}

/** Whether a token belongs to a machine, by its prefix or as a JWT. */
export function isMachineToken(token: string): boolean {
  return machineTypeOf(token) !== undefined;
}
