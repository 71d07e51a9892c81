import type { DecidedState, Decision, MaybePromise } from '@acme/backend/adapter';

/** The verification of a machine's token, which happens when a route accepts such tokens, and once for a request. */
export class MachineVerification {
  readonly #decide: () => MaybePromise<Decision>;
  #result: Promise<DecidedState> | undefined;

  constructor(decide: () => MaybePromise<Decision>) {
    this.#decide = decide;
  }

  /** The state that was found; undefined if nobody has asked for it. */
  get result(): Promise<DecidedState> | undefined {
    return this.#result;
  }

  verify(): Promise<DecidedState> {
    return (this.#result ??= this.#run());
  }

  async #run(): Promise<DecidedState> {
    const decision = await this.#decide();
    if (decision.kind === 'continue') return decision.state;
    // Only cookies lead to a redirect, and only a path to the proxy; neither is looked at for the token of a machine.
    throw new TypeError(`A machine cannot be answered with ${decision.kind}.`);
  }
}
