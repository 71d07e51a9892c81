import { ServiceUnavailableError } from '../errors.js';
import { chain, type MaybePromise } from '../maybe-promise.js';
import { mergeOptions, type AllOptions, type ResolvedOptions, type TokenType } from '../options.js';
import { hasNothing, type AuthFunctions, type Debug, type GetToken } from '../request/auth-functions.js';
import { signedInAuthObject, signedOutAuthObject, type AuthObject } from '../request/auth-object.js';
import { connectionOf, publicOptionsOf } from '../request/config.js';
import { getSessionToken } from '../request/get-session-token.js';
import { invalidTokenState, signedOut } from '../request/not-signed-in.js';
import { withParties, type TokenParties } from '../request/machine-auth-object.js';
import type { RequestHead } from '../request/request-head.js';
import type { SignedInState, SignedOutState, ToAuthOptions } from '../request/request-state.js';
import { pendingIsSignedOut, State } from '../request/state.js';
import { decodeToken } from '../token/decode-token.js';
import type { DecodedJwt } from '../token/decoded-jwt.js';
import { deferMachineToken } from '../request/defer-machine-token.js';
import { readHandedOptions } from './handed-options.js';
import {
  decryptText,
  openSeal,
  type MachineMembers,
  type SealContext,
  type SealedState,
  type StateKeys,
} from './seal-state.js';
import { credentialsOf, officialHeader, sealHeader } from './state-header-names.js';

/** How a state is read: the options of the middleware that the application knows, and where it is read. */
export interface ImportStateOptions extends AllOptions, StateKeys {
  /**
   * Path of the request, if the framework gives it; a state of another path is refused. Default: not compared, so that within its time a
   * state that somebody has seen counts on every route.
   */
  readonly path?: string | undefined;
}

/** What the headers of a request say about its state. */
export type ImportedState =
  /** They carry it. */
  | {
      readonly kind: 'state';
      readonly state: SignedInState | SignedOutState;
      readonly url: string;
      /**
       * The options that were given, overridden by those that the middleware handed over; the same object for the same options.
       * Undefined: it handed over none.
       */
      readonly options: AllOptions | undefined;
    }
  /** They carry none: the middleware did not see the request. */
  | { readonly kind: 'absent' }
  /**
   * They carry one that does not count: it was not signed with these keys or was changed (`forged`), is too old (`outdated`), or belongs to
   * another path (`other-path`). Decide the request as one without a state.
   */
  | { readonly kind: 'refused'; readonly why: 'forged' | 'outdated' | 'other-path' };

type Header = RequestHead['header'];

function signedIn(
  token: string,
  tokenType: TokenType,
  toAuth: SignedInState['toAuth'],
  options: ResolvedOptions,
): SignedInState {
  const outcome = { status: 'signed-in', reason: null, message: null, isAuthenticated: true } as const;
  return new State({ ...outcome, tokenType, token, toAuth }, publicOptionsOf(options), []);
}

function sessionState({ payload: claims, raw }: DecodedJwt, options: ResolvedOptions, debug: Debug): SignedInState {
  const getToken: GetToken = (given) => getSessionToken(connectionOf(options), claims.sid, raw.text, given);
  const toAuth = (given?: ToAuthOptions) =>
    (given === undefined || pendingIsSignedOut(given)) && claims.sts === 'pending'
      ? signedOutAuthObject(debug, 'pending')
      : signedInAuthObject(claims, getToken, debug);
  return signedIn(raw.text, 'session_token', toAuth, options);
}

function machineState(
  token: string,
  { aud, actor, jkt, ...machine }: MachineMembers & TokenParties,
  options: ResolvedOptions,
  debug: Debug,
): SignedInState {
  const functions: AuthFunctions = { getToken: () => Promise.resolve(token), has: hasNothing, debug };
  // The members are those of one kind of machine, which the compiler cannot follow.
  const toAuth = () => withParties({ ...machine, ...functions } as AuthObject, { aud, actor, jkt });
  return signedIn(token, machine.tokenType, toAuth, options);
}

