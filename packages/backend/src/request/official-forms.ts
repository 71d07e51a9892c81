import { authenticateRequestOptionNames, mergeOptions, takeOptions, type AllOptions } from '../options.js';
import { decodeToken, type JwtPayload } from '../token/decode-jwt.js';
import { machineJwtType, opaqueTokenType } from '../token/token-kind.js';
import { createAuthenticate, type AuthenticateRequest } from './authenticate-request.js';
import * as authObject from './auth-object.js';
import { createGetToken } from './get-token.js';
import { connectionOf, type EchoedOptions } from './config.js';
import { debugRequestState, noEcho, signedOut, type SignedOutState, type ToAuthOptions } from './request-state.js';
import type { MachineToken, MachineTokenType } from './verify-machine-token.js';

// The official `/internal` entry has these functions in another form than the code inside needs; here they are in that form.

/** Values that debug output cuts to 7 characters. */
const secretNames = [
  'secretKey',
  'machineSecretKey',
  'jwtKey',
  'sessionToken',
  'tokenInHeader',
  'sessionTokenInCookie',
  'refreshTokenInCookie',
  'devBrowserToken',
  'handshakeToken',
  'handshakeNonce',
] as const;

type DebugData = Readonly<Record<string, unknown>>;

const debugOf =
  (data: DebugData = {}): authObject.Debug =>
  () => {
    const cut = secretNames.map((name) => [name, typeof data[name] === 'string' ? data[name].slice(0, 7) : '']);
    return { ...data, ...(Object.fromEntries(cut) as DebugData) };
  };

/** The auth object of verified session claims. @param context - options of the client, for `getToken` and `debug` */
export function signedInAuthObject(
  context: AllOptions & DebugData,
  token: string,
  claims: JwtPayload,
): authObject.SignedInAuthObject {
  const getToken = createGetToken(connectionOf(mergeOptions(context)), claims.sid, token);
  return authObject.signedInAuthObject(claims, getToken, debugOf(context));
}

/** The auth object when nobody is signed in. */
export function signedOutAuthObject(data?: DebugData, sessionStatus?: 'pending'): authObject.SignedOutAuthObject {
  return authObject.signedOutAuthObject(debugOf(data), sessionStatus ?? null);
}

/** The auth object of a verified machine token. */
export function authenticatedMachineObject(
  tokenType: MachineTokenType,
  token: string,
  verified: object,
  data?: DebugData,
): authObject.MachineAuthObject {
  // `verified` has the members of the kind that `tokenType` names.
  return authObject.authenticatedMachineObject(
    { ...verified, json: {}, tokenType } as unknown as MachineToken,
    token,
    debugOf(data),
  );
}

/** The auth object when there is no valid machine token of the wanted kind. */
export function unauthenticatedMachineObject<T extends MachineTokenType>(
  tokenType: T,
  data?: DebugData,
): authObject.UnauthenticatedMachineObject<T> {
  return authObject.unauthenticatedMachineObject(tokenType, debugOf(data));
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

/** A signed-out state made without a request, for pages that are rendered before there is one. */
export function createBootstrapSignedOutState(echo: Partial<EchoedOptions> = {}): SignedOutState {
  return signedOut('session_token', { reason: 'session-token-and-uat-missing' }, debugOf(), { ...noEcho, ...echo });
}

/** Makes `authenticateRequest` for options, without a client. */
export function createAuthenticateRequest({
  options = {},
}: {
  readonly options?: AllOptions;
  readonly apiClient?: unknown;
}): {
  readonly authenticateRequest: AuthenticateRequest;
  readonly debugRequestState: typeof debugRequestState;
} {
  const taken = takeOptions(options, 'createAuthenticateRequest', authenticateRequestOptionNames);
  return { authenticateRequest: createAuthenticate(taken).authenticateRequest, debugRequestState };
}

/** The kind of a machine token, by its prefix or as a JWT. */
export function machineTypeOf(token: string): MachineTokenType | undefined {
  const opaque = opaqueTokenType(token);
  if (opaque) return opaque;
  const jwt = decodeToken(token);
  return jwt && machineJwtType(jwt);
}

/** Whether an opaque token's prefix says that it belongs to a machine. */
export function isMachineTokenByPrefix(token: string): boolean {
  return opaqueTokenType(token) !== undefined;
}

/** Whether a token belongs to a machine, by its prefix or as a JWT. */
export function isMachineToken(token: string): boolean {
  return machineTypeOf(token) !== undefined;
}
