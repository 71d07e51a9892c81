import {
  checkNames,
  ConfigurationError,
  createAuthenticator,
  createLazyClient,
  takeMiddlewareOptions,
  type ClerkClient,
  type MiddlewareOptions,
  type ProtectOptions,
} from '@acme/backend/adapter';
import { nodeHead, proxyNodeRequest } from '@acme/backend/node-http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import { clerkClient } from './clerk-client.js';
import { setState, stateOf } from './request-state.js';
import { cover, isCovered, ruleOf, watchRoutes, watchServers } from './route-rules.js';
import { addHeaders, sendReply } from './send-reply.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Calls the Backend API with the options of `clerkPlugin`. */
    readonly clerk: ClerkClient;
  }
  interface FastifyContextConfig {
    /** `false`: this route is not authenticated. An object: what it asks for, as `protect`. Anything else is an error at start-up. */
    clerk?: false | ProtectOptions;
  }
}

const hookNames = ['onRequest', 'preHandler'] as const;

/** When the plugin looks at a request. */
export type ClerkHookName = (typeof hookNames)[number];

/** Options of `clerkPlugin`; an absent one is taken from its environment variable. */
export interface ClerkFastifyOptions extends MiddlewareOptions {
  /** Default `preHandler`; `onRequest` if `frontendApiProxy` is given, because the proxy passes bodies on best while they are unread. */
  readonly hookName?: ClerkHookName | undefined;
}

/** Gives the options for one request. */
export type ClerkFastifyOptionsCallback = (request: FastifyRequest) => MiddlewareOptions | Promise<MiddlewareOptions>;

/** Options of a plugin: an object, or `{ options: callback }` to make them for each request. */
export type ClerkPluginOptions =
  | ClerkFastifyOptions
  | { readonly options: ClerkFastifyOptionsCallback; readonly hookName?: ClerkHookName | undefined };

watchServers();

function readHookName(given: ClerkHookName | undefined, fallback: ClerkHookName): ClerkHookName {
  const name = given ?? fallback;
  if (hookNames.includes(name)) return name;
  throw new ConfigurationError('option_invalid', `clerkPlugin: hookName must be one of ${hookNames.join(', ')}.`);
}

/** Takes what concerns the plugin itself out of its options. */
function splitOptions(options: ClerkPluginOptions) {
  if ('options' in options) {
    checkNames(options, 'clerkPlugin with { options: … }', ['options', 'hookName']);
    if (typeof options.options !== 'function') {
      throw new ConfigurationError('option_invalid', 'clerkPlugin: options must be a function that gives the options.');
    }
    return { source: options.options, hookName: readHookName(options.hookName, 'preHandler'), own: {} };
  }
  const { hookName, ...given } = options;
  const own = takeMiddlewareOptions(given, 'clerkPlugin');
  return { source: own, hookName: readHookName(hookName, own.frontendApiProxy ? 'onRequest' : 'preHandler'), own };
}

function register(fastify: FastifyInstance, options: ClerkPluginOptions): void {
  // Registered twice, or again in a nested scope, the first one counts.
  if (isCovered(fastify)) return;
  watchRoutes(fastify);
  cover(fastify);
  const { source, hookName, own } = splitOptions(options);
  const decide = createAuthenticator<FastifyRequest>(source, { where: 'clerkPlugin', env: () => process.env });
  const { clerkClient: given, debug, frontendApiProxy, ...clientOptions }: MiddlewareOptions = own;
  const hasOptions = Object.keys(clientOptions).length > 0;
  const client = given ?? (hasOptions ? createLazyClient(clientOptions, () => process.env) : clerkClient);
  if (!fastify.hasRequestDecorator('clerk')) fastify.decorateRequest('clerk', { getter: () => client as ClerkClient });
  // Another plugin may use the name; getAuth(request) does not need it.
  const ownsAuth = !fastify.hasRequestDecorator('auth');
  if (ownsAuth) {
    fastify.decorateRequest('auth', {
      getter(this: FastifyRequest) {
        return stateOf(this)?.toAuth() ?? null;
      },
    });
  }

  fastify.addHook(hookName, async function clerk(request: FastifyRequest, reply: FastifyReply) {
    const rule = ruleOf(request.routeOptions.config);
    if (rule === false || stateOf(request)) return undefined;
    const decision = await decide(nodeHead(request.raw, request.originalUrl), request);
    if (decision.kind === 'respond') return sendReply(reply, decision.response);
    if (decision.kind === 'proxy') {
      // Up to the answer a fault is reported as any other; from then on Fastify sends nothing any more.
      await proxyNodeRequest(request.raw, reply.raw, decision.call, {
        read: request,
        onAnswer: () => void reply.hijack(),
      });
      return reply;
    }
    addHeaders(reply, decision.headers);
    setState(request, decision.state);
    return rule?.(request, reply);
  });
}

/**
 * Authenticates each request and keeps the result for `getAuth(request)`. Browsers are redirected where the session must be looked
 * up first (handshake); nobody is refused here, except on routes with `config: { clerk: { … } }`.
 * @throws {ConfigurationError} for unknown or unusable options, and for malformed keys once both keys are there
 * @see {@link https://clerk.com/docs/reference/fastify/clerk-plugin | clerkPlugin()}
 * @example
 * await fastify.register(clerkPlugin);
 */
export const clerkPlugin = fastifyPlugin<ClerkPluginOptions>(
  (fastify, options, done) => {
    if (typeof done !== 'function') {
      throw new ConfigurationError(
        'option_invalid',
        'clerkPlugin must be registered, not called: write await fastify.register(clerkPlugin, { … }), not clerkPlugin().',
      );
    }
    try {
      register(fastify, options);
      done();
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)));
    }
  },
  { fastify: '5.x', name: '@acme/fastify' },
);
