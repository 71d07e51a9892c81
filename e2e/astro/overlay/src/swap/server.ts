import * as ours from '@acme/astro/server';
import * as official from '@clerk/astro/server';
import type { APIContext } from 'astro';
import { isSwapped } from './swaps';

const isOfficial = isSwapped('@acme/astro/server');

export const { clerkClient, clerkMiddleware } = (isOfficial ? official : ours) as typeof ours;

/** Ends a request. The middleware of the app answers with it. */
export class Ended extends Error {
  constructor(readonly response: Response) {
    super('The request was answered.');
  }
}

interface Rule {
  readonly permission?: string;
  readonly token?: readonly ['api_key', 'm2m_token'];
}

/** What an application writes by hand for the official package. */
function guard({ locals, url }: APIContext, { permission, token }: Rule = {}) {
  const found = locals.auth(token && { acceptsToken: token });
  const end = (status: number, headers: HeadersInit = {}): never => {
    throw new Ended(new Response('{}', { status, headers: { 'content-type': 'application/json', ...headers } }));
  };
  if (!found.isAuthenticated && url.pathname.startsWith('/api')) end(401);
  if (!found.isAuthenticated) {
    const signIn = `${process.env['PUBLIC_CLERK_SIGN_IN_URL'] ?? ''}?redirect_url=${encodeURIComponent(url.href)}`;
    end(302, { location: signIn });
  }
  if (permission && !found.has({ permission } as never)) end(403);
  return found;
}

export const protect = (isOfficial ? guard : ours.protect) as typeof ours.protect;
