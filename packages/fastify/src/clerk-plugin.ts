import {
  checkNames,
  ConfigurationError,
  createAuthenticator,
  takeMiddlewareOptions,
  type ClerkClient,
  type MiddlewareOptions,
  type ProtectOptions,
} from '@acme/backend/adapter';
import { nodeHead, proxyNodeRequest } from '@acme/backend/node-http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import { clientFor } from './clerk-client.js';
import { requestStates } from './get-auth.js';
import { cover, isCovered, ruleOf, watchRoutes, watchServers } from './watch-routes.js';
import { addDecidedHeaders, sendReply } from './send-reply.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Calls the Backend API with the options of `clerkPlugin`. */
    readonly clerk: ClerkClient;
  }
  interface FastifyContextConfig {
    /** `false`: this route is not authenticated. An object: what it requires, as in `protect`. Anything else is an error at start-up. */
    clerk?: false | ProtectOptions;
  }
}

const hookNames = ['onRequest', 'preHandler'] as const;

/** When the plugin looks at a request. */
export type ClerkHookName = (typeof hookNames)[number];

/** Options of `clerkPlugin`; an absent one is taken from its environment variable. */
export interface ClerkFastifyOptions extends MiddlewareOptions {
  /** Default `preHandler`; `onRequest` if `frontendApiProxy` is given, because the proxy should get bodies before they are read. */
  readonly hookName?: ClerkHookName | undefined;
}

/** Returns the options for one request. */
export type ClerkFastifyOptionsCallback = (request: FastifyRequest) => MiddlewareOptions | Promise<MiddlewareOptions>;

/** Options of a plugin: an object, or `{ options: callback }` to make them for each request. */
export type ClerkPluginOptions =
  | ClerkFastifyOptions
  | { readonly options: ClerkFastifyOptionsCallback; readonly hookName?: ClerkHookName | undefined };

watchServers();

const invalid = (message: string) => new ConfigurationError('option_invalid', message);

function readPluginOptions({ hookName, ...given }: ClerkPluginOptions) {
  if (!hookNames.includes(hookName ?? 'preHandler'))
    throw invalid(`clerkPlugin: hookName must be one of ${hookNames.join(', ')}.`);
  if ('options' in given) {
    checkNames(given, 'clerkPlugin with { options: … }', ['options', 'hookName']);
    if (typeof given.options !== 'function')
      throw invalid('clerkPlugin: options must be a function that returns the options.');
    return { source: given.options, hookName: hookName ?? 'preHandler' };
  }
  const source = takeMiddlewareOptions(given, 'clerkPlugin');
  return { source, hookName: hookName ?? (source.frontendApiProxy ? 'onRequest' : 'preHandler') };
}

function register(fastify: FastifyInstance, options: ClerkPluginOptions): void {
  // The first registration wins, also over one in a nested scope.
  if (isCovered(fastify)) return;
  watchRoutes(fastify);
  cover(fastify);
  const { source, hookName } = readPluginOptions(options);
  const decide = createAuthenticator<FastifyRequest>(source, { where: 'clerkPlugin', env: () => process.env });
  const client = clientFor(source);
  if (!fastify.hasRequestDecorator('clerk')) fastify.decorateRequest('clerk', { getter: () => client });
  // Another plugin may use the name; getAuth(request) does not need it.
  if (!fastify.hasRequestDecorator('auth')) {
    fastify.decorateRequest('auth', {
      getter(this: FastifyRequest) {
        return requestStates.state(this)?.toAuth() ?? null;
      },
    });
  }

  fastify.addHook(hookName, async function clerk(request: FastifyRequest, reply: FastifyReply) {
    const rule = ruleOf(request.routeOptions.config);
    if (rule === false || requestStates.state(request)) return undefined;
    const pending = decide(nodeHead(request.raw, request.originalUrl), request);
    // Most decisions need no promise, and `await` costs time even then.
    const decision = 'kind' in pending ? pending : await pending;
    if (decision.kind === 'respond') return sendReply(reply, decision.response);
    if (decision.kind === 'proxy') {
      // An error before the answer begins is reported as any other; from then on Fastify sends nothing.
      const onAnswer = () => void reply.hijack();
      await proxyNodeRequest(request.raw, reply.raw, decision.call, { read: request, onAnswer });
      return reply;
    }
    if (decision.headers.length > 0) addDecidedHeaders(reply, decision.headers);
    requestStates.set(request, decision.state);
    return rule?.(request, reply);
  });
}

/**
 * Authenticates each request and stores the result for `getAuth(request)`. Browsers are redirected where the session must be looked
 * up first (handshake); nobody is refused here, except on routes with `config: { clerk: { … } }`.
 * @throws {ConfigurationError} for unknown or unusable options, and for malformed keys if both keys are present
 * @see {@link https://clerk.com/docs/reference/fastify/clerk-plugin | clerkPlugin()}
 * @example
 * await fastify.register(clerkPlugin);
 */
export const clerkPlugin = fastifyPlugin<ClerkPluginOptions>(
  (fastify, options, done) => {
    if (typeof done !== 'function')
      throw invalid(
        'clerkPlugin must be registered, not called: write await fastify.register(clerkPlugin, { … }), not clerkPlugin().',
      );
    try {
      register(fastify, options);
      done();
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)));
    }
  },
  { fastify: '5.x', name: '@acme/fastify' },
);
