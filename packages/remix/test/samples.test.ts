import { redirect, type ActionFunction, type LoaderFunction } from '@remix-run/server-runtime';
import { describeSamples } from 'adapter-kit';
import { createClerkClient } from '../src/api.server.js';
import { getAuth } from '../src/ssr.server.js';
import { serveRemix } from './serve-remix.js';

/** As a loader and as an action. The client has options alone: `apiUrl` leads to the emulator. */
const profile: LoaderFunction & ActionFunction = async (args) => {
  const { isAuthenticated, userId } = await getAuth(args);
  if (!isAuthenticated) return redirect(`/sign-in?redirect_url=${args.request.url}`);
  const { CLERK_SECRET_KEY: secretKey, CLERK_API_URL: apiUrl } = process.env;
  const user = await createClerkClient({ secretKey, apiUrl }).users.getUser(userId);
  return { serialisedUser: JSON.stringify(user) };
};
const page = () => null;

describeSamples('Remix', { 'without single fetch': false, 'with single fetch': true }, (singleFetch) => {
  const serve = (module: { readonly loader?: LoaderFunction; readonly action?: ActionFunction }) => async () => {
    const routes = { profile: { path: 'profile', module: { default: page, ...module } } };
    return `${await serveRemix({ routes, singleFetch })}/profile`;
  };
  const loader = serve({ loader: profile });
  const action = serve({ action: profile });
  return {
    'js-backend-sdk': {
      'a client of its own, in a loader': loader,
      'a client of its own, in an action': action,
      'getAuth(), in a loader': loader,
      'getAuth(), in an action': action,
    },
  };
});
