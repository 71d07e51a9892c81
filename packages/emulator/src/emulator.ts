import type { APIKeyJSON, M2MTokenJSON } from '@acme/backend/wire';
import { answerRequest } from './answer-request.js';
import { environmentFor } from './instance/app-connection.js';
import { checkFramework, frameworkEnvironment, type Framework } from './instance/framework-environment.js';
import { checkFields, checkValue, fieldChecks } from './instance/check-fields.js';
import { createClock, type Clock } from './instance/clock.js';
import { randomIds, sequentialIds } from './instance/ids.js';
import type { DemoUser, Instance } from './instance/instance.js';
import { cookieSuffix, createPublishableKey } from './instance/create-publishable-key.js';
import { demoSecretKey } from './instance/demo-secret-key.js';
import { developmentSuffixPath, requestPath } from './http/request-path.js';
import { mintTokens, type MintedApiKey, type MintedM2MToken, type MintedOAuthToken } from './controls/mint-tokens.js';
import { checkOptions, type EmulatorOptions } from './controls/emulator-options.js';
import { checkSeed } from './controls/check-seed.js';
import { demoSeed } from './controls/demo-seed.js';
import { ChangeFeed, type ChangeTopic } from './controls/change-feed.js';
import type { ControlContext } from './controls/control-context.js';
import { controlsOf, type Controls } from './controls/controls-of.js';
import { createControlContext } from './controls/create-control-context.js';
import { isDashboardPath } from './controls/is-dashboard-path.js';
import { listCapabilities } from './frontend-api/list-capabilities.js';
import { Snapshots } from './controls/snapshots.js';
import type { RequestTrace } from './instance/request-trace.js';
import type { Seed } from './controls/seed.js';
import { signInUser, type SignedIn } from './controls/sign-in-user.js';
import { objectSource, type CheckedSeed } from './controls/seed-source.js';
import { startState } from './controls/start-state.js';
import { changeState, stateTransfer } from './controls/state-transfer.js';
import { withAllowedOrigins } from './instance/with-allowed-origins.js';
import { readSeedFile } from './controls/read-seed-file.js';
import { FaultTable, type Faults } from './controls/faults.js';
import { readLoggedBody, RequestRecorder, type RequestLog } from './controls/request-log.js';
import { allowOrigin } from './http/allow-origin.js';
import { createRateLimit } from './http/rate-limit.js';
import { listen, type Answer, type Listening } from './http/listen.js';
import { settingsOf, type Settings } from './controls/settings.js';
import { MessageInbox, type Inbox } from './controls/inbox.js';
import { WebhookSender, type Webhooks } from './controls/webhooks.js';
import { baseClaims } from './sessions/sign-session-token.js';
import { createSigner, sessionTokenCategory } from './instance/signer.js';
import { openStore, type Store } from './store/open-store.js';
import { plainFault } from './store/store-fault.js';
import type { StoreDump } from './store/store-dump.js';

/** Options of {@link Emulator.signToken}. */
export interface SignTokenOptions {
  /** Header fields to add or replace, e.g. another `kid`; the algorithm stays RS256. */
  readonly header?: Readonly<Record<string, unknown>> | undefined;
  /** Seconds until it expires; negative for one that has expired. Default: the lifetime of session tokens. */
  readonly expiresInSeconds?: number | undefined;
}

/** Test controls: clock, faults, inbox, request log, webhooks. */
interface Tools {
  readonly clock: Clock;
  readonly faults: FaultTable;
  readonly requests: RequestRecorder;
  readonly inbox: MessageInbox;
  readonly webhooks: WebhookSender;
  readonly changes: ChangeFeed;
}

function createTools(
  options: EmulatorOptions,
  createId: (prefix: string) => string,
  clock: Clock,
  changes: ChangeFeed,
): Tools {
  const tell = (topic: ChangeTopic) => () => changes.publish(topic);
  const webhooks = new WebhookSender(createId, options.webhookRetryDelaysMs, tell('webhooks'));
  for (const endpoint of options.webhooks ?? []) webhooks.add(endpoint);
  return {
    clock,
    changes,
    webhooks,
    inbox: new MessageInbox(clock.now, tell('inbox')),
    faults: new FaultTable(tell('faults')),
    requests: new RequestRecorder(tell('requests')),
  };
}

