import { isPromise, type Decision, type MaybePromise, type RequestHead } from '@acme/backend/adapter';
import { isRenewable } from '@acme/backend/full-stack';
import { chain } from './chain.js';
import { givenOptions, type ClerkOptions } from './clerk-options.js';
import { currentSetup } from './configure-clerk.js';
import { bindingsOf } from './remix-environment.js';
import { readRequest, type RequestArgs } from './request-args.js';
import { entryOf, type RequestDecision } from './request-entry.js';
import type { OptionsOfRequest } from './root-options.js';

type Decide = (head: RequestHead) => MaybePromise<Decision>;

const isReading = ({ method }: RequestHead) => method === 'GET' || method === 'HEAD';

/**
 * Decides a request that changes something. The protocol renews sessions for GET only; a form would reach its action signed out, and its
 * sender would be sent to sign-in. So an expired session is renewed as for a GET. If that needs a redirect, the browser follows it with GET
 * (303): with 307 it would send the form to the Frontend API.
 */
async function decideWrite(head: RequestHead, isFormPost: boolean, decide: Decide): Promise<Decision> {
  const decision = await decide({ ...head, method: head.method === 'GET' ? 'POST' : head.method });
  if (decision.kind !== 'continue' || !isRenewable(decision.state)) return decision;
  const renewed = await decide({ ...head, method: 'GET' });
  if (renewed.kind === 'continue') return renewed.state.isAuthenticated ? renewed : decision;
  if (!isFormPost || renewed.kind !== 'respond') return decision;
  return { kind: 'respond', response: { ...renewed.response, status: 303 } };
}

/** The options that root loaders were given, for a request: the same ones each time. */
export const inheritedOptions = (args: RequestArgs, entry = entryOf(args)): MaybePromise<ClerkOptions> =>
  (entry.rootOptions ??= currentSetup().rootOptions.optionsFor(args));

/** The options for a request: what was given once for all, overridden by what this call or the root loader was given. */
export async function optionsFor(args: RequestArgs, own: ClerkOptions): Promise<ClerkOptions> {
  const given = currentSetup().optionsOf(args);
  return { ...(isPromise(given) ? await given : given), ...own };
}

function decide(args: RequestArgs, own: ClerkOptions): MaybePromise<RequestDecision> {
  const { head, isFormPost } = readRequest(args);
  const setup = currentSetup();
  const parts = chain(setup.optionsOf(args), (given) => setup.part({ ...given, ...own }, head.url));
  return chain(parts, ({ options, browserOptions: ofBrowser }) => {
    const prepared = setup.prepare(bindingsOf(args.context));
    const decideHead: Decide = (asked) => prepared.decide(asked, options);
    const decided = isFormPost || !isReading(head) ? decideWrite(head, isFormPost, decideHead) : decideHead(head);
    return chain(decided, (decision) =>
      chain(prepared.browserOptionsOf(ofBrowser), (browserOptions) => ({ decision, head, browserOptions })),
    );
  });
}

/**
 * Decides a request, once for all loaders that run for it: a one-time nonce is used once, and a session is renewed once.
 * @param own - options of this call. Default: those that the root loader was given
 * @throws {ConfigurationError}
 */
export function decideOnce(args: RequestArgs, own?: ClerkOptions): MaybePromise<RequestDecision> {
  const entry = entryOf(args);
  const { decisions } = entry;
  const inherited = inheritedOptions(args, entry);
  const wanted = own
    ? chain(inherited, (options) => currentSetup().same({ ...options, ...givenOptions(own) }))
    : inherited;
  return chain(wanted, (options) => {
    const known = decisions.get(options);
    if (known) return known;
    const decision = decide(args, options);
    decisions.set(options, decision);
    return decision;
  });
}

/**
 * Stores what the root loader was given: it holds for every loader of the request, and where no root loader runs. It does not wait before
 * that, because the other loaders run at the same time.
 */
export function setRootOptions(
  args: RequestArgs,
  given: MaybePromise<ClerkOptions>,
  forEach: OptionsOfRequest | undefined,
): void {
  entryOf(args).rootOptions = currentSetup().rootOptions.take(given, forEach);
}
