import { auth } from '@acme/tanstack-react-start/server';
import { createMiddleware } from '@tanstack/react-start';

/** A middleware of the application that comes after `clerkMiddleware()`. */
export const authInMiddleware = createMiddleware().server(async ({ next, pathname }) => {
  if (pathname !== '/api/middleware') return next();
  const { userId } = await auth();
  return Response.json({ userId });
});
