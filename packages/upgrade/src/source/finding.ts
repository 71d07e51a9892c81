/** The texts of each kind of finding: why you must look at the place, and what to do. The place itself (`what`) comes with the finding. */
const advice = {
  'not-parsed': ['The file is left as it was.', 'Fix the syntax, then run the command again on this file.'],
  'not-translated': [
    'The command met code that it does not understand, and left the whole file as it was.',
    'Migrate this file by hand, and report the problem with the code that is named.',
  ],
  'api-key-renamed': [
    'The old key (test_…, live_…) is not accepted by this variable.',
    'Copy the secret key (sk_test_…, sk_live_…) from the dashboard, API keys.',
  ],
  'frontend-api-renamed': [
    'The Frontend API address is not accepted by this variable.',
    'Copy the publishable key (pk_test_…, pk_live_…) from the dashboard, API keys.',
  ],
  'variable-twice': ['The new name is in this file already.', 'Keep the line that is right and delete the old one.'],
  'variable-gone': ['Nothing reads this variable any more.', 'Delete it.'],
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
  'range-replaced': [
    'The old range pointed to a copy of the old package (git, file, workspace or alias), so it is not carried over.',
    'Nothing, unless that copy had changes of yours: the new package does not have them.',
  ],
  'alias-left': [
    'The old package is installed under another name, which the command does not follow.',
    'Import the new package where this name is imported, then remove the dependency.',
  ],
  'peer-kept': ['Another dependency needs the old package as its peer.', 'Remove it when nothing needs it any more.'],
  'peer-too-old': [
    'Our package does not accept this version of the framework, so nothing in this package was changed.',
    'Upgrade the framework together with the plugins that are named, then run the command again.',
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
  'on-error-removed': [
    'The option is gone: nothing is reported to it.',
    'Refuse in the guard, and put what the function did into an Express error handler or into the guard.',
  ],
  'strict-removed': ['The option is gone: a guard decides.', 'Check that the guard is on every route that needs it.'],
  'option-removed': ['There is no such option any more, and nothing replaces it.', 'Check whether you still need it.'],
  'options-unseen': [
    'The options are not written out here, so they were not checked.',
    'Rename apiKey to secretKey, serverApiUrl to apiUrl, frontendApi to publishableKey; remove onError, strict and httpOptions.',
  ],
  'status-changed': [
    'Signed-out requests were passed to the error handlers, which answer 500 if nothing else is written. The guard answers 401.',
    'Check what your clients expect, and change the guard if they expect something else.',
  ],
  'tokens-narrowed': [
    'getAuth(c) counts only session tokens as signed in. Since 3.1 the old package also counted API keys and OAuth tokens, which are signed out now.',
    "Pass the kinds that a route accepts, such as getAuth(c, { acceptsToken: ['session_token', 'api_key'] }).",
  ],
  'auth-never-null': [
    'getAuth(c) always returns an object, also for signed-out requests, so this condition never refuses anybody.',
    'Ask for isAuthenticated.',
  ],
  'context-variable': [
    "The context variable 'clerkAuth' is a function now that returns the auth object.",
    'Call it, or use getAuth(c).',
  ],
  'redirect-changed': [
    'requireAuth() redirected (302) everybody who is signed out. Now it redirects page navigations only and answers 401 to all other requests, such as API calls.',
    'Check that the clients of these routes expect 401.',
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
    'getAuth needs clerkMiddleware() before this route, and this file does not register it.',
    'Check that clerkMiddleware() is registered before this router is mounted.',
  ],
  'middleware-left': [
    'Clients no longer make middleware, and this place could not be translated.',
    'Register clerkMiddleware() or clerkPlugin with the settings of the client, and a guard where it refused.',
  ],
  'wrapper-left': [
    'The wrapped handler is not passed to a route, so its framework is unknown. It still uses the old package.',
    'Run clerkMiddleware() first, then decide in the handler with getAuth(req).isAuthenticated.',
  ],
  'name-left': ['The new package has no equivalent; the old one is still imported for it.', 'Replace it by hand.'],
  'use-left': ['This use could not be translated; the old package is still imported for it.', 'Replace it by hand.'],
  'import-removed': [
    'It was imported only for what happens when it is loaded; loading the new package has no effect of its own.',
    'Check whether anything relied on it.',
  ],
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
  'setter-replaced': [
    'The setting was shared by all files; the new client exists in this file only.',
    'Export the client and use it where the setting is needed.',
  ],
  'http-options': [
    'There is no replacement: requests go through the global fetch.',
    'If you need a proxy or headers, set them on fetch.',
  ],
  'instance-of': [
    'Resource classes are types now and do not exist at run time.',
    'Remove the check, or look at a field.',
  ],
  'error-shape': [
    'Errors of the API have `status` and `errors[]` where there were `statusCode` and `data[]`.',
    'Check the uses that could not be followed.',
  ],
  'error-branch': [
    'No error is raised for signed-out requests any more, so this branch never runs.',
    'Delete it; the guard answers.',
  ],
  logger: [
    'The logger no longer exists; console replaces it, and CLERK_LOGGING is ignored.',
    'Use the logger of your app.',
  ],
  'api-removed': ['The method no longer exists.', 'Remove the call, or send with a service of your own.'],
  'api-changed': ['The method takes or returns something else now.', 'Read its documentation and change the call.'],
  'image-url': ['The field is called imageUrl now.', 'Rename it if this is a user or an organization.'],
  'auth-resource': [
    'A request carries only ids.',
    'Get it by its id: await clerkClient.users.getUser(getAuth(req).userId).',
  ],
  'auth-left': [
    'This may be what the old middleware put on the request; the code does not show it.',
    'If it is, use getAuth(req).',
  ],
  'auth-nullable': [
    'The old type declared that there is always a user; `!` was added, which declares the same.',
    'Check that the guard runs before this.',
  ],
  'auth-maybe-null': [
    'The old type declared that there is always a user; the new one allows null, so the code may not compile.',
    'Check that the guard runs before this, then add `!` or a check.',
  ],
  'session-object': [
    'A request carries only the id of the session.',
    'Get it: await clerkClient.sessions.getSession(getAuth(req).sessionId).',
  ],
  'session-parameter': [
    'The parameter is not read any more.',
    'Send the token of the wanted session in the Authorization header.',
  ],
  'verify-token': [
    'The function takes no settings from a client any more; this call reads only the key from the environment.',
    'Check that it is the right key, and pass apiUrl and jwtKey if you set CLERK_API_URL or CLERK_JWT_KEY.',
  ],
  'mock-renamed': [
    'The mock still has the names of the old package.',
    'Give it clerkMiddleware, getAuth and clerkClient as the code under test uses them.',
  ],
  'handler-shape': [
    'This is an Express handler.',
    'Rewrite it for the new framework; getAuth takes its request (Fastify) or context (Hono).',
  ],
  'subpath-unknown': [
    'The target package has no such entry, so the import is left.',
    'Import from an entry that exists.',
  ],
  'types-package': [
    'The package is not needed: types come with the server package.',
    'Import them from its entry /types, then remove the dependency.',
  ],
  svix: [
    'Webhooks can be verified without it.',
    'Use verifyWebhook from the entry /webhooks, then remove the dependency.',
  ],
  'version-unknown': [
    'The version is not written here (catalog, workspace, git or file).',
    'Change it where it is declared, for example in pnpm-workspace.yaml.',
  ],
  'node-version': ['Node 20.9 or newer is needed.', 'Raise engines.node, and the Node of your servers and CI.'],
  'dependency-kept': [
    'Some files still import it; see the findings above.',
    'Remove the dependency when the last import is gone.',
  ],
  'argument-shape': [
    'The method takes its arguments in another form now.',
    'Read its documentation and change the call.',
  ],
} as const satisfies Record<string, readonly [why: string, todo: string]>;

/** Name of a kind of finding; stable, for tools that read the report. */
export type FindingCode = keyof typeof advice;

/** Every code a finding can have. */
export const findingCodes = Object.keys(advice) as readonly FindingCode[]; // keys of a literal

/** What happens if nobody looks at a place, the most urgent first. */
export const risks = ['incomplete', 'access', 'failure', 'behaviour', 'cleanup'] as const;

/** `incomplete`: a file is not migrated; `access`: who gets in; `failure`: the application fails; `behaviour`: it answers otherwise. */
export type Risk = (typeof risks)[number];

const codesByRisk: Readonly<Record<Exclude<Risk, 'behaviour'>, readonly FindingCode[]>> = {
  incomplete: ['not-parsed', 'not-translated', 'peer-too-old'],
  access: [
    ...([
      'auth-left',
      'auth-never-null',
      'auth-nullable',
      'first-counts',
      'middleware-before-routes',
      'middleware-hoisted',
      'middleware-left',
    ] as const),
    ...(['on-error-removed', 'options-unseen', 'setter-replaced', 'strict-removed', 'verify-token'] as const),
  ],
  failure: [
    ...(['alias-left', 'api-changed', 'api-key-renamed', 'api-removed', 'argument-shape', 'auth-maybe-null'] as const),
    ...([
      'auth-resource',
      'client-environment',
      'context-variable',
      'error-shape',
      'frontend-api-renamed',
      'handler-shape',
    ] as const),
    ...([
      'client-method',
      'image-url',
      'instance-of',
      'old-name',
      'mock-renamed',
      'name-elsewhere',
      'name-left',
      'node-version',
    ] as const),
    ...(['peer-unclear', 'publishable-key-missing', 're-export-left', 'session-object', 'setter-left'] as const),
    ...(['subpath-unknown', 'use-left', 'variable-elsewhere', 'variable-left', 'variable-still-read'] as const),
    ...(['variable-twice', 'version-assumed', 'version-unknown', 'wrapper-left'] as const),
  ],
  cleanup: [
    ...([
      'dependency-kept',
      'error-branch',
      'import-removed',
      'logger',
      'peer-kept',
      'range-replaced',
      'svix',
    ] as const),
    ...(['types-package', 'variable-gone'] as const),
  ],
};

function riskOf(code: FindingCode): Risk {
  return risks.find((risk) => risk !== 'behaviour' && codesByRisk[risk].includes(code)) ?? 'behaviour';
}

/** A place that the user must look at. */
export interface Finding {
  readonly code: FindingCode;
  /** Path of the file, from where the command runs. */
  readonly file: string;
  /** Line in the file as the command leaves it (as it is, in a dry run); 1 is the first. */
  readonly line: number;
  /** The place, in code. Never a value of a variable. */
  readonly what: string;
  readonly why: string;
  readonly todo: string;
  readonly risk: Risk;
}

/** Creates a finding with the texts of its kind. */
export function finding(code: FindingCode, file: string, line: number, what: string): Finding {
  const [why, todo] = advice[code];
  return { code, file, line, what, why, todo, risk: riskOf(code) };
}

/** The findings by what they mean for the application, the most urgent first, and those of one kind together. */
export function byRisk(findings: readonly Finding[]): readonly Finding[] {
  const kinds = [...new Set(findings.map(({ code }) => code))];
  const rank = ({ risk, code }: Finding) => risks.indexOf(risk) * findingCodes.length + kinds.indexOf(code);
  return [...findings].sort((a, b) => rank(a) - rank(b));
}
