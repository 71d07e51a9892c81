import { redirect, type LoaderFunctionArgs } from 'react-router';
import type * as ours from '@acme/react-router/server';
import { isSwapped, load } from './swaps.server';

const loaded = (await load('@acme/react-router/server')) as typeof ours;
export const { clerkClient, clerkMiddleware, getAuth, rootAuthLoader } = loaded;

interface Rule {
  readonly permission?: string;
  readonly token?: readonly ['api_key', 'm2m_token'];
}

/** What an application writes by hand for the official package. */
async function guard(args: LoaderFunctionArgs, { permission, token }: Rule = {}) {
  const auth = await getAuth(args, token && { acceptsToken: token });
  const isApi = new URL(args.request.url).pathname.startsWith('/api');
  if (!auth.isAuthenticated && isApi) throw Response.json({ error: 'Unauthorized' }, { status: 401 });
  if (!auth.isAuthenticated) {
    const back = encodeURIComponent(args.request.url);
    throw redirect(`${process.env['CLERK_SIGN_IN_URL'] ?? ''}?redirect_url=${back}`);
  }
  if (permission && !auth.has({ permission } as never)) throw Response.json({ error: 'Forbidden' }, { status: 403 });
  return auth;
}

export const protect = isSwapped('@acme/react-router/server') ? guard : loaded.protect;
