import { createCsrfMiddleware, createIsomorphicFn, createStart } from '@tanstack/react-start';

const csrf = createCsrfMiddleware({ filter: ({ handlerType }) => handlerType === 'serverFn' });

/** The middleware of the column. Applications import it; here it is known when the app starts. */
const clerk = createIsomorphicFn()
  .server(async () => [(await import('./swap/server-half')).clerkMiddleware()])
  .client(() => []);

export const startInstance = createStart(async () => ({ requestMiddleware: [csrf, ...(await clerk())] }));
