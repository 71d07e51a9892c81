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

/** Browser libraries send forms; some versions send JSON. */
const bodyRules: BodyRules = {
  formatOf: (contentType) => (contentType.startsWith('application/json') ? 'json' : 'urlencoded'),
};

/** One call of a browser library. */
export interface FrontendCall {
  readonly instance: Instance;
  readonly body: RequestBody;
  /** Origin of the application that calls. */
  readonly origin: string | undefined;
  /** Path parameter. */
  param(name: string): string;
  /** The browser's client, if it has one. */
  findClient(): Promise<ClientRow | undefined>;
  /** The browser's client, created if it has none. */
  ensureClient(): Promise<ClientRow>;
}

/** Routes of the Frontend API with the functions that answer them. */
export type FrontendCalls = readonly (readonly [
  method: string,
  path: string,
  answer: (call: FrontendCall) => Promise<Response>,
])[];

/** Reads the call of a browser library: the client it is made for, and the fields of its form. */
export async function readCall(instance: Instance, c: Context): Promise<FrontendCall> {
  const devBrowser = c.req.query('__clerk_db_jwt') || undefined;
  if (devBrowser && !(await findClientByDevBrowser(instance.db, devBrowser))) {
    // The browser library then requests a new one.
    throw new ApiError(
      401,
      'dev_browser_unauthenticated',
      'Browser unauthenticated',
      'This dev browser is unknown here.',
    );
  }
  const hint = { devBrowser, cookie: readCookie(c.req.header('cookie'), clientCookieName(instance)) };
  const find = () => findClientByHint(instance, hint);
  return {
    instance,
    body: await readRequestBody(c, bodyRules),
    origin: c.req.header('origin'),
    param: (name) => c.req.param(name) ?? '',
    findClient: find,
    ensureClient: async () => (await find()) ?? createClient(instance),
  };
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
