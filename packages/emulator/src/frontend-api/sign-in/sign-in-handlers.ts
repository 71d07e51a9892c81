import { NotFoundError } from '../../errors/api-error.js';
import type { Instance } from '../../instance/instance.js';
import { updateClient } from '../../sessions/find-client.js';
import { findAttempt, insertAttempt, updateAttempt } from '../../sign-in/find-attempt.js';
import { signInJSON } from '../../sign-in/sign-in-json.js';
import { signInSteps } from '../../sign-in/sign-in-steps.js';
import { unsupportedStrategy } from '../../sign-in/strategy.js';
import type { AttemptRow, ClientRow } from '../../store/tables.js';
import { changeAnswer, type FrontendCall } from '../frontend-call.js';
import type { FrontendHandlers } from '../frontend-handlers.js';

export const signInHandlers = {
  createSignIn,
  getSignIn,
  prepareSignInFactorOne: prepareFirstFactor,
  attemptSignInFactorOne: attemptFirstFactor,
} satisfies FrontendHandlers;

/** A ticket alone, or an identifier with or without a password, may come with the first call. */
async function createSignIn(call: FrontendCall): Promise<Response> {
  const client = await call.ensureClient();
  const attempt = await insertSignIn(call.instance, client);
  if (call.body.string('ticket')) return verify(call, attempt, 'ticket');
  const identifier = call.body.string('identifier');
  if (!identifier) return answer(call, attempt);
  const identified = await identify(call.instance, attempt, identifier);
  return call.body.string('password') ? verify(call, identified, 'password') : answer(call, identified);
}

async function getSignIn(call: FrontendCall<'sign_in_id'>): Promise<Response> {
  return answer(call, await requireAttempt(call));
}

async function prepareFirstFactor(call: FrontendCall<'sign_in_id'>): Promise<Response> {
  const attempt = await requireAttempt(call);
  const strategy = call.body.requiredString('strategy');
  await signInSteps.prepare(call.instance, { userId: attempt.userId, strategy, body: call.body });
  const prepared = { ...attempt, data: { ...attempt.data, strategy } };
  await updateAttempt(call.instance.db, prepared);
  return answer(call, prepared);
}

async function attemptFirstFactor(call: FrontendCall<'sign_in_id'>): Promise<Response> {
  return verify(call, await requireAttempt(call), call.body.requiredString('strategy'));
}

async function insertSignIn(instance: Instance, client: ClientRow): Promise<AttemptRow> {
  const now = instance.now();
  const attempt: AttemptRow = {
    id: instance.createId('sia'),
    kind: 'sign_in',
    clientId: client.id,
    status: 'needs_identifier',
    userId: null,
    data: {},
    createdSessionId: null,
    createdAt: now,
    updatedAt: now,
  };
  await insertAttempt(instance.db, attempt);
  await updateClient(instance.db, client.id, { signInId: attempt.id, updatedAt: now });
  return attempt;
}

async function identify(instance: Instance, attempt: AttemptRow, identifier: string): Promise<AttemptRow> {
  const { user } = await signInSteps.identify(instance, identifier);
  const identified: AttemptRow = {
    ...attempt,
    status: 'needs_first_factor',
    userId: user.id,
    data: { ...attempt.data, identifier },
    updatedAt: instance.now(),
  };
  await updateAttempt(instance.db, identified);
  return identified;
}

async function verify(call: FrontendCall, attempt: AttemptRow, strategy: string): Promise<Response> {
  const { instance } = call;
  const user = await signInSteps.verify(instance, { userId: attempt.userId, strategy, body: call.body });
  // A ticket starts a session of its own; any other proof belongs to the attempt.
  if (attempt.status === 'complete' && strategy !== 'ticket') throw unsupportedStrategy(strategy);
  const session = await signInSteps.complete(instance, attempt.clientId, strategy, user);
  const completed: AttemptRow = {
    ...attempt,
    status: 'complete',
    userId: user.userId,
    data: { ...attempt.data, strategy },
    createdSessionId: session.id,
    updatedAt: instance.now(),
  };
  await updateAttempt(instance.db, completed);
  return answer(call, completed);
}

async function requireAttempt(call: FrontendCall<'sign_in_id'>): Promise<AttemptRow> {
  const client = await call.findClient();
  const id = call.params.sign_in_id;
  const attempt = client && (await findAttempt(call.instance.db, 'sign_in', id, client.id));
  if (attempt) return attempt;
  throw new NotFoundError(`This browser has no sign-in with id ${id}.`);
}

async function answer(call: FrontendCall, attempt: AttemptRow): Promise<Response> {
  return changeAnswer(call, attempt.clientId, await signInJSON(call.instance, attempt));
}
