import type { Advice } from './advice.js';

/** Findings about places that answer differently. */
export const behaviour = {
  'option-removed': ['There is no such option any more, and nothing replaces it.', 'Check whether you still need it.'],
  'status-changed': [
    'Signed-out requests were passed to the error handlers, which answer 500 if nothing else is written. The guard answers 401.',
    'Check what your clients expect, and change the guard if they expect something else.',
  ],
  'tokens-narrowed': [
    'getAuth(c) counts only session tokens as signed in. Since 3.1 the old package also counted API keys and OAuth tokens, which are signed out now.',
    "Pass the kinds that a route accepts, such as getAuth(c, { acceptsToken: ['session_token', 'api_key'] }).",
  ],
  'redirect-changed': [
    'requireAuth() redirected (302) everybody who is signed out. Now it redirects page navigations only and answers 401 to all other requests, such as API calls.',
    'Check that the clients of these routes expect 401.',
  ],
  'http-options': [
    'There is no replacement: requests go through the global fetch.',
    'If you need a proxy or headers, set them on fetch.',
  ],
  'session-parameter': [
    'The parameter is not read any more.',
    'Send the token of the wanted session in the Authorization header.',
  ],
} as const satisfies Advice;
