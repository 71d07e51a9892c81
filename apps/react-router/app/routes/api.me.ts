import { protect } from '@acme/react-router/server';
import type { Route } from './+types/api.me';

/** JSON for scripts; 401 when signed out. */
export async function loader(args: Route.LoaderArgs) {
  const { userId, sessionId } = await protect(args);
  return Response.json({ userId, sessionId });
}
