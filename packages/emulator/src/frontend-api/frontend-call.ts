import type { Context } from 'hono';
import { jsonAnswer } from '../http/json-answer.js';
import { clientCookie, clientCookieName, readCookie } from '../sessions/client-cookie.js';
import { ApiError } from '../errors/api-error.js';
import type { Instance } from '../instance/instance.js';
import { browserClientJSON } from '../sign-in/browser-client-json.js';
import { readRequestBody, type BodyRules } from '../http/read-request-body.js';
import type { RequestBody } from '../http/request-body.js';
import { createClient } from '../sessions/create-client.js';
import { findClientByHint } from '../sessions/client-hint.js';
import { findClient, findClientByDevBrowser } from '../sessions/find-client.js';
import type { ClientRow } from '../store/tables.js';

/** Browser libraries send forms; some versions send JSON. Forms with files are multipart; a picture may also come as base64. */
const bodyRules: BodyRules = {
  formatOf(contentType) {
    if (contentType.startsWith('application/json')) return 'json';
    if (contentType.startsWith('application/octet-stream')) return 'base64';
    return contentType.startsWith('multipart/form-data') ? 'multipart' : 'urlencoded';
  },
};

/** One call of a browser library. */
export interface FrontendCall<Parameter extends string = string> {
  readonly instance: Instance;
  readonly request: Request;
  /** Path parameters by name. */
  readonly params: Readonly<Record<Parameter, string>>;
  readonly query: URLSearchParams;
  readonly body: RequestBody;
  /** Origin of the application that calls. */
  readonly origin: string | undefined;
  /** The browser's client, if it has one. */
  findClient(): Promise<ClientRow | undefined>;
  /** The browser's client, created if it has none. */
  ensureClient(): Promise<ClientRow>;
}

/** Reads a call: the client it is made for, and the fields of its form. */
export async function readCall(instance: Instance, c: Context): Promise<FrontendCall> {
  const query = new URL(c.req.url).searchParams;
  const devBrowser = query.get('__clerk_db_jwt') || undefined;
  const hint = { devBrowser, cookie: readCookie(c.req.header('cookie'), clientCookieName(instance)) };
  const find = () => findClientByHint(instance, hint);
  return {
    instance,
    request: c.req.raw,
    params: c.req.param(),
    query,
    body: await readRequestBody(c, bodyRules),
    origin: c.req.header('origin'),
    findClient: find,
    ensureClient: async () => (await find()) ?? createClient(instance),
  };
}

/**
 * Refuses the call of a dev browser that is unknown here. The browser library then requests a new one.
 * @throws {ApiError} 401 `dev_browser_unauthenticated`
 */
export async function checkDevBrowser({ instance, query }: FrontendCall): Promise<void> {
  const devBrowser = query.get('__clerk_db_jwt');
  if (!devBrowser || (await findClientByDevBrowser(instance.db, devBrowser))) return;
  throw new ApiError(
    401,
    'dev_browser_unauthenticated',
    'Browser unauthenticated',
    'This dev browser is unknown here.',
  );
}

/** The answer to a change: the changed object, and the whole client, which replaces the library's state. */
export async function changeAnswer(call: FrontendCall, clientId: string, response: object): Promise<Response> {
  const client = await findClient(call.instance.db, clientId);
  const answer = jsonAnswer({
    response,
    client: client ? await browserClientJSON(call.instance, client, call.origin) : null,
  });
  if (client) answer.headers.append('set-cookie', clientCookie(call.instance, client));
  return answer;
}

/** The answer to a call that changes nothing. */
export function readAnswer(response: object | null): Response {
  return jsonAnswer({ response, client: null });
}

/** The answer to a call that lists. */
export function listAnswer(data: readonly object[], total: number): Response {
  return readAnswer({ data, total_count: total });
}
