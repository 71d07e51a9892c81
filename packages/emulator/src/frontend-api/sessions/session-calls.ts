import { jsonAnswer } from '../../http/json-answer.js';
import { ApiError, NotFoundError } from '../../errors/api-error.js';
import { browserClientJSON } from '../../sign-in/browser-client-json.js';
import { browserSessionJSON } from '../../sessions/browser-session-json.js';
import { browserUserJSON } from '../../organizations/browser-user-json.js';
import { signSessionToken } from '../../sessions/sign-session-token.js';
import { endSession } from '../../sessions/end-session.js';
import { ensureDevBrowser } from '../../sessions/create-client.js';
import { findActiveSession, isActive, listActiveSessions } from '../../sessions/find-active-session.js';
import { findClient, updateClient } from '../../sessions/find-client.js';
import { findSession, updateSession } from '../../sessions/find-session.js';
import type { SessionRow } from '../../store/tables.js';
import { findUser } from '../../users/user-record.js';
import { changeAnswer, type FrontendCall, type FrontendCalls } from '../frontend-call.js';
import { sessionJSON } from '../../sessions/session-json.js';

export const sessionCalls: FrontendCalls = [
  ['POST', '/v1/dev_browser', createDevBrowser],
  ['GET', '/v1/client', getClient],
  ['PUT', '/v1/client', createBrowserClient],
  ['POST', '/v1/client', createBrowserClient],
  ['DELETE', '/v1/client', endAllSessions],
  ['DELETE', '/v1/client/sessions', endAllSessions],
  ['GET', '/v1/client/sessions/:id', getSession],
  ['POST', '/v1/client/sessions/:id/touch', touchSession],
  ['POST', '/v1/client/sessions/:id/tokens', createSessionToken],
  ['POST', '/v1/client/sessions/:id/end', endOneSession('ended')],
  ['POST', '/v1/client/sessions/:id/remove', endOneSession('removed')],
  ['GET', '/v1/me', getMe],
  ['GET', '/v1/me/sessions/active', listMySessions],
  ['GET', '/v1/me/organization_memberships', emptyList],
  ['GET', '/v1/me/organization_invitations', emptyList],
  ['GET', '/v1/me/organization_suggestions', emptyList],
];

async function createDevBrowser(call: FrontendCall): Promise<Response> {
  const client = await call.ensureClient();
  const id = await ensureDevBrowser(call.instance, client.id);
  return jsonAnswer({ id });
}

async function getClient(call: FrontendCall): Promise<Response> {
  const client = await call.findClient();
  const response = client ? await browserClientJSON(call.instance, client, call.origin) : null;
  return jsonAnswer({ response, client: null });
}

async function createBrowserClient(call: FrontendCall): Promise<Response> {
  const client = await call.ensureClient();
  return changeAnswer(call, client.id, await browserClientJSON(call.instance, client, call.origin));
}

/** Signs out everywhere in this browser. */
async function endAllSessions(call: FrontendCall): Promise<Response> {
  const client = await call.ensureClient();
  for (const session of await listActiveSessions(call.instance, client.id)) {
    await endSession(call.instance, session, 'removed');
  }
  const changed = (await findClient(call.instance.db, client.id)) ?? client;
  return changeAnswer(call, client.id, await browserClientJSON(call.instance, changed, call.origin));
}

async function getSession(call: FrontendCall): Promise<Response> {
  const session = await requireSession(call);
  return changeAnswer(call, session.clientId, await browserSessionJSON(call.instance, session, call.origin));
}

async function touchSession(call: FrontendCall): Promise<Response> {
  const session = await requireActiveSession(call);
  const now = call.instance.now();
  const touched = { ...session, lastActiveAt: now, updatedAt: now };
  await updateSession(call.instance.db, session.id, { lastActiveAt: now, updatedAt: now });
  await updateClient(call.instance.db, session.clientId, { lastActiveSessionId: session.id, updatedAt: now });
  return changeAnswer(call, session.clientId, await browserSessionJSON(call.instance, touched, call.origin));
}

function endOneSession(status: 'ended' | 'removed'): (call: FrontendCall) => Promise<Response> {
  return async function endOne(call) {
    const session = await requireSession(call);
    const left = isActive(call.instance, session) ? await endSession(call.instance, session, status) : session;
    return changeAnswer(call, session.clientId, await browserSessionJSON(call.instance, left, call.origin));
  };
}

async function createSessionToken(call: FrontendCall): Promise<Response> {
  const session = await requireActiveSession(call);
  return jsonAnswer({ object: 'token', jwt: await signSessionToken(call.instance, session, call.origin) });
}

async function getMe(call: FrontendCall): Promise<Response> {
  const session = await requireCurrentSession(call);
  const record = await findUser(call.instance.db, session.userId);
  if (!record) throw signedOut();
  return jsonAnswer({ response: await browserUserJSON(call.instance, record), client: null });
}

/** Answers a bare list. */
async function listMySessions(call: FrontendCall): Promise<Response> {
  const session = await requireCurrentSession(call);
  const active = await listActiveSessions(call.instance, session.clientId);
  return jsonAnswer(
    active.map((row) => ({
      ...sessionJSON(call.instance, row),
      latest_activity: { object: 'session_activity', id: row.id },
    })),
  );
}

/** Lists of a signed-in user that are always empty. */
async function emptyList(call: FrontendCall): Promise<Response> {
  await requireCurrentSession(call);
  return jsonAnswer({ response: { data: [], total_count: 0 }, client: null });
}

async function requireCurrentSession(call: FrontendCall): Promise<SessionRow> {
  const client = await call.findClient();
  const session = client && (await findActiveSession(call.instance, client));
  if (session) return session;
  throw signedOut();
}

async function requireSession(call: FrontendCall): Promise<SessionRow> {
  const client = await call.findClient();
  const id = call.param('id');
  const session = await findSession(call.instance.db, id);
  if (session && session.clientId === client?.id) return session;
  throw new NotFoundError(`This browser has no session with id ${id}.`);
}

async function requireActiveSession(call: FrontendCall): Promise<SessionRow> {
  const session = await requireSession(call);
  if (isActive(call.instance, session)) return session;
  throw signedOut();
}

function signedOut(): ApiError {
  return new ApiError(401, 'signed_out', 'Signed out', 'You are signed out.');
}
