import { addAuthHeaders, protect } from '@acme/remix/ssr.server';
import type { LoaderFunctionArgs } from '@remix-run/node';

/** JSON for scripts; 401 when signed out. */
export async function loader(args: LoaderFunctionArgs) {
  const { userId, sessionId } = await protect(args);
  return addAuthHeaders(args, Response.json({ userId, sessionId }));
}
