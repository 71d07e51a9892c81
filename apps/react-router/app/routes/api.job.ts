import { protect } from '@acme/react-router/server';
import type { LoaderFunctionArgs } from 'react-router';

/** For programs, with an API key of a user or a machine token. */
export async function loader(args: LoaderFunctionArgs) {
  const { tokenType, subject } = await protect(args, { token: ['api_key', 'm2m_token'] });
  return Response.json({ kind: tokenType, subject });
}
