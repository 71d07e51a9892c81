import { clerkMiddleware, createRouteMatcher } from '@acme/nextjs/server';
import { NextResponse } from 'next/server';

const isGuarded = createRouteMatcher(['/mw-protected(.*)', /^\/rx\//, '/mw/:id(\\d+)']);

const handlers = {
  verified: async (auth) => void (await auth({ acceptsToken: 'any' })),
  protect: (auth, args) => auth.protect(...(args ?? [])),
  protectfn: (auth) => auth.protect((has) => has({ role: 'org:admin' })),
  rts: async (auth, args) => (await auth()).redirectToSignIn(args),
  rtu: async (auth, args) => (await auth()).redirectToSignUp(args),
  json: async (auth) => Response.json({ userId: (await auth()).userId }),
  auth: async (auth, args) => Response.json({ tokenType: (await auth(args)).tokenType }),
  rewrite: (_, __, request) =>
    request.nextUrl.pathname === '/foo' ? NextResponse.rewrite(new URL('/rsc', request.url)) : undefined,
  elsewhere: (_, args) => NextResponse.rewrite(args),
  redirect: (_, __, request) => NextResponse.redirect(new URL('/elsewhere', request.url)),
  'next-headers': (_, __, request) => {
    const headers = new Headers(request.headers);
    headers.set('x-in', '1');
    headers.set('x-clerk-auth-status', 'signed-in');
    const answer = NextResponse.next({ request: { headers } });
    answer.headers.set('x-out', '1');
    answer.cookies.set('own', '1');
    return answer;
  },
  throw: () => {
    throw new Error('the handler failed');
  },
  'plain-response': () => new Response('hi', { status: 201 }),
};

export default clerkMiddleware(
  async (auth, request) => {
    if (isGuarded(request)) await auth.protect();
    const name = request.headers.get('x-test-handler');
    if (!name) return undefined;
    const args = request.headers.get('x-test-args');
    const result = await handlers[name](auth, args ? JSON.parse(args) : undefined, request);
    return result instanceof Response ? result : undefined;
  },
  (request) => JSON.parse(request.headers.get('x-test-options') ?? '{}'),
);

export const config = { matcher: ['/((?!_next|uncovered|api/uncovered).*)'] };
