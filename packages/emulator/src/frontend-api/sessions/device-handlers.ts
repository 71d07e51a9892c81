import { ApiError, NotFoundError } from '../../errors/api-error.js';
import { jsonAnswer } from '../../http/json-answer.js';
import { foreignSessionJSON } from '../../sessions/browser-session-json.js';
import { endSession } from '../../sessions/end-session.js';
import { isActive, listSessionsOfUser } from '../../sessions/find-active-session.js';
import { findSession } from '../../sessions/find-session.js';
import { sessionJSON } from '../../sessions/session-json.js';
import { changeAnswer } from '../frontend-call.js';
import type { FrontendHandlers } from '../frontend-handlers.js';
import { requireSignedIn } from '../require-signed-in.js';

/** The sessions of a user on all devices. */
export const deviceHandlers = {
  /** A bare list. */
  async getSessions(call) {
    const { session } = await requireSignedIn(call);
    const rows = await listSessionsOfUser(call.instance, session.userId);
    return jsonAnswer(
      rows.map((row) => {
        const shown = sessionJSON(call.instance, row);
        const unknown = { object: 'session_activity', id: row.id, is_mobile: false };
        return { ...shown, latest_activity: shown.latest_activity ?? unknown };
      }),
    );
  },

  /** A bare list. */
  async getUsersSessions(call) {
    const { session } = await requireSignedIn(call);
    const rows = await listSessionsOfUser(call.instance, session.userId);
    return jsonAnswer(await Promise.all(rows.map((row) => foreignSessionJSON(call.instance, row))));
  },

  async revokeSession(call) {
    const { client, session } = await requireSignedIn(call);
    const id = call.params.session_id;
    const wanted = await findSession(call.instance.db, id);
    if (wanted?.userId !== session.userId) throw new NotFoundError(`You have no session with id ${id}.`);
    if (!isActive(call.instance, wanted)) {
      throw new ApiError(400, 'invalid_action_for_session', 'Invalid action', `The session ${id} has ended already.`);
    }
    const revoked = await endSession(call.instance, wanted, 'revoked');
    return changeAnswer(call, client.id, await foreignSessionJSON(call.instance, revoked));
  },
} satisfies FrontendHandlers;
