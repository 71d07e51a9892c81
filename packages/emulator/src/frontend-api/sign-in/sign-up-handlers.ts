import { checkEmailAddress, checkEmailAddressIsFree } from '../../users/check-email-address.js';
import { checkPassword } from '../../users/check-password.js';
import { checkUsername } from '../../users/check-username.js';
import { NotFoundError, ParameterError } from '../../errors/api-error.js';
import { signUpJSON } from '../../sign-in/sign-up-json.js';
import { textOf, findAttempt, insertAttempt, updateAttempt } from '../../sign-in/find-attempt.js';
import { hashPassword } from '../../users/hash-password.js';
import { signUpSteps } from '../../sign-in/sign-up-steps.js';
import { updateClient } from '../../sessions/find-client.js';
import type { AttemptRow } from '../../store/tables.js';
import type { JsonObject } from '../../store/json-object.js';
import { changeAnswer, type FrontendCall } from '../frontend-call.js';
import type { FrontendHandlers } from '../frontend-handlers.js';
import { checkVerificationCode, sendVerificationCode } from '../../users/verification-code.js';

export const signUpHandlers = {
  createSignUps: createSignUp,
  getSignUps: getSignUp,
  updateSignUps: updateSignUp,
  prepareSignUpsVerification: prepareVerification,
  attemptSignUpsVerification: attemptVerification,
} satisfies FrontendHandlers;

async function createSignUp(call: FrontendCall): Promise<Response> {
  const { instance } = call;
  const client = await call.ensureClient();
  const now = instance.now();
  const attempt: AttemptRow = {
    id: instance.createId('sua'),
    kind: 'sign_up',
    clientId: client.id,
    status: 'missing_requirements',
    userId: null,
    data: await readFields(call),
    createdSessionId: null,
    createdAt: now,
    updatedAt: now,
  };
  await insertAttempt(instance.db, attempt);
  await updateClient(instance.db, client.id, { signUpId: attempt.id, updatedAt: now });
  return answer(call, attempt);
}

async function getSignUp(call: FrontendCall<'sign_up_id'>): Promise<Response> {
  return answer(call, await requireAttempt(call));
}

async function updateSignUp(call: FrontendCall<'sign_up_id'>): Promise<Response> {
  const attempt = await requireAttempt(call);
  const data = { ...attempt.data, ...(await readFields(call)) };
  return answer(call, await completeWhenReady(call, { ...attempt, data }));
}

async function prepareVerification(call: FrontendCall<'sign_up_id'>): Promise<Response> {
  const attempt = await requireAttempt(call);
  const emailAddress = textOf(attempt, 'email_address');
  if (!emailAddress || call.body.requiredString('strategy') !== 'email_code') throw unsupported();
  sendVerificationCode(call.instance, emailAddress);
  return answer(call, attempt);
}

async function attemptVerification(call: FrontendCall<'sign_up_id'>): Promise<Response> {
  const attempt = await requireAttempt(call);
  if (call.body.requiredString('strategy') !== 'email_code') throw unsupported();
  checkVerificationCode(call.body.string('code'));
  const verified = { ...attempt, data: { ...attempt.data, email_verified: true } };
  return answer(call, await completeWhenReady(call, verified));
}

async function completeWhenReady(call: FrontendCall, attempt: AttemptRow): Promise<AttemptRow> {
  const { instance } = call;
  const emailAddress = textOf(attempt, 'email_address');
  const passwordDigest = textOf(attempt, 'password_digest');
  const isReady = emailAddress && passwordDigest && attempt.data['email_verified'] === true;
  if (!isReady || attempt.status === 'complete') {
    await updateAttempt(instance.db, { ...attempt, updatedAt: instance.now() });
    return attempt;
  }
  const record = await signUpSteps.createAccount(instance, {
    emailAddresses: [emailAddress],
    passwordDigest,
    username: textOf(attempt, 'username') ?? undefined,
    firstName: textOf(attempt, 'first_name') ?? undefined,
    lastName: textOf(attempt, 'last_name') ?? undefined,
  });
  const session = await signUpSteps.startSession(instance, attempt.clientId, record);
  const completed: AttemptRow = {
    ...attempt,
    status: 'complete',
    userId: record.user.id,
    createdSessionId: session.id,
    updatedAt: instance.now(),
  };
  await updateAttempt(instance.db, completed);
  return completed;
}

/** The checked fields of a sign-up form; of the password only the digest is stored. */
async function readFields({ instance, body }: FrontendCall): Promise<JsonObject> {
  const fields = new Map<string, string>();
  const emailAddress = body.string('email_address');
  const username = body.string('username');
  const password = body.string('password');
  if (emailAddress) {
    const email = checkEmailAddress(emailAddress);
    await checkEmailAddressIsFree(instance, email);
    fields.set('email_address', email);
  }
  if (username) fields.set('username', await checkUsername(instance, username));
  if (password) fields.set('password_digest', await hashPassword(checkPassword(password), instance.createId));
  for (const name of ['first_name', 'last_name']) {
    const value = body.string(name);
    if (value) fields.set(name, value);
  }
  return Object.fromEntries(fields);
}

async function requireAttempt(call: FrontendCall<'sign_up_id'>): Promise<AttemptRow> {
  const client = await call.findClient();
  const id = call.params.sign_up_id;
  const attempt = client && (await findAttempt(call.instance.db, 'sign_up', id, client.id));
  if (attempt) return attempt;
  throw new NotFoundError(`This browser has no sign-up with id ${id}.`);
}

function answer(call: FrontendCall, attempt: AttemptRow): Promise<Response> {
  return changeAnswer(call, attempt.clientId, signUpJSON(attempt));
}

function unsupported(): ParameterError {
  return new ParameterError(
    'form_param_value_invalid',
    'is invalid',
    'strategy',
    'The strategy must be email_code, for an e-mail address given before.',
  );
}
