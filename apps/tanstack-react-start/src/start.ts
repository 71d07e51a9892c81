import { clerkMiddleware } from '@acme/tanstack-react-start/server';
import { createCsrfMiddleware, createStart } from '@tanstack/react-start';

const csrf = createCsrfMiddleware({ filter: ({ handlerType }) => handlerType === 'serverFn' });

// Reads CLERK_SECRET_KEY and VITE_CLERK_PUBLISHABLE_KEY from the environment and authenticates every request.
export const startInstance = createStart(() => ({ requestMiddleware: [csrf, clerkMiddleware()] }));