/** Claims of a token, by name. */
export type TokenClaims = Readonly<Record<string, unknown>>;

/** A running emulator. */
export interface Emulator {
  /** `http://localhost:PORT` */
  readonly url: string;
  readonly publishableKey: string;
  readonly secretKey: string;
  /** Public key of every token, SPKI PEM: the value of `jwtKey` and, without line breaks, of `CLERK_JWT_KEY`. */
  readonly jwtKey: string;
  /** Environment variables that point an application to this emulator. */
  readonly env: Readonly<Record<string, string>>;
  /**
   * Environment variables that point an application of a framework to this emulator: those of `env`, and those of the browser's half under
   * the names of the framework.
   * @throws {EmulatorError} `option_invalid` if the framework is unknown
   */
  envFor(framework: Framework): Readonly<Record<string, string>>;
  /** The seeded users, with their passwords as seeded. */
  readonly users: readonly DemoUser[];
  /**
   * Signs a user in without a browser. `origin` is the application's, e.g. `http://localhost:3000`; the token names it in
   * `azp`, which applications with `authorizedParties` check.
   * @throws {EmulatorError} `user_not_found`
   * @throws {ApiError} 403 when the user is banned or locked
   */
  signIn(userIdOrEmail: string, options?: { readonly origin?: string }): Promise<SignedIn>;
  /** Signs a token in the form of a session token. `claims` are added to the usual ones, or override them. */
  signToken(claims: TokenClaims, options?: SignTokenOptions): Promise<string>;
  /** The emulator's time, for sessions, tokens and invitations; applications verify tokens with their own. */
  readonly clock: Clock;
  /** Faults in the answers of the emulator. */
  readonly faults: Faults;
  /** The requests to the emulator. */
  readonly requests: RequestLog;
  /** Events, delivered to applications on this machine. */
  readonly webhooks: Webhooks;
  /** E-mails and text messages, which the emulator keeps instead of sending them. */
  readonly inbox: Inbox;
  /** Settings of the instance. */
  readonly settings: Settings;
  /**
   * Everything that the dashboard and the commands can do, by subject and verb, with the same checks:
   * `emulator.controls.users.ban({ userId: 'ada@example.com' })`.
   * @throws {EmulatorError} `option_invalid` and the codes of the subject
   * @throws {ApiError} what the rules of the service refuse
   */
  readonly controls: Controls;
  /** All data of the emulator, as JSON. */
  export(): Promise<StoreDump>;
  /**
   * Replaces all data of the emulator by a result of {@link Emulator.export}, or nothing if there is an error in it.
   * @throws {EmulatorError} `database_unusable` if it is no export or of another format, `import_invalid` with the table, row and field
   */
  import(dump: StoreDump): Promise<void>;
  /**
   * A session token for a user, with the organization to work in if that is given. `claims` are added to or replace the usual
   * ones; a negative lifetime gives one that has expired.
   * @throws {EmulatorError} `user_not_found`
   */
  mintSessionToken(wanted: {
    readonly userId: string;
    readonly orgId?: string | undefined;
    readonly claims?: TokenClaims | undefined;
    readonly expiresInSeconds?: number | undefined;
  }): Promise<string>;
  /** An API key of a user or an organization; `secret` is what callers send. */
  mintApiKey(wanted: MintedApiKey): Promise<APIKeyJSON & { readonly secret: string }>;
  /** A token of a machine, by default of a new one. A machine's tokens can be verified by the machines in its scope. */
  mintM2MToken(wanted?: MintedM2MToken): Promise<M2MTokenJSON & { readonly token: string }>;
  /** An OAuth access token that an application got for a user; by default of a new application. */
  mintOAuthToken(wanted: MintedOAuthToken): Promise<{ readonly id: string; readonly token: string }>;
  /** Restores the seed and the clock: all users, sessions and tokens created since are deleted. Keys and address stay. */
  reset(): Promise<void>;
  /** Stops listening and releases everything. Calling it again does nothing. */
  close(): Promise<void>;
}

