import { describeSamples } from 'adapter-kit';
import { redirect, type LoaderFunctionArgs } from 'react-router';
import { clerkClient, clerkMiddleware, createClerkClient, getAuth } from '../src/server.js';
import { majors, serveRoutes, type RouteModule } from './serve-routes.js';

const versions = Object.fromEntries(majors.map((major) => [`React Router ${String(major)}`, major]));

async function users() {
  // From options alone: `apiUrl` leads to the emulator.
  const { CLERK_SECRET_KEY: secretKey, CLERK_API_URL: apiUrl } = process.env;
  const userList = await createClerkClient({ secretKey, apiUrl }).users.getUserList();
  return { userList: JSON.stringify(userList) };
}

async function who(args: LoaderFunctionArgs) {
  const { userId } = await getAuth(args);
  return { userId };
}

async function profile(args: LoaderFunctionArgs) {
  const { isAuthenticated, userId } = await getAuth(args);
  if (!isAuthenticated) return redirect(`/sign-in?redirect_url=${args.request.url}`);
  return { user: JSON.stringify(await clerkClient(args).users.getUser(userId)) };
}

const Component = () => 'page';

describeSamples('React Router', versions, (major) => {
  const serve = (loader: NonNullable<RouteModule['loader']>) => () =>
    serveRoutes(major, { root: { middleware: [clerkMiddleware()] }, routes: { index: { loader, Component } } });
  return {
    'js-backend-sdk': { 'getAuth()': serve(profile) },
    'clerk-client': {
      'a client of its own': serve(users),
      'access: getAuth()': serve(who),
      'getAuth()': serve(profile),
    },
  };
});
