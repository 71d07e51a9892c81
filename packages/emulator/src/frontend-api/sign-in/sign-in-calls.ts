import { NotFoundError, ParameterError } from '../../errors/api-error.js';
import type { Instance } from '../../instance/instance.js';
import { signInJSON } from '../../sign-in/sign-in-json.js';
import { verifyPassword } from '../../users/hash-password.js';
import { startSession } from '../../sessions/start-session.js';
import { findAttempt, insertAttempt, updateAttempt } from '../../sign-in/find-attempt.js';
import { updateClient } from '../../sessions/find-client.js';
import type { AttemptRow, ClientRow } from '../../store/tables.js';
import { findUser, findUserByIdentifier } from '../../users/user-record.js';
import { acceptTicket, openTicket } from '../../sign-in/accept-ticket.js';
import { changeAnswer, type FrontendCall } from '../frontend-call.js';
import { verificationCode, sendCode } from '../../users/verification-code.js';

/** `POST /v1/client/sign_ins` */
export async function createSignIn(call: FrontendCall): Promise<Response> {
  const client = await call.ensureClient();
  const attempt = await newAttempt(call.instance, client);
  const ticket = call.body.string('ticket');
  if (ticket) return signInWithTicket(call, attempt, ticket);
  const identifier = call.body.string('identifier');
  if (!identifier) return answer(call, attempt);
  const identified = await identify(call.instance, attempt, identifier);
  const password = call.body.string('password');
  if (!password) return answer(call, identified);
  return attemptPassword(call, identified, password);
}

/** `GET /v1/client/sign_ins/{id}` */
export async function getSignIn(call: FrontendCall): Promise<Response> {
  return answer(call, await requireAttempt(call));
}

/** `POST /v1/client/sign_ins/{id}/prepare_first_factor` */
export async function prepareFirstFactor(call: FrontendCall): Promise<Response> {
  const attempt = await requireAttempt(call);
  const strategy = call.body.requiredString('strategy');
  if (strategy !== 'email_code') throw unsupported(strategy);
  const record = attempt.userId ? await findUser(call.instance.db, attempt.userId) : undefined;
  const wanted = call.body.string('email_address_id');
  const email = record?.emailAddresses.find((row) => !wanted || row.id === wanted);
  if (!email) throw new NotFoundError('The user has no such e-mail address.');
  sendCode(call.instance, email.emailAddress);
  const prepared = { ...attempt, data: { ...attempt.data, strategy } };
  await updateAttempt(call.instance.db, prepared);
  return answer(call, prepared);
}

/** `POST /v1/client/sign_ins/{id}/attempt_first_factor` */
export async function attemptFirstFactor(call: FrontendCall): Promise<Response> {
  const attempt = await requireAttempt(call);
  const strategy = call.body.requiredString('strategy');
  if (strategy === 'password') return attemptPassword(call, attempt, call.body.string('password') ?? '');
  if (strategy === 'ticket') return signInWithTicket(call, attempt, call.body.requiredString('ticket'));
  if (strategy !== 'email_code') throw unsupported(strategy);
  if (call.body.string('code') !== verificationCode) {
    throw new ParameterError('form_code_incorrect', 'is incorrect', 'code', 'Incorrect code');
  }
  return complete(call, attempt, strategy);
}

async function newAttempt(instance: Instance, client: ClientRow): Promise<AttemptRow> {
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
  const record = await findUserByIdentifier(instance.db, identifier);
  if (!record) {
    throw new ParameterError('form_identifier_not_found', 'is invalid', 'identifier', "Couldn't find your account.");
  }
  const identified: AttemptRow = {
    ...attempt,
    status: 'needs_first_factor',
    userId: record.user.id,
    data: { ...attempt.data, identifier },
    updatedAt: instance.now(),
  };
  await updateAttempt(instance.db, identified);
  return identified;
}

async function attemptPassword(call: FrontendCall, attempt: AttemptRow, password: string): Promise<Response> {
  const record = attempt.userId ? await findUser(call.instance.db, attempt.userId) : undefined;
  const digest = record?.user.passwordDigest;
  if (!digest) throw unsupported('password');
  if (!(await verifyPassword(password, digest))) {
    throw new ParameterError(
      'form_password_incorrect',
      'is invalid',
      'password',
      'Password is incorrect. Try again, or use another method.',
    );
  }
  return complete(call, attempt, 'password');
}

async function signInWithTicket(call: FrontendCall, attempt: AttemptRow, token: string): Promise<Response> {
  const { userId } = await openTicket(call.instance, token);
  const session = await acceptTicket(call.instance, token, attempt.clientId);
  return finish(call, { ...attempt, userId, data: { ...attempt.data, strategy: 'ticket' } }, session.id);
}

async function complete(call: FrontendCall, attempt: AttemptRow, strategy: string): Promise<Response> {
  if (!attempt.userId || attempt.status === 'complete') throw unsupported(strategy);
  const session = await startSession(call.instance, { clientId: attempt.clientId, userId: attempt.userId, strategy });
  return finish(call, { ...attempt, data: { ...attempt.data, strategy } }, session.id);
}

async function finish(call: FrontendCall, attempt: AttemptRow, sessionId: string): Promise<Response> {
  const now = call.instance.now();
  const finished: AttemptRow = { ...attempt, status: 'complete', createdSessionId: sessionId, updatedAt: now };
  await updateAttempt(call.instance.db, finished);
  return answer(call, finished);
}

async function requireAttempt(call: FrontendCall): Promise<AttemptRow> {
  const client = await call.findClient();
  const id = call.param('id');
  const attempt = client && (await findAttempt(call.instance.db, 'sign_in', id, client.id));
  if (attempt) return attempt;
  throw new NotFoundError(`This browser has no sign-in with id ${id}.`);
}

async function answer(call: FrontendCall, attempt: AttemptRow): Promise<Response> {
  return changeAnswer(call, attempt.clientId, await signInJSON(call.instance, attempt));
}

function unsupported(strategy: string): ParameterError {
  return new ParameterError(
    'strategy_for_user_invalid',
    'is invalid',
    'strategy',
    `The strategy ${strategy} is not available for this sign-in.`,
  );
}
