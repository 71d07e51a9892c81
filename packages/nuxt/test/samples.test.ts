import { describeSamples } from 'adapter-kit';
import { createError, eventHandler, type EventHandler } from 'h3';
import { clerkClient, clerkMiddleware, createClerkClient } from '../src/server.js';
import { serveH3 } from './contract/serve-h3.js';

const users = eventHandler((event) => clerkClient(event).users.getUserList());

const usersOfOwnClient = eventHandler(async () => {
  // From options alone: `apiUrl` leads to the emulator.
  const { CLERK_SECRET_KEY: secretKey, CLERK_API_URL: apiUrl } = process.env;
  return { userList: await createClerkClient({ secretKey, apiUrl }).users.getUserList() };
});

const who = eventHandler((event) => ({ userId: event.context.auth().userId }));

const userOr401 = eventHandler(async (event) => {
  const { isAuthenticated, userId } = event.context.auth();
  if (!isAuthenticated) throw createError({ statusCode: 401, statusMessage: 'User not authenticated' });
  return { user: await clerkClient(event).users.getUser(userId) };
});

describeSamples('Nuxt', { 'h3 1': undefined }, () => {
  const serve = (handler: EventHandler) => () => serveH3({ middleware: [clerkMiddleware()], routes: { '/': handler } });
  const clients = { 'the client of the package': serve(users), 'a client of its own': serve(usersOfOwnClient) };
  return {
    'js-backend-sdk': clients,
    'clerk-client': {
      ...clients,
      'access: event.context.auth()': serve(who),
      'event.context.auth()': serve(userOr401),
    },
  };
});
