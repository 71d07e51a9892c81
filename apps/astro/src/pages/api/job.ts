import { protect } from '@acme/astro/server';
import type { APIRoute } from 'astro';

/** For programs, with an API key of a user or a machine token. */
export const GET: APIRoute = (context) => {
  const { tokenType, subject } = protect(context, { token: ['api_key', 'm2m_token'] });
  return Response.json({ kind: tokenType, subject });
};
