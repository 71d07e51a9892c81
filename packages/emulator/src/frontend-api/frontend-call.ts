import { parseJson } from '@acme/backend/adapter';
import type { Context } from 'hono';
import { jsonAnswer } from '../http/json-answer.js';
import { clientCookie, clientCookieName, readCookie } from '../sessions/client-cookie.js';
import { ApiError } from '../errors/api-error.js';
import type { Instance } from '../instance/instance.js';
import { browserClientJSON } from '../sign-in/browser-client-json.js';
import { isJsonObject } from '../store/json-object.js';
import { RequestBody } from '../http/request-body.js';
import { createClient } from '../sessions/create-client.js';
import { findClientByHint } from '../sessions/client-hint.js';
import { findClient, findClientByDevBrowser } from '../sessions/find-client.js';
import type { ClientRow } from '../store/tables.js';

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
  /** The browser's client, made now if it has none. */
  ensureClient(): Promise<ClientRow>;
}

/** Reads what a browser library sent: which client it speaks for, and the fields of its form. */
export async function readCall(instance: Instance, c: Context): Promise<FrontendCall> {
  const devBrowser = c.req.query('__clerk_db_jwt') || undefined;
  if (devBrowser && !(await findClientByDevBrowser(instance.db, devBrowser))) {
    // Makes the browser library ask for a new one.
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
    body: await readFields(c),
    origin: c.req.header('origin'),
    param: (name) => c.req.param(name) ?? '',
    findClient: find,
    ensureClient: async () => (await find()) ?? createClient(instance),
  };
}

/** Answer of a change: the thing itself, and the whole client, which replaces the library's state. */
export async function changeAnswer(call: FrontendCall, clientId: string, response: object): Promise<Response> {
  const client = await findClient(call.instance.db, clientId);
  const answer = jsonAnswer({
    response,
    client: client ? await browserClientJSON(call.instance, client, call.origin) : null,
  });
  if (client) answer.headers.append('set-cookie', clientCookie(call.instance, client));
  return answer;
}

async function readFields(c: Context): Promise<RequestBody> {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return new RequestBody({});
  const text = await c.req.text();
  if (!(c.req.header('content-type') ?? '').startsWith('application/json')) {
    return new RequestBody(Object.fromEntries(new URLSearchParams(text)));
  }
  try {
    const value = parseJson(text === '' ? '{}' : text);
    if (isJsonObject(value)) return new RequestBody(value);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new ApiError(400, 'request_body_invalid', 'Request body invalid', 'The request body is not a JSON object.');
}
