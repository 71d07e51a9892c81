import type { Advice } from './advice.js';

/** Findings about places that decide who gets in. */
export const access = {
  'on-error-removed': [
    'The option is gone: nothing is reported to it.',
    'Refuse in the guard, and put what the function did into an Express error handler or into the guard.',
  ],
  'strict-removed': ['The option is gone: a guard decides.', 'Check that the guard is on every route that needs it.'],
  'options-unseen': [
    'The options are not written out here, so they were not checked.',
    'Rename apiKey to secretKey, serverApiUrl to apiUrl, frontendApi to publishableKey; remove onError, strict and httpOptions.',
  ],
  'auth-never-null': [
    'getAuth(c) always returns an object, also for signed-out requests, so this condition never refuses anybody.',
    'Ask for isAuthenticated.',
  ],
  'first-counts': [
    'Another clerkMiddleware() may run before this one; the first wins, and the options of later ones are ignored.',
    'Make sure that the first one has these options.',
  ],
  'middleware-hoisted': [
    'One clerkMiddleware() now serves every route after it; it refuses nobody.',
    'Check that clerkMiddleware() is registered before every route that asks who is signed in.',
  ],
  'middleware-before-routes': [
    'getAuth needs clerkMiddleware() (Fastify: clerkPlugin) before this route, and this file does not register it.',
    'Check that it is registered before this router is mounted.',
  ],
  'middleware-left': [
    'Clients no longer make middleware, and this place could not be translated.',
    'Register clerkMiddleware() or clerkPlugin with the settings of the client, and a guard where it refused.',
  ],
  'setter-replaced': [
    'The setting was shared by all files; the new client exists in this file only.',
    'Export the client and use it where the setting is needed.',
  ],
  'auth-left': [
    'This may be what the old middleware put on the request; the code does not show it.',
    'If it is, use getAuth(req).',
  ],
  'auth-nullable': [
    'The old type declared that there is always a user; `!` was added, which declares the same.',
    'Check that the guard runs before this.',
  ],
  'nuxt-module': [
    'The module of the official package authenticates requests, and gives pages their components and composables.',
    "Write '@acme/nuxt' in its place. If pages use components or composables, keep it beside ours, set skipServerMiddleware to true under clerk in nuxt.config.ts, and export the result of clerkMiddleware() of @acme/nuxt/server in server/middleware/01.clerk.ts.",
  ],
  'verify-token': [
    'The function takes no settings from a client any more; this call reads only the key from the environment.',
    'Check that it is the right key, and pass apiUrl and jwtKey if you set CLERK_API_URL or CLERK_JWT_KEY.',
  ],
} as const satisfies Advice;