function signedOutState(sealed: SealedState, options: ResolvedOptions, debug: Debug): SignedOutState {
  const { tokenType, retryAfterSeconds } = sealed;
  const reason = sealed.reason ?? 'unexpected-error';
  const isMachine = tokenType !== null && tokenType !== 'session_token';
  if (isMachine && sealed.unverified !== undefined) {
    return deferMachineToken(sealed.unverified, tokenType, debug, publicOptionsOf(options));
  }
  if (tokenType === null) return invalidTokenState(reason);
  const cause = new ServiceUnavailableError(
    'The service could not be reached when the middleware decided the request.',
    {
      ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    },
  );
  const unavailability = retryAfterSeconds === undefined ? undefined : { cause, retryAfterSeconds };
  return signedOut(
    tokenType,
    { reason, message: sealed.message ?? '', unavailability },
    debug,
    publicOptionsOf(options),
  );
}

/** The options for a state: a proxy that is a path is on the origin of the request. */
function resolve(given: AllOptions, url: string): ResolvedOptions {
  const merged = mergeOptions(given);
  return merged.proxyUrl.startsWith('/') ? { ...merged, proxyUrl: `${new URL(url).origin}${merged.proxyUrl}` } : merged;
}

function readSealed(
  sealed: SealedState,
  { token, url }: SealContext,
  {
    handed,
    known,
    path,
  }: { readonly handed?: AllOptions | undefined; readonly known: AllOptions; readonly path: string | undefined },
): ImportedState {
  const { proofs } = sealed;
  const options = {
    ...resolve(handed ?? known, url),
    // The proof was verified before.
    dpop: proofs && { algorithms: proofs, read: () => undefined },
  };
  if (Date.now() > sealed.exp * 1000 + options.clockSkewInMs) return { kind: 'refused', why: 'outdated' };
  if (path !== undefined && path !== sealed.path) return { kind: 'refused', why: 'other-path' };
  const debug = () => ({ url, tokenType: sealed.tokenType, token: token.slice(0, 7), expiresAt: sealed.exp });
  const found = (state: SignedInState | SignedOutState) => ({ kind: 'state', url, state, options: handed }) as const;
  if (!sealed.isSignedIn) return found(signedOutState(sealed, options, debug));
  if (sealed.machine) return found(machineState(token, sealed.machine, options, debug));
  const jwt = decodeToken(token);
  return jwt ? found(sessionState(jwt, options, debug)) : { kind: 'refused', why: 'forged' };
}

/** The options that the middleware handed over. @returns null if the secret ones cannot be decrypted */
function handedBy(
  { options: plain, secrets }: SealedState,
  known: AllOptions,
  keys: StateKeys,
): MaybePromise<AllOptions | null | undefined> {
  if (secrets === undefined) {
    return plain === undefined ? undefined : readHandedOptions({ plain, secret: undefined }, known);
  }
  return chain(decryptText(secrets, keys), (secret) =>
    secret === undefined ? null : readHandedOptions({ plain, secret }, known),
  );
}

/**
 * Reads the state that {@link exportState} has written. Only our header counts: those of the official packages are for their own code,
 * and their signature covers the token alone.
 * @param header - reads a header of the request, by its name in lower case
 * @param options - the options of the middleware, with the same keys
 * @returns a promise only where the runtime's cryptography is asynchronous
 * @throws {ConfigurationError} `secret_key_missing` if there is a state, and neither a secret key nor an encryption key
 */
export function importState(header: Header, options: ImportStateOptions): MaybePromise<ImportedState> {
  const value = header(sealHeader);
  if (!value) return { kind: 'absent' };
  const { path, encryptionKey, ...known } = options;
  const keys = { secretKey: known.secretKey, encryptionKey };
  const context = {
    token: header(officialHeader.token) ?? '',
    url: header(officialHeader.url) ?? '',
    credentials: credentialsOf(header),
  };
  return chain(openSeal(value, context, keys), (sealed): MaybePromise<ImportedState> => {
    if (!sealed) return { kind: 'refused', why: 'forged' };
    return chain(handedBy(sealed, known, keys), (handed): ImportedState =>
      handed === null ? { kind: 'refused', why: 'forged' } : readSealed(sealed, context, { handed, known, path }),
    );
  });
}
