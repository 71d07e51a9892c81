import { describeSamples } from 'adapter-kit';
import { clerkClient, clerkMiddleware } from '../src/server.js';
import { serveApplication, type Application } from './serve-application.js';

type Endpoint = Application['route'];

const users: Endpoint = async (context) => Response.json(await clerkClient(context).users.getUserList());

const who: Endpoint = ({ locals }) => Response.json({ userId: locals.auth().userId });

const userOrSignIn: Endpoint = async (context) => {
  const { isAuthenticated, userId, redirectToSignIn } = context.locals.auth();
  if (!isAuthenticated) return redirectToSignIn();
  return new Response(JSON.stringify({ user: await clerkClient(context).users.getUser(userId) }));
};

const userOr401: Endpoint = async (context) => {
  const { isAuthenticated, userId } = context.locals.auth();
  if (!isAuthenticated) return new Response('Unauthorized', { status: 401 });
  return new Response(JSON.stringify({ user: await clerkClient(context).users.getUser(userId) }));
};

// The samples are endpoints of the application that all tests share.
describeSamples('Astro', { 'Astro 5': 5, 'Astro 6': 6 } as const, (major) => {
  const serve = (route: Endpoint) => () => serveApplication({ onRequest: clerkMiddleware(), route }, major);
  const samples = {
    'the client of the package': serve(users),
    'the client of the request': serve(userOrSignIn),
    'locals.auth()': serve(userOr401),
  };
  return { 'js-backend-sdk': samples, 'clerk-client': { ...samples, 'access: locals.auth()': serve(who) } };
});
