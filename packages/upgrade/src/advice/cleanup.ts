import type { Advice } from './advice.js';

/** Findings about what can be tidied up. */
export const cleanup = {
  'variable-gone': ['Nothing reads this variable any more.', 'Delete it.'],
  'range-replaced': [
    'The old range pointed to a copy of the old package (git, file, workspace or alias), so it is not carried over.',
    'Nothing, unless you changed that copy: the new package does not have your changes.',
  ],
  'peer-kept': ['Another dependency needs the old package as its peer.', 'Remove it when nothing needs it any more.'],
  'remix-followed': [
    'Remix 2 is followed by React Router 7, and the official package for Remix gets no new features.',
    'Nothing now. When you move to React Router, put clerkMiddleware() into the root route, import from @acme/react-router/server what @acme/remix/ssr.server gives, and create no client yourself: clerkClient(args) has the options of the middleware.',
  ],
  'import-removed': [
    'It was imported only for what happens when it is loaded; loading the new package has no effect of its own.',
    'Check whether anything relied on it.',
  ],
  'error-branch': [
    'No error is raised for signed-out requests any more, so this branch never runs.',
    'Delete it; the guard answers.',
  ],
  logger: [
    'The logger no longer exists; console replaces it, and CLERK_LOGGING is ignored.',
    'Use the logger of your app.',
  ],
  'types-package': [
    'The package is not needed: types come with the server package.',
    'Import them from its entry /types, then remove the dependency.',
  ],
  svix: [
    'Webhooks can be verified without it.',
    'Use verifyWebhook from the entry /webhooks, then remove the dependency.',
  ],
  'dependency-kept': [
    'Some files still import it; see the findings above.',
    'Remove the dependency when the last import is gone.',
  ],
} as const satisfies Advice;
