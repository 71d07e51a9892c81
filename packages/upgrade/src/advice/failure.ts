import type { Advice } from './advice.js';

/** Findings about places where the application may fail. */
export const failure = {
  'api-key-renamed': [
    'The old key (test_…, live_…) is not accepted by this variable.',
    'Copy the secret key (sk_test_…, sk_live_…) from the dashboard, API keys.',
  ],
  'frontend-api-renamed': [
    'The Frontend API address is not accepted by this variable.',
    'Copy the publishable key (pk_test_…, pk_live_…) from the dashboard, API keys.',
  ],
  'variable-twice': ['The new name is in this file already.', 'Keep the line that is right and delete the old one.'],
  'variable-still-read': [
    'Something still reads the old name, so it is not renamed.',
    'Migrate what is named, or rename the variable there; add the new variable with its own value, then delete this line.',
  ],
  'variable-left': [
    'The code names the variable in a way that is not translated.',
    'Rename it here, and where its value is set; the value differs too.',
  ],
  'name-elsewhere': [
    'This place names a package by its old name, and is not edited.',
    'Use the name of the new package, or remove the entry if it is for the old one only.',
  ],
  'version-assumed': [
    'The range does not name one major version of the retired SDK.',
    'Check that it is the right one; pass another with --from.',
  ],
  'alias-left': [
    'The old package is installed under another name, which the command does not follow.',
    'Import the new package where this name is imported, then remove the dependency.',
  ],
  'peer-unclear': [
    'The range also allows versions of the framework that our package does not accept.',
    'Check which version is installed.',
  ],
  'variable-elsewhere': [
    'This kind of file is not edited.',
    'Rename the variable here and where its value is set; the value differs too.',
  ],
  'publishable-key-missing': [
    'The publishable key is needed now, and this file does not set it.',
    'Add CLERK_PUBLISHABLE_KEY=pk_…, from the dashboard, API keys.',
  ],
  'context-variable': [
    "The context variable 'clerkAuth' is a function now that returns the auth object.",
    'Call it, or use getAuth(c).',
  ],
  'wrapper-left': [
    'The wrapped handler is not passed to a route, so its framework is unknown. It still uses the old package.',
    'Register clerkMiddleware() first (Fastify: clerkPlugin), then decide in the handler with getAuth(req).isAuthenticated (Hono: getAuth(c)).',
  ],
  'name-left': ['The new package has no equivalent; the old one is still imported for it.', 'Replace it by hand.'],
  'whole-package': [
    'All names of the package are used here at once, so the code does not show which.',
    'Check that no name is used that the package no longer has, such as users, sessions, or verifyToken of a client.',
  ],
  'use-left': ['This use could not be translated; the old package is still imported for it.', 'Replace it by hand.'],
  'old-name': [
    'This name of the retired SDK is still used here, and comes from another file or from nowhere.',
    'Use what replaces it: clerkMiddleware, getAuth, createClerkClient, or no type at all.',
  ],
  'client-method': [
    'Clients have no such method any more, and the code does not show how to replace it here, or whether this is a client.',
    'If it is one, use verifyToken, decodeJwt (entry /jwt) or clerkMiddleware of the package.',
  ],
  're-export-left': [
    'Files that import it from here would break; it still comes from the old package.',
    'Export what replaces it, and change the files that import it.',
  ],
  'client-environment': [
    'A client that you create reads no environment variables any more.',
    'Pass what you set there, such as apiUrl: process.env.CLERK_API_URL.',
  ],
  'setter-left': [
    'A client cannot be changed any more.',
    'Make a client with the other settings: createClerkClient({ secretKey }).',
  ],
  'instance-of': [
    'Resource classes are types now and do not exist at run time.',
    'Remove the check, or look at a field.',
  ],
  'error-shape': [
    'Errors of the API have `status` and `errors[]` where there were `statusCode` and `data[]`.',
    'Check the uses that could not be followed.',
  ],
  'api-removed': ['The method no longer exists.', 'Remove the call, or send with a service of your own.'],
  'api-changed': ['The method takes or returns something else now.', 'Read its documentation and change the call.'],
  'image-url': ['The field is called imageUrl now.', 'Rename it if this is a user or an organization.'],
  'auth-resource': [
    'A request carries only ids.',
    'Get it by its id: await clerkClient.users.getUser(getAuth(req).userId).',
  ],
  'auth-maybe-null': [
    'The old type declared that there is always a user; the new one allows null, so the code may not compile.',
    'Check that the guard runs before this, then add `!` or a check.',
  ],
  'session-object': [
    'A request carries only the id of the session.',
    'Get it: await clerkClient.sessions.getSession(getAuth(req).sessionId).',
  ],
  'mock-renamed': [
    'The mock still has the names of the old package.',
    'Give it clerkMiddleware, getAuth and clerkClient as the code under test uses them.',
  ],
  'handler-shape': [
    'This is written for Express.',
    'Rewrite it for the new framework; getAuth takes its request (Fastify) or context (Hono).',
  ],
  'subpath-unknown': [
    'The target package has no such entry, so the import is left.',
    'Import from an entry that exists.',
  ],
  'version-unknown': [
    'The version is not written here (catalog, workspace, git or file).',
    'Change it where it is declared, for example in pnpm-workspace.yaml.',
  ],
  'node-version': ['Node 20.9 or newer is needed.', 'Raise engines.node, and the Node of your servers and CI.'],
  'argument-shape': [
    'The method takes its arguments in another form now.',
    'Read its documentation and change the call.',
  ],
} as const satisfies Advice;
