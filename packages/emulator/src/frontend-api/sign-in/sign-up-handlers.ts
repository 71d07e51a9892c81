import { checkSingleSession } from '../../sessions/check-single-session.js';
import { transferToSignUp } from '../../sign-in/finish-provider-visit.js';
import { findSignIn } from '../../sign-in/sign-in-attempt.js';
import { requireSignUp, type SignUpAttempt } from '../../sign-in/sign-up-attempt.js';
import { signUpJSON } from '../../sign-in/sign-up-json.js';
import { signUpSteps } from '../../sign-in/sign-up-steps.js';
import { changeAnswer, type FrontendCall } from '../frontend-call.js';
import type { FrontendHandlers } from '../frontend-handlers.js';

type AttemptCall = FrontendCall<'sign_up_id'>;

export const signUpHandlers = {
  createSignUps,
  getSignUps: async (call) => answer(call, await requireAttempt(call)),
  updateSignUps: async (call) =>
    answer(call, await signUpSteps.update(call.instance, await requireAttempt(call), call)),

  async prepareSignUpsVerification(call) {
    const { instance, body, origin } = call;
    const attempt = await requireAttempt(call);
    const strategy = body.requiredString('strategy');
    return answer(call, await signUpSteps.prepare(instance, attempt, { strategy, body, origin }));
  },

  async attemptSignUpsVerification(call) {
    const { instance, body, origin } = call;
    const attempt = await requireAttempt(call);
    const strategy = body.requiredString('strategy');
    return answer(call, await signUpSteps.attempt(instance, attempt, { strategy, body, origin }));
  },
} satisfies FrontendHandlers;

async function createSignUps(call: FrontendCall): Promise<Response> {
  const { instance, body } = call;
  const client = await call.ensureClient();
  await checkSingleSession(instance, client.id);
  if (body.boolean('transfer') !== true) return answer(call, await signUpSteps.start(instance, client.id, call));
  const source = client.signInId === null ? undefined : await findSignIn(instance, client.signInId, client.id);
  const transferred = await transferToSignUp(instance, source);
  // Fields may come with the transfer; a sign-up that it completed has all.
  if (transferred.status === 'complete') return answer(call, transferred);
  return answer(call, await signUpSteps.update(instance, transferred, call));
}

async function requireAttempt(call: AttemptCall): Promise<SignUpAttempt> {
  const client = await call.findClient();
  return requireSignUp(call.instance, call.params.sign_up_id, client?.id);
}

async function answer(call: FrontendCall, attempt: SignUpAttempt): Promise<Response> {
  return changeAnswer(call, attempt.clientId, await signUpJSON(call.instance, attempt));
}