/**
 * Starts an emulator in this process.
 * @example
 * const emulator = await createEmulator();
 * Object.assign(process.env, emulator.env);
 * const { cookieHeader } = await emulator.signIn('ada@example.com');
 * @throws {EmulatorError} see {@link EmulatorErrorCode}
 */
export async function createEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  checkOptions(options);
  const seed = await resolveSeed(options.seed);
  const store = await openStore(options.database ?? ':memory:');
  let listening: Listening | undefined;
  try {
    let answer: Answer = () => Promise.resolve(new Response(null, { status: 503 }));
    listening = await listen(options.port ?? 0, options.hostname, (...call) => answer(...call));
    let users: readonly DemoUser[] = [];
    const changes = new ChangeFeed();
    const clock = createClock(options.now ?? Date.now, () => changes.publish('clock'));
    const ids = options.deterministicIds ? sequentialIds(await store.countRun()) : randomIds();
    const createId = ids.create;
    const tools = createTools(options, createId, clock, changes);
    const { inbox, webhooks } = tools;
    const parts = { clock, createId, events: webhooks, inbox };
    const instance = createInstance(options, listening.port, store, parts, () => users);
    const start = await startState(instance, store, seed, ids);
    users = start.users;
    webhooks.clear();
    inbox.clear();
    const state = {
      ...stateTransfer(instance, store, ids),
      reset: () =>
        changeState(instance.db, async () => {
          clock.reset();
          tools.faults.clear();
          users = await start.restore();
          webhooks.clear();
          inbox.clear();
          tools.requests.clear();
        }),
      async seed(given: object | string, name: string) {
        const next = await readSeed(given, name);
        await changeState(instance.db, async () => {
          users = await start.replace(next);
        });
      },
    };
    const controls = connectControls(instance, tools, state);
    answer = watched(instance, tools, controls, options.onRequest);
    return running(instance, store, listening, controls, () => users);
  } catch (error) {
    await listening?.close();
    await store.close();
    throw plainFault(error);
  }
}

function connectControls(instance: Instance, tools: Tools, state: ControlContext['state']): ControlContext {
  const snapshots = new Snapshots(state);
  const parts = {
    ...tools,
    instance,
    state,
    snapshots,
    settings: settingsOf(instance),
    capabilities: listCapabilities,
  };
  const caller = { isLocal: true, ipAddress: '127.0.0.1' };
  const controls: ControlContext = createControlContext(parts, (request, unlimited) =>
    answerRequest(request, caller, unlimited, controls),
  );
  return controls;
}

async function resolveSeed(seed: Seed | string | undefined): Promise<CheckedSeed> {
  if (typeof seed === 'string') return readSeedFile(seed);
  return { seed: seed === undefined ? demoSeed : checkSeed(seed, objectSource), source: objectSource };
}

/** A seed that came over the controls: an object, or the text of a file. */
async function readSeed(given: object | string, name: string): Promise<CheckedSeed> {
  if (typeof given !== 'string') return { seed: checkSeed(given, objectSource), source: objectSource };
  const { parseSeed } = await import('./controls/parse-seed.js');
  return parseSeed(given, name);
}

function createInstance(
  options: EmulatorOptions,
  port: number,
  store: Store,
  parts: { readonly clock: Clock; readonly inbox: MessageInbox } & Pick<Instance, 'createId' | 'events'>,
  demoUsers: () => readonly DemoUser[],
): Instance {
  const url = `http://localhost:${port}`;
  const publishableKey = options.publishableKey ?? createPublishableKey(url);
  const secretKey = options.secretKey ?? demoSecretKey;
  const log = options.log ?? (() => undefined);
  const signer = createSigner();
  return {
    url,
    frontendApi: `${url}${developmentSuffixPath}`,
    publishableKey,
    secretKey,
    connection: { url, port, hostname: options.hostname, publishableKey, secretKey, jwtKey: signer.publicKeyPem },
    cookieSuffix: cookieSuffix(publishableKey),
    handshakeFormat: options.handshakeFormat ?? 'nonce',
    sessionTokenLifetimeSeconds: options.sessionTokenLifetimeSeconds ?? 60,
    allowedOrigins: options.allowedOrigins ?? [],
    demoUsers,
    db: store.db,
    signer,
    now: parts.clock.now,
    createId: parts.createId,
    events: parts.events,
    countCall: createRateLimit(options.rateLimit, parts.clock.now),
    deliver(message) {
      parts.inbox.receive(message);
      log(`Message to ${message.to}: ${message.subject}. ${message.text}`);
    },
    log,
  };
}

