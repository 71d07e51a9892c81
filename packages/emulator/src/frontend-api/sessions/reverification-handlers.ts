import type { RequestBody } from '../../http/request-body.js';
import { ParameterError } from '../../errors/api-error.js';
import type { Instance } from '../../instance/instance.js';
import { browserSessionJSON } from '../../sessions/browser-session-json.js';
import { findSession } from '../../sessions/find-session.js';
import { verificationJSON } from '../../sign-in/attempt-verification.js';
import {
  firstFactorsOf,
  reverificationLevels,
  reverificationSteps,
  secondFactorsOf,
  type ReverificationInput,
  type ReverificationRow,
} from '../../sign-in/reverification.js';
import type { SessionRow } from '../../store/tables.js';
import { requireUser } from '../../users/change-user.js';
import { changeAnswer, type FrontendCall } from '../frontend-call.js';
import type { FrontendHandlers } from '../frontend-handlers.js';
import { requireActiveSession } from './session-handlers.js';

type Step = (instance: Instance, session: SessionRow, input: ReverificationInput) => Promise<ReverificationRow>;

/** A person proves again who they are, before a sensitive change. */
export const reverificationHandlers = {
  startSessionReverification: (call) =>
    run(call, (instance, session, { body }) => reverificationSteps.start(instance, session, readLevel(body))),
  prepareSessionReverificationFirstFactor: (call) => run(call, (...step) => reverificationSteps.prepareFirst(...step)),
  attemptSessionReverificationFirstFactor: (call) => run(call, (...step) => reverificationSteps.attemptFirst(...step)),
  prepareSessionReverificationSecondFactor: (call) =>
    run(call, (...step) => reverificationSteps.prepareSecond(...step)),
  attemptSessionReverificationSecondFactor: (call) =>
    run(call, (...step) => reverificationSteps.attemptSecond(...step)),
} satisfies FrontendHandlers;

function readLevel(body: RequestBody) {
  const level = body.word('level', reverificationLevels);
  if (level) return level;
  throw new ParameterError('form_param_missing', 'is missing', 'level', 'level must be included.');
}

async function run(call: FrontendCall<'session_id'>, step: Step): Promise<Response> {
  const { instance } = call;
  const before = await requireActiveSession(call);
  const row = await step(instance, before, call);
  const session = (await findSession(instance.db, before.id)) ?? before;
  return changeAnswer(call, session.clientId, await reverificationJSON(call, session, row));
}

async function reverificationJSON(call: FrontendCall, session: SessionRow, row: ReverificationRow): Promise<object> {
  const { instance } = call;
  const record = await requireUser(instance, session.userId);
  return {
    object: 'session_reverification',
    id: row.id,
    status: row.status,
    level: row.level,
    session: await browserSessionJSON(instance, session, call.origin),
    supported_first_factors: await firstFactorsOf(instance, record),
    supported_second_factors: await secondFactorsOf(instance, record),
    first_factor_verification: verificationJSON(instance, row.first),
    second_factor_verification: verificationJSON(instance, row.second),
  };
}
