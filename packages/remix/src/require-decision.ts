import { createGetAuth, type Decision, type MaybePromise } from '@acme/backend/adapter';
import { answerDecision } from '@acme/backend/web';
import { chain } from './chain.js';
import type { ClerkOptions } from './clerk-options.js';
import { decideOnce } from './decide-once.js';
import type { RequestArgs } from './request-args.js';
import type { RequestDecision } from './request-entry.js';

/** A request that goes on to the application. */
export interface GoingOn extends RequestDecision {
  readonly decision: Extract<Decision, { readonly kind: 'continue' }>;
}

const goesOn = (decided: RequestDecision): decided is GoingOn => decided.decision.kind === 'continue';

/** Answers the request with a response: Remix takes what a loader throws. */
export function answerWith(response: Response): never {
  throw response;
}

async function refuse({ decision }: RequestDecision, { request }: RequestArgs): Promise<never> {
  if (decision.kind === 'continue') throw new TypeError('A decision to go on is handled above.');
  return answerWith(await answerDecision(decision, request));
}

/**
 * The decision about a request that goes on to the application. A request that does not, such as one whose session must be looked up, is
 * answered here.
 * @throws what Remix answers the request with; {ConfigurationError}
 */
export function requireDecision(args: RequestArgs, own?: ClerkOptions): MaybePromise<GoingOn> {
  return chain(decideOnce(args, own), (decided) => (goesOn(decided) ? decided : refuse(decided, args)));
}

/** What `getAuth` gives for a request. */
export const authOf = createGetAuth<GoingOn>({
  stateOf: ({ decision }) => decision.state,
  authOf: () => undefined,
  isServed: () => true,
  refuse: () => {
    throw new TypeError('A request that goes on has a state.');
  },
});
