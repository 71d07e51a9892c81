import { ClerkAPIResponseError, InvalidArgumentError } from '../errors.js';
import { encodePathValue } from '../rest/encode.js';
import { send, type Connection } from '../rest/send.js';
import type { GetTokenOptions } from './auth-functions.js';

function templateSegment(template: string): string {
  if (template === '.' || template === '..' || /[/\\]/.test(template) || /%/.test(template)) {
    throw new InvalidArgumentError(
      'The name of a JWT template must not contain slashes, dot segments or percent signs.',
    );
  }
  return encodeURIComponent(template);
}

/**
 * The token of a session: the request's own one, or with options one that the Backend API makes.
 * @param sessionId - absent in tokens that belong to no session: null is the answer then
 * @param token - the request's own
 * @throws {ClerkAPIResponseError} if the Backend API refuses
 */
export async function getSessionToken(
  connection: Connection,
  sessionId: string | undefined,
  token: string,
  { template, expiresInSeconds }: GetTokenOptions = {},
): Promise<string | null> {
  if (!sessionId) return null;
  if (!template && expiresInSeconds === undefined) return token;
  const path = `/sessions/${encodePathValue('sessionId', sessionId)}/tokens${template ? `/${templateSegment(template)}` : ''}`;
  const { body } = await send(
    {
      method: 'POST',
      path,
      template: template ? '/sessions/{sessionId}/tokens/{template}' : '/sessions/{sessionId}/tokens',
      ...(expiresInSeconds !== undefined && { body: { expires_in_seconds: expiresInSeconds } }),
    },
    connection,
  );
  const jwt = typeof body === 'object' && body !== null && 'jwt' in body ? body.jwt : undefined;
  if (typeof jwt === 'string') return jwt;
  throw new ClerkAPIResponseError('The Backend API answered without a token.', { data: [] });
}
