import { bearerChallenge, type ChallengeParams } from './bearer-challenge.js';
import { bearerToken } from './request-facts.js';
import type { RequestHead } from './request-head.js';
import type { SignedInState, SignedOutState } from './request-state.js';
import { proofAlgorithmsOf } from './state.js';

/** What a route says to every client. */
export interface ChallengeRule extends Pick<ChallengeParams, 'scopes' | 'metadataUrl'> {
  /** Only tokens that are bound to a key are taken. */
  readonly isProofRequired?: boolean | undefined;
}

type State = SignedInState | SignedOutState;

/** Whether a token comes with the scheme for proofs, where the options take them. */
const isProofScheme = (state: State, head: RequestHead, { isProofRequired }: ChallengeRule) =>
  Boolean(isProofRequired || proofAlgorithmsOf(state)) && /^[ \t]*dpop[ \t,]/i.test(head.header('authorization') ?? '');

/**
 * The value of `WWW-Authenticate`: with the scheme that the request used, and with every scheme that the route takes.
 * @see RFC 9449 section 7.1
 */
export function tokenChallenge(
  rule: ChallengeRule,
  state: State,
  head: RequestHead,
  error: ChallengeParams['error'],
): string {
  const { isProofRequired, ...about } = rule;
  const algorithms = proofAlgorithmsOf(state) ?? undefined;
  if (isProofRequired || isProofScheme(state, head, rule))
    return bearerChallenge({ ...about, error, algorithms }, 'DPoP');
  const bearer = bearerChallenge({ ...about, error });
  return algorithms ? `${bearer}, ${bearerChallenge({ algorithms }, 'DPoP')}` : bearer;
}

/** The error of a request that has a token which was refused. One without a token gets none: its client has made no mistake (RFC 6750 section 3.1). */
function errorOf(rule: ChallengeRule, state: State, head: RequestHead): ChallengeParams['error'] {
  if (!isProofScheme(state, head, rule)) return bearerToken(head.header('authorization')) ? 'invalid_token' : undefined;
  if (state.reason === 'dpop-nonce-required') return 'use_dpop_nonce';
  return state.reason?.startsWith('dpop-') ? 'invalid_dpop_proof' : 'invalid_token';
}

/** The challenge of a request that has no good token. @param rule - undefined: the route is not for clients of OAuth alone */
export function challengeOf(rule: ChallengeRule | undefined, state: State, head: RequestHead): string {
  if (!rule && !isProofScheme(state, head, {})) return 'Bearer';
  return tokenChallenge(rule ?? {}, state, head, errorOf(rule ?? {}, state, head));
}
