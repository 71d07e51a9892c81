import { ConfigurationError, type ProxiedMessage } from '@acme/backend/adapter';
import type { Context } from 'hono';

/** The body of a request that an earlier middleware has read with `c.req`, which keeps it. */
async function readAgain(c: Context): Promise<Response> {
  const { bodyCache } = c.req;
  if ('formData' in bodyCache && !('arrayBuffer' in bodyCache)) return new Response(await c.req.formData());
  try {
    return new Response(await c.req.arrayBuffer());
  } catch (cause) {
    throw new ConfigurationError(
      'proxy_body_consumed',
      'The request body was read before the Frontend API proxy could pass it on, and cannot be written again. Read it with c.req, not with c.req.raw, or register clerkMiddleware() first.',
      { cause },
    );
  }
}

/**
 * A request as it is passed on to the Frontend API.
 * @throws {ConfigurationError} `proxy_body_consumed`
 */
export async function messageOf(c: Context): Promise<ProxiedMessage> {
  const { method, headers, signal, body, bodyUsed } = c.req.raw;
  if (!bodyUsed) return { method, headers, signal, body };
  const again = await readAgain(c);
  const given = new Headers(headers);
  // A form is written anew, in a form of its own.
  const type = again.headers.get('content-type');
  if (type) given.set('content-type', type);
  return { method, headers: given, signal, body: await again.arrayBuffer() };
}
