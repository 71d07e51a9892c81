import { protect } from '@acme/react-router/server';
import type { LoaderFunctionArgs } from 'react-router';

/** JSON for scripts; 401 when signed out. */
export async function loader(args: LoaderFunctionArgs) {
  const { userId, sessionId } = await protect(args);
  return Response.json({ userId, sessionId });
}
