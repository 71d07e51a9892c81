import { sessions as sessionsEndpoints } from '@acme/backend/endpoints';
import { ApiError, NotFoundError, ParameterError } from '../../errors/api-error.js';
import { applicationCookies, cookieDirectives } from '../../sessions/application-cookies.js';
import type { Instance } from '../../instance/instance.js';
import { sessionJSON } from '../../sessions/session-json.js';
import { signSessionToken } from '../../sessions/sign-session-token.js';
import { createClient, ensureDevBrowser } from '../../sessions/create-client.js';
import { endSession } from '../../sessions/end-session.js';
import { isActive } from '../../sessions/find-active-session.js';
import { settleTasks } from '../../sessions/settle-tasks.js';
import { startSession } from '../../sessions/start-session.js';
import { countSessions, findSession, listSessions, updateSession } from '../../sessions/find-session.js';
import { findClient } from '../../sessions/find-client.js';
import { sessions as table, type SessionRow } from '../../store/tables.js';
import { findUser } from '../../users/user-record.js';
import { listAnswer } from '../../http/page-answer.js';
import { readPage } from '../../http/read-page.js';
import { jwtTemplateCollection, signTemplateToken } from '../../sessions/jwt-template.js';
import { answers, on, type BackendRoutes } from '../backend-route.js';

export const sessionRoutes = answers(sessionsEndpoints, {
  getSessionList: async ({ query, ...instance }) => {
    const filter = {
      clientId: query.get('client_id') ?? undefined,
      userId: query.get('user_id') ?? undefined,
      status: readStatus(query),
    };
    const rows = await listSessions(instance.db, filter, readPage(query));
    const data = rows.map((row) => sessionJSON(instance, row));
    return listAnswer(query, data, await countSessions(instance.db, filter));
  },

  getSession: async ({ params, ...instance }) =>
    sessionJSON(instance, await requireSession(instance, params.sessionId)),

  createSession: async ({ body, ...instance }) => {
    const userId = body.requiredString('user_id');
    if (!(await findUser(instance.db, userId))) throw new NotFoundError(`No user was found with id ${userId}.`);
    const client = await createClient(instance);
    await ensureDevBrowser(instance, client.id);
    const activeOrganizationId = body.string('active_organization_id') || null;
    return sessionJSON(instance, await startSession(instance, { clientId: client.id, userId, activeOrganizationId }));
  },

  revokeSession: async ({ params, ...instance }) => {
    const session = await requireSession(instance, params.sessionId);
    return sessionJSON(
      instance,
      isActive(instance, session) ? await endSession(instance, session, 'revoked') : session,
    );
  },

  verifySession: async ({ params, body, ...instance }) => {
    const session = await requireSession(instance, params.sessionId);
    const claims = await instance.signer.open(body.requiredString('token'));
    if (claims?.['sid'] !== session.id) {
      throw new ApiError(401, 'authentication_invalid', 'The token does not belong to this session.');
    }
    return sessionJSON(instance, session);
  },

  getToken: async ({ params, body, ...instance }) => {
    const session = await requireActiveSession(instance, params.sessionId);
    const template = await jwtTemplateCollection.findWhere(instance.db, { where: { name: params.template } });
    if (!template) throw new NotFoundError(`No JWT template was found with name ${params.template}.`);
    const jwt = await signTemplateToken(instance, session, template, body.integer('expires_in_seconds'));
    return { object: 'token', jwt };
  },

  refreshSession: async ({ params, body, ...instance }) => {
    const session = await findSession(instance.db, params.sessionId);
    const claims = await instance.signer.open(body.requiredString('expired_token'));
    if (!session || claims?.['sid'] !== session.id)
      throw refreshRefused('session_token_invalid', 'The expired token does not belong to this session.');
    if (session.refreshToken !== body.requiredString('refresh_token'))
      throw refreshRefused('refresh_token_invalid', 'The refresh token does not belong to this session.');
    const client = await findClient(instance.db, session.clientId);
    if (!client || !isActive(instance, session)) throw refreshRefused('session_not_active', 'The session has ended.');
    const origin = body.requiredString('request_origin');
    await updateSession(instance.db, session.id, { lastActiveAt: instance.now() });
    if (body.string('format') === 'token') {
      return { object: 'token', jwt: await signSessionToken(instance, session, origin) };
    }
    return {
      object: 'cookies',
      cookies: cookieDirectives(await applicationCookies(instance, client, session, { origin })),
    };
  },
});

/** The route of the client's `getToken` without a template. */
export const sessionTokenRoutes: BackendRoutes = {
  getToken: on('POST /sessions/{sessionId}/tokens', async ({ params, body, ...instance }) => {
    const session = await requireActiveSession(instance, params.sessionId);
    const jwt = await signSessionToken(instance, session, undefined, body.integer('expires_in_seconds'));
    return { object: 'token', jwt };
  }),
};

function refreshRefused(code: string, message: string): ApiError {
  // 401 makes the application fall back to a handshake.
  return new ApiError(401, code, message);
}

function readStatus(query: URLSearchParams): SessionRow['status'] | undefined {
  const wanted = query.get('status');
  if (wanted === null || wanted === '') return undefined;
  const status = table.status.enumValues.find((value) => value === wanted);
  if (status) return status;
  throw new ParameterError(
    'form_param_value_invalid',
    'is invalid',
    'status',
    `status must be one of ${table.status.enumValues.join(', ')}.`,
  );
}

async function requireSession(instance: Instance, id: string): Promise<SessionRow> {
  const session = await findSession(instance.db, id);
  if (session) return session;
  throw new NotFoundError(`No session was found with id ${id}.`);
}

async function requireActiveSession(instance: Instance, id: string): Promise<SessionRow> {
  const session = await requireSession(instance, id);
  if (isActive(instance, session)) return (await settleTasks(instance, session)).session;
  throw new NotFoundError(`The session ${id} has ended.`);
}
