import * as ours from '@acme/nuxt/server';
import * as official from '@clerk/nuxt/server';
import type { H3Event } from 'h3';
import { isSwapped } from './swaps';

const isOfficial = isSwapped('@acme/nuxt/server');

export const { clerkClient, clerkMiddleware } = (isOfficial ? official : ours) as typeof ours;

interface Rule {
  readonly permission?: string;
  readonly token?: readonly ['api_key', 'm2m_token'];
}

/** What an application writes by hand for the official package. */
function guard(event: H3Event, { permission, token }: Rule = {}) {
  const found = event.context.auth(token && { acceptsToken: token });
  const isPage = !event.path.startsWith('/api');
  if (!found.isAuthenticated && isPage) {
    const signIn = process.env['NUXT_PUBLIC_CLERK_SIGN_IN_URL'] ?? '';
    const back = encodeURIComponent(getRequestURL(event).href);
    setResponseHeader(event, 'location', `${signIn}?redirect_url=${back}`);
    event.node.res.statusCode = 302;
    event.node.res.end();
  }
  if (!found.isAuthenticated) throw createError({ statusCode: 401 });
  if (permission && !found.has({ permission } as never)) throw createError({ statusCode: 403 });
  return found;
}

export const protect = (isOfficial ? guard : ours.protect) as typeof ours.protect;
