import { decodeProtectedHeader, decodeJwt } from 'jose';
import { ApiError } from '../errors/api-error.js';
import { EmulatorError } from '../errors/emulator-error.js';
import type { Instance } from '../instance/instance.js';
import { apiKeyJSON, apiKeys } from '../machines/api-key.js';
import { findSession } from '../sessions/find-session.js';
import { signSessionToken } from '../sessions/sign-session-token.js';
import { isJsonObject } from '../store/json-object.js';
import { findUser, findUserByIdentifier } from '../users/user-record.js';
import type { BackendCallParts, ControlContext } from './control-context.js';
import { signInUser } from './sign-in-user.js';

type Parts = Omit<ControlContext, 'backend' | 'apiKeys' | 'userId' | 'signIn' | 'sessionClaims'>;

/**
 * Completes what controls may use.
 * @param answer - answers a request, without faults and without the log
 */
export function createControlContext(
  parts: Parts,
  answer: (request: Request, instance: Instance) => Promise<Response>,
): ControlContext {
  const { instance } = parts;
  // The developer does not use up what the application may call.
  const unlimited: Instance = { ...instance, countCall: () => undefined };
  return {
    ...parts,
    async backend<Answer>(route: string, call: BackendCallParts = {}) {
      const response = await answer(backendRequest(instance, route, call), unlimited);
      const body: unknown = response.status === 204 ? undefined : await response.json();
      if (!response.ok) throw refusalOf(response.status, body);
      // The routes of the Backend API have these types.
      return body as Answer;
    },
    async apiKeys(subject, page) {
      const { rows, total } = await apiKeys.page(instance.db, {
        ...(subject !== undefined && { scope: subject }),
        page,
      });
      return { data: rows.map((row) => apiKeyJSON(instance, row)), totalCount: total };
    },
    async userId(text) {
      const record = (await findUser(instance.db, text)) ?? (await findUserByIdentifier(instance.db, text));
      if (record) return record.user.id;
      throw new EmulatorError('user_not_found', 'There is no user with this id, address or user name.');
    },
    signIn: (userId, options) => signInUser(instance, userId, options),
    async sessionClaims(sessionId) {
      const session = await findSession(instance.db, sessionId);
      if (!session) return undefined;
      // Looking must not use up an id: tests with `deterministicIds` would get others.
      const token = await signSessionToken(
        { ...instance, createId: (prefix) => `${prefix}_shown` },
        session,
        undefined,
      );
      return { header: decodeProtectedHeader(token), claims: decodeJwt(token) };
    },
  };
}

function backendRequest({ url, secretKey }: Instance, route: string, { query = {}, body }: BackendCallParts): Request {
  const [method = 'GET', path = ''] = route.split(' ');
  const address = new URL(path, url);
  for (const [name, value] of Object.entries(query))
    for (const item of Array.isArray(value) ? value : [value])
      if (item !== undefined) address.searchParams.append(name, String(item));
  const text = body && JSON.stringify(body);
  return new Request(address, {
    method,
    headers: {
      authorization: `Bearer ${secretKey}`,
      ...(text !== undefined && {
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength(text)),
      }),
    },
    ...(text !== undefined && { body: text }),
  });
}

/** The error that an answer of the Backend API carries. */
function refusalOf(status: number, body: unknown): ApiError {
  const errors = isJsonObject(body) && Array.isArray(body['errors']) ? body['errors'] : [];
  const first: unknown = errors[0];
  const { code, message, long_message: longMessage, meta } = isJsonObject(first) ? first : {};
  const text = (value: unknown, other: string) => (typeof value === 'string' ? value : other);
  return new ApiError(
    status,
    text(code, 'unknown_error'),
    text(message, 'The emulator refused this.'),
    text(longMessage, text(message, 'The emulator refused this.')),
    isJsonObject(meta) ? meta : {},
  );
}
