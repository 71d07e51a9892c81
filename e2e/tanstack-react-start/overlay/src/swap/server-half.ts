import type * as ours from '@acme/tanstack-react-start/server';
import { redirect } from '@tanstack/react-router';
import { getRequest } from '@tanstack/react-start/server';
import { isSwapped, load } from './swaps';

const loaded = (await load('@acme/tanstack-react-start/server')) as typeof ours;
export const { auth, clerkClient, clerkMiddleware } = loaded;

interface Rule {
  readonly permission?: string;
  readonly token?: readonly ['api_key', 'm2m_token'];
}

/** What an application writes by hand for the official package. */
async function guard({ permission, token }: Rule = {}) {
  const found = await auth(token && { acceptsToken: token });
  const request = getRequest();
  const isApi = new URL(request.url).pathname.startsWith('/api');
  if (!found.isAuthenticated && isApi) throw Response.json({ error: 'Unauthorized' }, { status: 401 });
  if (!found.isAuthenticated) {
    const back = request.headers.get('x-tsr-serverfn') ? request.headers.get('referer') : request.url;
    throw redirect({
      href: `${process.env['CLERK_SIGN_IN_URL'] ?? ''}?redirect_url=${encodeURIComponent(back ?? '')}`,
    });
  }
  if (permission && !found.has({ permission } as never)) throw Response.json({ error: 'Forbidden' }, { status: 403 });
  return found;
}

export const protect = isSwapped('@acme/tanstack-react-start/server') ? guard : loaded.protect;
