import { jsonAnswer } from '../../http/json-answer.js';
import { NotFoundError } from '../../errors/api-error.js';
import { browserClientJSON } from '../../sign-in/browser-client-json.js';
import { browserSessionJSON } from '../../sessions/browser-session-json.js';
import { browserUserJSON } from '../../organizations/browser-user-json.js';
import { signSessionToken } from '../../sessions/sign-session-token.js';
import { endSession } from '../../sessions/end-session.js';
import { ensureDevBrowser } from '../../sessions/create-client.js';
import { isActive, listActiveSessions } from '../../sessions/find-active-session.js';
import { findClient, updateClient } from '../../sessions/find-client.js';
import { findSession, updateSession } from '../../sessions/find-session.js';
import type { SessionRow } from '../../store/tables.js';
import { changeAnswer, readAnswer, type FrontendCall } from '../frontend-call.js';
import type { FrontendHandlers } from '../frontend-handlers.js';
import { requireSignedIn, signedOut } from '../require-signed-in.js';
import { activateOrganization } from '../../sessions/start-session.js';
import { checkOrganizationsEnabled } from '../../organizations/check-organizations-enabled.js';
import { organizationNotFound, requireMember } from '../../organizations/require-permission.js';
import { settleTasks } from '../../sessions/settle-tasks.js';
import { jwtTemplateCollection, signTemplateToken } from '../../sessions/jwt-template.js';

export const sessionHandlers = {
  createDevBrowser,
  getClient,
  putClient: createBrowserClient,
  postClient: createBrowserClient,
  deleteClientSessions: endAllSessions,
  removeClientSessionsAndRetainCookie: endAllSessions,
  getSession,
  touchSession,
  createSessionToken,
  endSession: endOneSession('ended'),
  removeSession: endOneSession('removed'),
  createSessionTokenWithTemplate,
  getUser: getMe,
} satisfies FrontendHandlers;

async function createDevBrowser(call: FrontendCall): Promise<Response> {
  const client = await call.ensureClient();
  const id = await ensureDevBrowser(call.instance, client.id);
  return jsonAnswer({ id });
}

async function getClient(call: FrontendCall): Promise<Response> {
  const client = await call.findClient();
  return readAnswer(client ? await browserClientJSON(call.instance, client, call.origin) : null);
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

async function getSession(call: FrontendCall<'session_id'>): Promise<Response> {
  const session = await requireSession(call);
  return changeAnswer(call, session.clientId, await browserSessionJSON(call.instance, session, call.origin));
}

async function touchSession(call: FrontendCall<'session_id'>): Promise<Response> {
  const session = await switchOrganization(call, await requireActiveSession(call));
  const now = call.instance.now();
  const touched = { ...session, lastActiveAt: now, updatedAt: now };
  await updateSession(call.instance.db, session.id, { lastActiveAt: now, updatedAt: now });
  await updateClient(call.instance.db, session.clientId, { lastActiveSessionId: session.id, updatedAt: now });
  return changeAnswer(call, session.clientId, await browserSessionJSON(call.instance, touched, call.origin));
}

/** Without `active_organization_id` the organization stays; empty: none. */
async function switchOrganization({ body, instance }: FrontendCall, session: SessionRow): Promise<SessionRow> {
  const wanted = body.string('active_organization_id');
  if (wanted === undefined) return session;
  if (wanted !== null) await checkOrganizationsEnabled(instance);
  const switched = await activateOrganization(instance, session, wanted ?? '');
  if (switched) return switched;
  throw organizationNotFound();
}

function endOneSession(status: 'ended' | 'removed'): (call: FrontendCall<'session_id'>) => Promise<Response> {
  return async function endOne(call) {
    const session = await requireSession(call);
    const left = isActive(call.instance, session) ? await endSession(call.instance, session, status) : session;
    return changeAnswer(call, session.clientId, await browserSessionJSON(call.instance, left, call.origin));
  };
}

/** A token for the organization that the call names, else for the active one; an empty name: for none. */
async function createSessionToken(call: FrontendCall<'session_id'>): Promise<Response> {
  const { instance } = call;
  const { session } = await settleTasks(instance, await requireActiveSession(call));
  const wanted = call.body.string('organization_id');
  const lastActiveOrganizationId = wanted === undefined ? session.lastActiveOrganizationId : wanted || null;
  if (wanted) {
    await checkOrganizationsEnabled(instance);
    await requireMember(instance, wanted, session.userId);
  }
  const jwt = await signSessionToken(instance, { ...session, lastActiveOrganizationId }, call.origin);
  return jsonAnswer({ object: 'token', jwt });
}

async function createSessionTokenWithTemplate(call: FrontendCall<'session_id' | 'template_name'>): Promise<Response> {
  const { instance } = call;
  const session = await requireActiveSession(call);
  const name = call.params.template_name;
  const template = await jwtTemplateCollection.findWhere(instance.db, { where: { name } });
  if (!template) throw new NotFoundError(`No JWT template was found with name ${name}.`);
  return jsonAnswer({ object: 'token', jwt: await signTemplateToken(instance, session, template) });
}

async function getMe(call: FrontendCall): Promise<Response> {
  const { record } = await requireSignedIn(call);
  return readAnswer(await browserUserJSON(call.instance, record));
}

async function requireSession(call: FrontendCall<'session_id'>): Promise<SessionRow> {
  const client = await call.findClient();
  const id = call.params.session_id;
  const session = await findSession(call.instance.db, id);
  if (session && session.clientId === client?.id) return session;
  throw new NotFoundError(`This browser has no session with id ${id}.`);
}

/** @throws {ApiError} 404 `resource_not_found` for the session of another browser, 401 `signed_out` if it has ended */
export async function requireActiveSession(call: FrontendCall<'session_id'>): Promise<SessionRow> {
  const session = await requireSession(call);
  if (isActive(call.instance, session)) return session;
  throw signedOut();
}
