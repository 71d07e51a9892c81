import { chain, type MaybePromise } from '../maybe-promise.js';
import type { AuthObject } from '../request/auth-object.js';
import { makeAuthObjectSerializable } from '../request/internal-functions.js';
import { headerText } from '../request/not-signed-in.js';
import type { HeaderList, SignedInState, SignedOutState } from '../request/request-state.js';
import { decodeToken } from '../token/decode-token.js';
import { deferredTokenOf } from '../request/defer-machine-token.js';
import type { TokenParties } from '../request/machine-auth-object.js';
import { proofAlgorithmsOf } from '../request/state.js';
import type { RequestHead } from '../request/request-head.js';
import type { HandedOptions } from './handed-options.js';
import { encryptText, sealState, signToken, type SealedState, type StateKeys } from './seal-state.js';
import { credentialsOf, officialHeader, sealHeader } from './state-header-names.js';

/** How a state is handed over. */
export interface ExportStateOptions extends StateKeys {
  /** Public URL of the request, as `publicUrlOf` gives it. */
  readonly url: URL | string;
  /** Path of the route that may read the state. Default: that of `url`; another one where the middleware rewrites the request. */
  readonly path?: string | undefined;
  /** Reads a header as the application will see it, by its name in lower case. */
  readonly header: RequestHead['header'];
  /** Options that the application is to use. Default: those of its environment. */
  readonly options?: HandedOptions | undefined;
}

/** How long a state counts, in s: as long as a session token. */
const lifetimeSeconds = 60;
/** A page whose token expires while it is rendered must not lose the person halfway. */
const shortestSeconds = 10;

const asHeader = (text: string | null) => (text !== null && headerText.test(text) ? text : '');

/** A state ends with its token, but counts for some seconds in any case. */
function expiryOf(state: SignedInState | SignedOutState): number {
  const nowSeconds = Math.floor(Date.now() / 1000);
  const exp = state.tokenType === 'session_token' && state.token ? decodeToken(state.token)?.payload.exp : undefined;
  const end = nowSeconds + lifetimeSeconds;
  return exp === undefined ? end : Math.min(end, Math.max(exp, nowSeconds + shortestSeconds));
}

/** Encrypting takes longer than all the rest, and the same text may be used again. */
const encrypted = new WeakMap<HandedOptions, MaybePromise<string>>();

function encryptedSecrets(options: HandedOptions | undefined, keys: StateKeys): MaybePromise<string | undefined> {
  if (options?.secret === undefined) return undefined;
  const known = encrypted.get(options);
  if (known !== undefined) return known;
  const made = encryptText(options.secret, keys);
  encrypted.set(options, made);
  return made;
}

/** They are unlisted members. */
function partiesOf(auth: AuthObject): TokenParties {
  return auth.isAuthenticated && auth.tokenType === 'oauth_token'
    ? { aud: auth.aud, actor: auth.actor, jkt: auth.jkt }
    : {};
}

function sealedOf(state: SignedInState | SignedOutState, path: string): SealedState {
  const { tokenType, reason, message, unavailability } = state;
  const auth = state.toAuth();
  const isMachine = auth.isAuthenticated && auth.tokenType !== 'session_token';
  const unverified = deferredTokenOf(state);
  const proofs = proofAlgorithmsOf(state);
  return {
    exp: expiryOf(state),
    path,
    isSignedIn: state.status === 'signed-in',
    tokenType,
    reason,
    message,
    ...(isMachine && { machine: { ...makeAuthObjectSerializable(auth), ...partiesOf(auth) } }),
    ...(unverified !== undefined && { unverified }),
    ...(proofs && { proofs }),
    ...(unavailability && { retryAfterSeconds: unavailability.retryAfterSeconds }),
  };
}

/**
 * Writes the state of a request as request headers, by which a middleware hands it over to an application that runs elsewhere, perhaps on
 * another machine: the six headers of the official packages, which read them unchanged, and one of ours with the whole state. Its
 * signature covers the token, the time until which it counts (at most 60 s), the path, the headers `cookie` and `authorization`, the auth
 * object of a machine and an outage. Delete every name of {@link stateHeaderNames} from the request first.
 * @returns a promise only where the runtime's cryptography is asynchronous
 * @throws {ConfigurationError} `secret_key_missing` if there is neither a secret key nor an encryption key
 */
export function exportState(
  state: SignedInState | SignedOutState,
  { url, path, header, options, ...keys }: ExportStateOptions,
): MaybePromise<HeaderList> {
  const { href, pathname } = new URL(url);
  const token = state.token ?? '';
  const signature = token && keys.secretKey ? signToken(token, keys.secretKey) : '';
  const context = { token, url: href, credentials: credentialsOf(header) };
  const seal = chain(encryptedSecrets(options, keys), (secrets) => {
    const sealed = { ...sealedOf(state, path ?? pathname), options: options?.plain, secrets };
    return sealState(sealed, context, keys);
  });
  return chain(signature, (signed) =>
    chain(seal, (sealed) => [
      [officialHeader.status, state.status],
      [officialHeader.token, token],
      [officialHeader.signature, signed],
      [officialHeader.message, asHeader(state.message)],
      [officialHeader.reason, asHeader(state.reason)],
      [officialHeader.url, href],
      [sealHeader, sealed],
    ]),
  );
}
