import type * as errors from '@acme/backend/errors';
import type { EmulatorErrorCode } from '@acme/emulator';
import type { UpgradeErrorCode } from '../../../packages/upgrade/src/upgrade-error.js';

/** What a code means and what to do about it, in Markdown. */
export interface ErrorText {
  readonly meaning: string;
  readonly action: string;
}

type CodeOf<Class> = Class extends new (...args: never[]) => { readonly code: infer Code extends string }
  ? Code
  : never;
type Classes = typeof errors;
/** One text for each code of each error class: a new class or code without a text does not compile. */
type Texts = {
  readonly [Name in keyof Classes as CodeOf<Classes[Name]> extends never ? never : Name]: Readonly<
    Record<CodeOf<Classes[Name]>, ErrorText>
  >;
} & {
  readonly EmulatorError: Readonly<Record<EmulatorErrorCode, ErrorText>>;
  readonly UpgradeError: Readonly<Record<UpgradeErrorCode, ErrorText>>;
  /** Codes in `errors` of a `ClerkAPIResponseError` that the client itself makes, besides those of `UnusableResponseError`. */
  readonly ClientCodes: Readonly<Record<string, ErrorText>>;
};

/** The texts of `docs/errors.md`, by error class and code. */
export const errorTexts: Texts = {
  ConfigurationError: {
    publishable_key_missing: {
      meaning: 'There is no publishable key, and it is needed.',
      action: 'Set `CLERK_PUBLISHABLE_KEY` or the option `publishableKey`.',
    },
    publishable_key_invalid: {
      meaning: 'The value is no publishable key; the message says if it looks like a secret key.',
      action: 'Copy `pk_test_…` or `pk_live_…` whole from the dashboard.',
    },
    secret_key_missing: {
      meaning: 'There is no secret key, and a call or a request needs it.',
      action: 'Set `CLERK_SECRET_KEY` or the option `secretKey`.',
    },
    secret_key_invalid: {
      meaning: 'The secret key has white space inside it, or characters that no key has.',
      action: 'Copy it again, without line breaks.',
    },
    machine_secret_key_missing: {
      meaning: 'Only M2M tokens are accepted, and there is neither a machine secret key nor a secret key.',
      action: 'Set `CLERK_MACHINE_SECRET_KEY` or the option `machineSecretKey`.',
    },
    jwt_key_invalid: {
      meaning: '`jwtKey` is no public RSA key in PEM form of at least 2048 bits.',
      action: 'Copy the PEM public key from the dashboard; no private key, certificate or JWK.',
    },
    satellite_domain_missing: {
      meaning: 'A satellite has neither `domain` nor `proxyUrl`.',
      action: 'Set `CLERK_DOMAIN` or `CLERK_PROXY_URL`.',
    },
    sign_in_url_missing: {
      meaning: 'A satellite in development has no sign-in page.',
      action: "Set `CLERK_SIGN_IN_URL` to the absolute URL of the primary application's page.",
    },
    sign_in_url_invalid: {
      meaning: 'The sign-in URL is not absolute where it must be, or points to the satellite itself.',
      action: 'Set it to an absolute URL of the primary application.',
    },
    organization_pattern_invalid: {
      meaning: 'A pattern in `organizationSyncOptions` cannot be read.',
      action: 'Write it in path-to-regexp 6 syntax, such as `/orgs/:slug/(.*)`.',
    },
    option_unknown: {
      meaning:
        'The function does not take an option of this name, or a route cannot set it; the message lists the accepted ones.',
      action: 'Correct the spelling, or remove the option.',
    },
    option_invalid: {
      meaning:
        'The value of an option or variable cannot be used (a key with quotes around it, for example), or a guard requires something undefined; the message says what is expected. In React Router also: two requests got one context.',
      action: 'Set a value that the message allows.',
    },
    options_contradictory: {
      meaning:
        '`useMachineSecretKey` is set, and there is a secret key but no `machineSecretKey`. In Remix: `rootAuthLoader` was given options that differ from request to request, and it has not run for this one.',
      action:
        'Set `machineSecretKey`, or remove `useMachineSecretKey`. In Remix, give the options to `configureClerk((args) => options)`.',
    },
    middleware_missing: {
      meaning:
        '`getAuth` or `protect` was called for a request that did not pass through the middleware; or no plugin covers a Fastify route with `config: { clerk }`.',
      action:
        'Register `clerkMiddleware()` or `clerkPlugin` before the route, in Fastify before its scope; see `hookName`.',
    },
    encryption_key_missing: {
      meaning:
        'The middleware of a full-stack framework has `secretKey` or `machineSecretKey` as an option of its own, and there is no key with which it could be handed over to the application.',
      action: 'Set `CLERK_ENCRYPTION_KEY` to a random text, where the middleware and where the application run.',
    },
    middleware_not_called: {
      meaning:
        "A middleware or guard was passed without the call: `app.use(clerkMiddleware)`, `app.get('/', protect, …)`.",
      action: 'Write `clerkMiddleware()`, `protect()`, `requireAuth()`.',
    },
    answer_cached: {
      meaning:
        'Nuxt: `protect(event)` was called in a handler or a page whose answer is cached for everybody, or rendered when the application is built.',
      action:
        "Call it in `server/middleware`, which runs for each request, or take the route out of the cache. Cache data instead with `defineCachedFunction()`, with the user's id among its arguments.",
    },
    guard_missing: {
      meaning: '`getAuth` was called with `{ guarded: true }`, and the request is signed out.',
      action: 'Put `protect()` or `requireAuth()` before the route, for the same kinds of token.',
    },
    proxy_body_consumed: {
      meaning: 'The body was read before the request reached the Frontend API proxy, and cannot be restored.',
      action: "Register the middleware before body parsers; in Fastify with `hookName: 'onRequest'`.",
    },
    runtime_unsupported: {
      meaning:
        'The function answers at once, and the cryptography of this runtime (the edge runtime of Next.js) answers later.',
      action: "Remove `runtime: 'edge'` from the route, or use `auth()` in the App Router.",
    },
  },
  TokenVerificationError: {
    'token-expired': {
      meaning: '`exp` has passed.',
      action: 'The client must send a fresh token; browsers do so by themselves.',
    },
    'token-not-active-yet': {
      meaning: '`nbf` is in the future.',
      action: 'Synchronize the clock, or raise `clockSkewInMs` a little.',
    },
    'token-iat-in-the-future': {
      meaning: '`iat` is in the future.',
      action: 'Synchronize the clock, or raise `clockSkewInMs` a little.',
    },
    'token-revoked': {
      meaning:
        'Its session, or the token itself, was revoked, or tokens of its user that were issued by then (`revocations`).',
      action: 'Answer 401: the user must sign in again.',
    },
    'token-invalid': {
      meaning: 'It is no JWT, of another type or category, or demands extensions (`crit`).',
      action: 'Send a session token; verify tokens of JWT templates with `verifyJwt`.',
    },
    'token-invalid-algorithm': {
      meaning: 'It is not signed with RS256, RS384 or RS512.',
      action: 'Send a token of the instance.',
    },
    'token-invalid-signature': {
      meaning: 'The signature is not that of the key.',
      action: "Check that `jwtKey` is this instance's, and current after a rotation.",
    },
    'token-invalid-authorized-parties': {
      meaning: '`azp` is missing or not among `authorizedParties`.',
      action: 'Add the origin of the application that sends it, if you trust that application.',
    },
    'token-invalid-issuer': {
      meaning: '`iss` is missing or not an accepted one (`issuer`, or the instance with `strict`).',
      action: 'Use the keys of the instance that issued it; correct `issuer`.',
    },
    'token-verification-failed': {
      meaning: 'A claim is missing or wrong (`sub`, `aud`, times), or the key cannot verify it.',
      action: 'Read the message; check `audience` and the keys.',
    },
    'jwk-kid-mismatch': {
      meaning: "None of the instance's keys has the id that the token names.",
      action: 'Check that token, secret key and publishable key are of one instance.',
    },
    'jwk-failed-to-resolve': {
      meaning: 'There is neither `jwtKey` nor `secretKey` to get a key with.',
      action: 'Set one of them. This is a mistake of the server.',
    },
    'jwk-remote-failed-to-load': {
      meaning: 'The public keys of the instance could not be loaded.',
      action: 'Answer 503 and try again; check `CLERK_API_URL` and the network.',
    },
    'secret-key-invalid': {
      meaning: 'The Backend API does not know the secret key.',
      action: 'Set the right `CLERK_SECRET_KEY`. This is a mistake of the server.',
    },
    'jwk-local-missing': {
      meaning: 'Exists as a constant for compatibility; it is never used.',
      action: 'Nothing.',
    },
    'jwk-remote-invalid': {
      meaning: 'Exists as a constant for compatibility; it is never used.',
      action: 'Nothing.',
    },
    'jwk-remote-missing': {
      meaning: 'Exists as a constant for compatibility; it is never used.',
      action: 'Nothing.',
    },
  },
  MachineTokenVerificationError: {
    'token-invalid': {
      meaning: 'The token is unknown, revoked or expired, or of another kind.',
      action: 'Answer 401.',
    },
    'token-revoked': {
      meaning: 'The token was revoked, as the option `revocations` knows.',
      action: 'Answer 401.',
    },
    'token-verification-failed': {
      meaning: 'A token in JWT form was refused, or the audience is not accepted.',
      action: 'Answer 401. Read the message; check `audience`.',
    },
    'secret-key-invalid': {
      meaning: 'The Backend API refused the key of the call.',
      action: 'Set the right secret key or machine secret key.',
    },
    'unexpected-error': {
      meaning: 'The Backend API gave no answer about the token, for example in an outage or with status 400.',
      action: 'Answer 503 if the state is `unavailable`, otherwise 401.',
    },
  },
  ServiceUnavailableError: {
    service_unavailable: {
      meaning: 'The service could not be reached, or its answer could not be read.',
      action: 'Answer 503 with `Retry-After` from `error.retryAfterSeconds`.',
    },
  },
  ClerkAPIResponseError: {
    api_response_error: {
      meaning:
        'A call of the Backend API failed. `status` is undefined if there was no answer; `errors[].code`, `clerkTraceId`, `retryAfter` (seconds) and `attempts` say more.',
      action: 'Look at `status` and `errors[].code`.',
    },
  },
  UnusableResponseError: {
    response_too_large: {
      meaning:
        'The answer is longer than `maxResponseBytes`; the rest was not read. `cause` is an `UnusableResponseError`.',
      action: 'Request less, or raise the option.',
    },
    redirect_refused: {
      meaning:
        'The answer was a redirect to another origin, to something that is no URL, or the 21st in a row. Nothing was sent there; `cause` is an `UnusableResponseError`.',
      action: 'Set `CLERK_API_URL` (option `apiUrl`) to where the Backend API is.',
    },
  },
  ClientCodes: {
    client_rate_limited: {
      meaning: "The client's own `rateLimit` leaves no free slot within the time limit; nothing was sent.",
      action: 'Send fewer requests, or raise `timeoutMs` or `rateLimit`.',
    },
    unexpected_error: {
      meaning: 'There was no answer, or one that is no JSON, broken, or no list where one was requested.',
      action: 'Look at `cause` and `status`; check `CLERK_API_URL`. Try again if there was no answer.',
    },
  },
  InvalidArgumentError: {
    invalid_argument: {
      meaning: 'An argument of a function cannot be used.',
      action: 'Read the message and correct the call.',
    },
  },
  WebhookVerificationError: {
    webhook_secret_missing: {
      meaning: 'There is no signing secret.',
      action: 'Set `CLERK_WEBHOOK_SIGNING_SECRET`. Answer 500, so that the service sends the delivery again.',
    },
    webhook_secret_invalid: {
      meaning: 'The secret is not `whsec_` and base64, or decodes to nothing.',
      action: 'Copy it whole. Answer 500.',
    },
    webhook_headers_missing: {
      meaning: 'One of `svix-id`, `svix-timestamp`, `svix-signature` (or `webhook-…`) is missing.',
      action: 'Answer 400. Check that your proxy passes them on.',
    },
    webhook_timestamp_invalid: {
      meaning: 'The time is more than 5 minutes off.',
      action: 'Answer 400. Synchronize the clock if real deliveries are refused.',
    },
    webhook_signature_invalid: {
      meaning: 'No signature fits.',
      action: 'Answer 400. Check the secret, and that the body is raw; see [webhooks](guides/webhooks.md).',
    },
    webhook_payload_invalid: { meaning: 'The body is signed, but it is not JSON.', action: 'Answer 400.' },
    webhook_body_unavailable: {
      meaning: 'The route has no body, or something has read it before.',
      action: 'Give it the raw one: `express.raw`, a content type parser in Fastify, `rawBody`.',
    },
  },
  MalformedURLError: {
    malformed_url: {
      meaning: '`createPathMatcher` was given a path that cannot be decoded.',
      action: 'Answer 400 (`statusCode`).',
    },
  },
  SignJWTError: {
    sign_jwt_failed: {
      meaning: '`signJwt` was given an unusable key or algorithm.',
      action: 'Give a private RSA key and RS256, RS384 or RS512.',
    },
  },
  CryptoError: {
    crypto_failed: {
      meaning: "The runtime's cryptography failed; keys and tokens are fine.",
      action: 'Answer 500. Read `cause`; check the runtime.',
    },
  },
  EmulatorError: {
    port_in_use: { meaning: 'Another program has the port.', action: 'Stop it, or choose another port.' },
    port_invalid: {
      meaning: 'The port does not exist or may not be used; or the command `env` was called with port 0.',
      action: 'Choose one from 1024 to 65535, or 0 for any free one.',
    },
    address_unavailable: { meaning: 'The address cannot be listened on.', action: 'Leave `--host` out.' },
    live_key_refused: { meaning: 'A live key was given.', action: 'Leave it out, and never give one to an emulator.' },
    key_invalid: { meaning: 'A key is not of the form `pk_test_…` or `sk_test_…`.', action: 'Leave it out.' },
    option_invalid: {
      meaning: 'An option, a time for the clock, or a value for a control of the emulator cannot be used.',
      action: 'Read the message.',
    },
    seed_unreadable: { meaning: 'The seed or import file cannot be read.', action: 'Check the path.' },
    seed_invalid: {
      meaning: 'The seed has a wrong value, or two users have the same identifier.',
      action: 'The message names the place.',
    },
    seed_unknown_key: {
      meaning: 'The seed has a key that is not known.',
      action: 'The message names it and lists the known ones.',
    },
    database_unusable: {
      meaning:
        'The database cannot be opened, read or written, or it or an export is of another version; the message names the reason: no folder, read-only, disk full, damaged, deleted.',
      action: 'Do what the message says.',
    },
    database_in_use: {
      meaning: 'Another emulator uses the file.',
      action: 'Stop it, name another file, or let both use a libSQL server.',
    },
    database_locked: {
      meaning: 'Another program holds a lock of the file for more than 5 s.',
      action: 'End its transaction, or close it.',
    },
    import_invalid: {
      meaning: 'An export to import has a wrong value; nothing was changed.',
      action: 'The message names the table, the row and the field.',
    },
    user_not_found: { meaning: 'There is no such user.', action: '`emulator.users` lists the seeded ones.' },
    wait_timed_out: {
      meaning: 'No such event or message came in time.',
      action: 'Check that the application does what causes it, or wait longer with `timeoutMs`.',
    },
    control_unknown: {
      meaning: 'There is no control of this name.',
      action: 'Take a name that `emulator.controls` has.',
    },
    snapshot_unknown: {
      meaning: 'There is no snapshot of this name.',
      action: 'The message lists those that there are.',
    },
    emulator_unreachable: {
      meaning: 'No emulator answers at the address that a command was given, or one of another version.',
      action: 'Start one, or name its address with `--url`.',
    },
    command_missing: {
      meaning: '`exec` was given no command.',
      action: 'Write it after two dashes: `exec -- npm test`.',
    },
    command_not_started: { meaning: 'The command cannot be started.', action: 'Check its name.' },
    project_unreadable: {
      meaning: '`init` cannot read or write a file of the application; nothing was changed.',
      action: 'The message names the file and the reason.',
    },
    framework_unclear: {
      meaning: '`init` found no framework in `package.json`, or several.',
      action: 'Name it with `--framework`.',
    },
    confirmation_missing: {
      meaning: '`init` could not ask, because nobody is at the terminal; nothing was changed.',
      action: 'Look at the changes with `--dry-run`, then make them with `--yes`.',
    },
    install_failed: {
      meaning: 'The package manager could not install the packages.',
      action: 'Read what it printed.',
    },
    undo_refused: {
      meaning: '`init --undo` has nothing to take back, or a file was changed since; nothing was undone.',
      action: 'The message names the files.',
    },
  },
  UpgradeError: {
    folder_missing: { meaning: 'There is no such folder.', action: 'Name the folder of your project.' },
    no_package: {
      meaning: 'There is no `package.json` in the folder.',
      action: 'Run it in the folder of your project.',
    },
    no_repository: {
      meaning: 'The folder is no git repository, so you could not undo the changes.',
      action: 'Use `--backup`, or `--force` if you have a copy.',
    },
    tree_dirty: {
      meaning: 'There are uncommitted changes.',
      action: 'Commit or stash them first, or use `--backup` or `--force`.',
    },
    package_json_invalid: { meaning: '`package.json` is not valid JSON.', action: 'Fix it and run the command again.' },
    backup_exists: {
      meaning: 'The project has the backup of an earlier run.',
      action: 'Restore it with `--restore`, or delete the folder `.acme-upgrade-backup`.',
    },
    backup_missing: {
      meaning: 'There is no complete backup to restore.',
      action: 'Run the command with `--backup` before you need it.',
    },
    backup_changed: {
      meaning: 'Files were changed after the upgrade; restoring would lose those changes.',
      action: 'Save them first, then use `--force`.',
    },
  },
};