function running(
  instance: Instance,
  store: Store,
  listening: Listening,
  context: ControlContext,
  users: () => readonly DemoUser[],
): Emulator {
  const { state } = context;
  let closing: Promise<void> | undefined;
  return {
    url: instance.url,
    publishableKey: instance.publishableKey,
    secretKey: instance.secretKey,
    jwtKey: instance.signer.publicKeyPem,
    env: environmentFor(instance.connection),
    envFor: (framework) => frameworkEnvironment(instance.connection, checkFramework(framework)),
    get users() {
      return users();
    },
    clock: context.clock,
    faults: context.faults,
    requests: context.requests,
    webhooks: context.webhooks,
    inbox: context.inbox,
    settings: context.settings,
    controls: controlsOf(context),
    export: () => plainly(state.export()),
    import: (dump) => plainly(state.import(dump)),
    signIn: (userIdOrEmail, signInOptions = {}) => plainly(signInUser(instance, userIdOrEmail, signInOptions)),
    signToken: (claims, tokenOptions = {}) => signToken(instance, claims, tokenOptions),
    mintSessionToken: (wanted) => plainly(mintTokens.sessionToken(instance, wanted)),
    mintApiKey: (wanted) => plainly(mintTokens.apiKey(instance, wanted)),
    mintM2MToken: (wanted = {}) => plainly(mintTokens.m2mToken(instance, wanted)),
    mintOAuthToken: (wanted) => plainly(mintTokens.oauthToken(instance, wanted)),
    reset: () => plainly(state.reset()),
    close() {
      closing ??= closeBoth(listening, store);
      return closing;
    },
  };
}

async function closeBoth(listening: Listening, store: Store): Promise<void> {
  try {
    await listening.close();
  } finally {
    await store.close();
  }
}

/** Throws a fault of the database itself, without the statement and its values around it. */
async function plainly<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw plainFault(error);
  }
}

/** Answers with the faults applied, and records the requests. */
function watched(
  base: Instance,
  { faults, requests, clock, changes }: Tools,
  controls: ControlContext,
  onRequest: EmulatorOptions['onRequest'],
): Answer {
  return async (incoming, outgoing, caller) => {
    const at = clock.now();
    const started = performance.now();
    const path = requestPath(incoming);
    if (isDashboardPath(path)) return answerRequest(incoming, caller, base, controls);
    const { request, body } = await readLoggedBody(incoming);
    const trace: RequestTrace = {};
    const instance = { ...(await withAllowedOrigins(base)), trace };
    const finish = (answer: Response) => allowOrigin(instance, request, answer);
    const response = await faults.meet({ method: request.method, path, outgoing, finish, trace }, () =>
      answerRequest(request, caller, instance, controls),
    );
    const status = outgoing.headersSent ? outgoing.statusCode : response.status;
    const entry = requests.add(request, { path, body, status, at, durationMs: performance.now() - started }, trace);
    onRequest?.(entry);
    if (request.method !== 'GET' && request.method !== 'HEAD') changes.publish('data');
    return response;
  };
}

async function signToken(instance: Instance, claims: TokenClaims, options: SignTokenOptions): Promise<string> {
  checkValue('emulator.signToken', 'the claims', claims, fieldChecks.object);
  checkFields('emulator.signToken', options, { header: fieldChecks.object, expiresInSeconds: fieldChecks.seconds });
  const lifetimeSeconds = options.expiresInSeconds ?? instance.sessionTokenLifetimeSeconds;
  const usual = { ...baseClaims(instance, lifetimeSeconds, undefined), fva: [0, -1], sts: 'active', v: 2 };
  return instance.signer.sign({ ...usual, ...claims }, { cat: sessionTokenCategory, ...options.header });
}
