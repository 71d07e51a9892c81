/** What the answer of a sample shows. A stranger is who has no session. */
export type Shows =
  /** All users, to everybody. */
  | 'users'
  /** All sessions, to everybody. */
  | 'sessions'
  /** The code of the error that the Backend API answered with. */
  | 'error'
  /** The id of the user who is signed in, and none to a stranger. */
  | 'userId'
  /** The user who is signed in; to a stranger, what comes after the comma. */
  | 'user, or null'
  | 'user, or 401'
  | 'user, or sign-in';

/** A sample. It is requested with GET, or with the method that is named. */
export type Row = readonly [page: string, sample: string, framework: string, shows: Shows, method?: 'POST'];

/**
 * The samples of the pages of the documentation on the client of the Backend API, in the order of each page. `JavaScript` is the backend
 * without a framework. The pages have no tab for Hono; what they have for packages in general is done for it in the same way.
 * @see {@link https://clerk.com/docs/js-backend/getting-started/quickstart | JavaScript Backend SDK}
 * @see {@link https://clerk.com/docs/js-backend/reference/overview | clerkClient}
 * @see {@link https://clerk.com/docs/expressjs/getting-started/quickstart | Express}
 */
export const documentedSamples = [
  ['js-backend-sdk', 'a client', 'JavaScript', 'users'],
  ['js-backend-sdk', 'the client of the package', 'Next.js', 'users'],
  ['js-backend-sdk', 'the client of the package', 'Fastify', 'users'],
  ['js-backend-sdk', 'the client of the package', 'Astro', 'users'],
  ['js-backend-sdk', 'the client of the package', 'Express', 'users'],
  ['js-backend-sdk', 'the client of the package', 'Nuxt', 'users'],
  ['js-backend-sdk', 'a client of its own', 'Next.js', 'users'],
  ['js-backend-sdk', 'a client of its own, in a loader', 'Remix', 'user, or sign-in'],
  ['js-backend-sdk', 'a client of its own, in an action', 'Remix', 'user, or sign-in', 'POST'],
  ['js-backend-sdk', 'a client of its own', 'Fastify', 'users'],
  ['js-backend-sdk', 'the client of the request', 'Astro', 'user, or sign-in'],
  ['js-backend-sdk', 'a client of its own', 'TanStack Start', 'users'],
  ['js-backend-sdk', 'a client of its own', 'Express', 'users'],
  ['js-backend-sdk', 'a client of its own, and then()', 'Express', 'sessions'],
  ['js-backend-sdk', 'a client of its own', 'Nuxt', 'users'],
  ['js-backend-sdk', 'errors', 'JavaScript', 'error'],
  ['js-backend-sdk', 'request.auth', 'JavaScript', 'user, or null'],
  ['js-backend-sdk', 'auth()', 'Next.js', 'user, or 401'],
  ['js-backend-sdk', 'getAuth()', 'Next.js', 'user, or 401'],
  ['js-backend-sdk', 'locals.auth()', 'Astro', 'user, or 401'],
  ['js-backend-sdk', 'getAuth()', 'Express', 'user, or 401'],
  ['js-backend-sdk', 'getAuth()', 'React Router', 'user, or sign-in'],
  ['js-backend-sdk', 'getAuth(), in a loader', 'Remix', 'user, or sign-in'],
  ['js-backend-sdk', 'getAuth(), in an action', 'Remix', 'user, or sign-in', 'POST'],
  ['js-backend-sdk', 'getAuth()', 'TanStack Start', 'user, or 401'],

  ['clerk-client', 'a client', 'JavaScript', 'users'],
  ['clerk-client', 'the client of the package', 'Next.js', 'users'],
  ['clerk-client', 'the client of the package', 'Astro', 'users'],
  ['clerk-client', 'the client of the package', 'Express', 'users'],
  ['clerk-client', 'the client of the package', 'Fastify', 'users'],
  ['clerk-client', 'the client of the package', 'Hono', 'users'],
  ['clerk-client', 'the client of the package', 'Nuxt', 'users'],
  ['clerk-client', 'the client of the package', 'TanStack Start', 'users'],
  ['clerk-client', 'a client of its own', 'Next.js', 'users'],
  ['clerk-client', 'the client of the request', 'Astro', 'user, or sign-in'],
  ['clerk-client', 'a client of its own', 'Express', 'users'],
  ['clerk-client', 'a client of its own', 'Fastify', 'users'],
  ['clerk-client', 'a client of its own', 'Hono', 'users'],
  ['clerk-client', 'a client of its own', 'Nuxt', 'users'],
  ['clerk-client', 'a client of its own', 'React Router', 'users'],
  ['clerk-client', 'a client with options', 'TanStack Start', 'users'],
  ['clerk-client', 'access: auth()', 'Next.js', 'userId'],
  ['clerk-client', 'access: getAuth()', 'Next.js', 'userId'],
  ['clerk-client', 'access: locals.auth()', 'Astro', 'userId'],
  ['clerk-client', 'access: req.auth', 'Express', 'userId'],
  ['clerk-client', 'access: getAuth()', 'Fastify', 'userId'],
  ['clerk-client', 'access: getAuth()', 'Hono', 'userId'],
  ['clerk-client', 'access: event.context.auth()', 'Nuxt', 'userId'],
  ['clerk-client', 'access: getAuth()', 'React Router', 'userId'],
  ['clerk-client', 'access: auth()', 'TanStack Start', 'userId'],
  ['clerk-client', 'access: request.auth', 'JavaScript', 'userId'],
  ['clerk-client', 'request.auth', 'JavaScript', 'user, or 401'],
  ['clerk-client', 'auth()', 'Next.js', 'user, or 401'],
  ['clerk-client', 'getAuth()', 'Next.js', 'user, or 401'],
  ['clerk-client', 'locals.auth()', 'Astro', 'user, or 401'],
  ['clerk-client', 'getAuth()', 'Express', 'user, or 401'],
  ['clerk-client', 'getAuth()', 'Fastify', 'user, or 401', 'POST'],
  ['clerk-client', 'getAuth()', 'Hono', 'user, or 401'],
  ['clerk-client', 'event.context.auth()', 'Nuxt', 'user, or 401'],
  ['clerk-client', 'getAuth()', 'React Router', 'user, or sign-in'],
  ['clerk-client', 'auth()', 'TanStack Start', 'user, or 401'],
  ['clerk-client', 'every option of createClerkClient()', 'JavaScript', 'users'],
  ['clerk-client', 'errors', 'JavaScript', 'error'],

  ['express-quickstart', 'clerkMiddleware()', 'Express', 'userId'],
  ['express-quickstart', 'requireAuth()', 'Express', 'user, or sign-in'],
  ['express-quickstart', 'the type of req.auth', 'Express', 'userId'],
] as const satisfies readonly Row[];

type Sample = (typeof documentedSamples)[number];

/** A framework that the pages have samples for. */
export type DocumentedFramework = Sample[2];

/** Starts the server of a sample, and returns the address that answers. The server is closed at the end of the test. */
export type StartSample = () => string | Promise<string>;

/** Every sample for a framework, by page and name. */
export type SamplesFor<F extends DocumentedFramework> = {
  readonly [P in Extract<Sample, readonly [string, string, F, ...unknown[]]>[0]]: {
    readonly [S in Extract<Sample, readonly [P, string, F, ...unknown[]]>[1]]: StartSample;
  };
};
