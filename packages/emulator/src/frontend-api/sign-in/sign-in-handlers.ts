import { checkSingleSession } from '../../sessions/check-single-session.js';
import { isProviderStrategy } from '../../sign-in/provider-strategy.js';
import { requireSignIn, startSignIn, type SignInAttempt } from '../../sign-in/sign-in-attempt.js';
import { signInJSON } from '../../sign-in/sign-in-json.js';
import { signInSteps } from '../../sign-in/sign-in-steps.js';
import { findStrategy } from '../../sign-in/strategies.js';
import { findSignUp } from '../../sign-in/sign-up-attempt.js';
import { transferToSignIn } from '../../sign-in/finish-provider-visit.js';
import type { StepInput } from '../../sign-in/strategy.js';
import { changeAnswer, type FrontendCall } from '../frontend-call.js';
import type { FrontendHandlers } from '../frontend-handlers.js';

type AttemptCall = FrontendCall<'sign_in_id'>;

export const signInHandlers = {
  createSignIn,
  getSignIn: async (call) => answer(call, await requireAttempt(call)),
  prepareSignInFactorOne: changing(signInSteps.prepareFirst),
  attemptSignInFactorOne: changing(signInSteps.attemptFirst),
  prepareSignInFactorTwo: changing(signInSteps.prepareSecond),
  attemptSignInFactorTwo: changing(signInSteps.attemptSecond),

  async resetPassword(call) {
    const attempt = await requireAttempt(call);
    const password = call.body.requiredString('password');
    const signOutOfOtherSessions = call.body.boolean('sign_out_of_other_sessions') ?? false;
    return answer(call, await signInSteps.resetPassword(call.instance, attempt, { password, signOutOfOtherSessions }));
  },
} satisfies FrontendHandlers;

type Step = (instance: FrontendCall['instance'], attempt: SignInAttempt, input: StepInput) => Promise<SignInAttempt>;

/** A step of a sign-in of the calling browser. */
function changing(step: Step): (call: AttemptCall) => Promise<Response> {
  return async function change(call) {
    const attempt = await requireAttempt(call);
    return answer(call, await step(call.instance, attempt, inputOf(call, call.body.requiredString('strategy'))));
  };
}

/** The first call may identify the person, and send or prove the first factor at once. */
async function createSignIn(call: FrontendCall): Promise<Response> {
  const { instance, body } = call;
  const client = await call.ensureClient();
  await checkSingleSession(instance, client.id);
  if (body.boolean('transfer') === true) {
    const source = client.signUpId === null ? undefined : await findSignUp(instance, client.signUpId, client.id);
    return answer(call, await transferToSignIn(instance, source));
  }
  const strategy = body.string('strategy') || impliedStrategy(call);
  const started = await startSignIn(instance, client.id);
  const identifier = body.string('identifier');
  // A provider finds the person itself; for an enterprise connection the address only names the connection.
  const identified =
    identifier && !(strategy && isProviderStrategy(strategy))
      ? await signInSteps.identify(instance, started, identifier)
      : started;
  return answer(call, strategy ? await proveOrPrepare(call, identified, strategy) : identified);
}

function impliedStrategy({ body }: FrontendCall): string | undefined {
  if (body.string('ticket')) return 'ticket';
  return body.string('password') ? 'password' : undefined;
}

function proveOrPrepare(call: FrontendCall, attempt: SignInAttempt, strategy: string): Promise<SignInAttempt> {
  const input = inputOf(call, strategy);
  // Where nothing is sent to the person, the proof comes with the call.
  const isProof = !findStrategy(strategy).prepare;
  return (isProof ? signInSteps.attemptFirst : signInSteps.prepareFirst)(call.instance, attempt, input);
}

function inputOf({ body, origin }: FrontendCall, strategy: string): StepInput {
  return { strategy, body, origin };
}

async function requireAttempt(call: AttemptCall): Promise<SignInAttempt> {
  const client = await call.findClient();
  return requireSignIn(call.instance, call.params.sign_in_id, client?.id);
}

async function answer(call: FrontendCall, attempt: SignInAttempt): Promise<Response> {
  return changeAnswer(call, attempt.clientId, await signInJSON(call.instance, attempt));
}
