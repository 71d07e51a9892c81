import { protect } from '@acme/astro/server';
import type { APIRoute } from 'astro';

/** JSON for scripts; 401 when signed out. */
export const GET: APIRoute = (context) => {
  const { userId, sessionId } = protect(context);
  return Response.json({ userId, sessionId });
};
