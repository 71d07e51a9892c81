import { ConfigurationError } from '../errors.js';
import type { ProxiedMessage } from '../proxy/clerk-frontend-api-proxy.js';

/**
 * A Fetch API request as the Frontend API proxy passes it on.
 * @param readAgain - returns the body of a request that the framework has read and still has. Default: it has not
 * @throws {ConfigurationError} `proxy_body_consumed` if the body was read and cannot be read again
 */
export async function proxiedRequest(request: Request, readAgain?: () => Promise<Response>): Promise<ProxiedMessage> {
  const { method, headers, signal, body, bodyUsed } = request;
  if (!bodyUsed) return { method, headers, signal, body };
  const again = await readBodyAgain(readAgain);
  const given = new Headers(headers);
  // A form that is written again has another boundary between its fields.
  const type = again.headers.get('content-type');
  if (type) given.set('content-type', type);
  return { method, headers: given, signal, body: await again.arrayBuffer() };
}

async function readBodyAgain(readAgain: (() => Promise<Response>) | undefined): Promise<Response> {
  let cause: unknown;
  try {
    const again = await readAgain?.();
    if (again) return again;
  } catch (error) {
    cause = error;
  }
  throw new ConfigurationError(
    'proxy_body_consumed',
    'The request body was read before the Frontend API proxy could pass it on, and cannot be read again. Register the Clerk middleware before the code that reads the body; in Hono it is enough to read it with c.req, not with c.req.raw.',
    { cause },
  );
}
