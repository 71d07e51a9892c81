import {
  checkNames,
  ConfigurationError,
  createAuthenticator,
  createMiddlewareClient,
  takeMiddlewareOptions,
  type Decision,
  type MaybePromise,
} from '@acme/backend/adapter';
import { addDecidedHeaders, nodeHead, proxyNodeRequest, sendResponse } from '@acme/backend/node-http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import { adapter } from './clerk-client.js';
import type { ClerkPluginOptions } from './clerk-plugin-options.js';
import { requestStates } from './get-auth.js';
import type { ProtectHook } from './protect.js';
import { responseOf } from './response-of.js';
import { isCovered, ruleOf, watchRoutes } from './watch-routes.js';

type GoingOn = Extract<Decision, { readonly kind: 'continue' }>;

const invalid = (message: string) => new ConfigurationError('option_invalid', message);

function readPluginOptions({ hookName, ...given }: ClerkPluginOptions) {
  if (!['onRequest', 'preHandler'].includes(hookName ?? 'preHandler'))
    throw invalid('clerkPlugin: hookName must be one of onRequest, preHandler.');
  if (!('options' in given)) {
    const source = takeMiddlewareOptions(given, 'clerkPlugin');
    return { source, hookName: hookName ?? (source.frontendApiProxy ? 'onRequest' : 'preHandler') };
  }
  checkNames(given, 'clerkPlugin with { options: … }', ['options']);
  if (typeof given.options === 'function') return { source: given.options, hookName: hookName ?? 'preHandler' };
  throw invalid('clerkPlugin: options must be a function that returns the options.');
}

function authOf(this: FastifyRequest) {
  return requestStates.state(this)?.toAuth() ?? null;
}

/** Stores the state of a request that goes on to the application. */
function goOn({ headers, state }: GoingOn, request: FastifyRequest, reply: FastifyReply): void {
  if (headers.length > 0) addDecidedHeaders(reply.raw, headers, responseOf(reply));
  requestStates.set(request, state);
}

/** Answers a request, or lets it go on if it passes the rule of its route. */
async function carryOut(
  pending: MaybePromise<Decision>,
  rule: ProtectHook | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | undefined> {
  const decision = await pending;
  if (decision.kind === 'respond') {
    sendResponse(responseOf(reply), decision.response);
    return reply;
  }
  if (decision.kind === 'proxy') {
    // An error before the answer begins is reported as any other; from then on Fastify sends nothing.
    const onAnswer = () => void reply.hijack();
    await proxyNodeRequest(request.raw, reply.raw, decision.call, { read: request, onAnswer });
    return reply;
  }
  goOn(decision, request, reply);
  return rule?.(request, reply);
}

function register(fastify: FastifyInstance, options: ClerkPluginOptions): void {
  // The first registration wins, also over one in a nested scope.
  if (isCovered(fastify)) return;
  watchRoutes(fastify);
  const { source, hookName } = readPluginOptions(options);
  const decide = createAuthenticator<FastifyRequest>(source, { where: 'clerkPlugin', env: () => process.env });
  const client = createMiddlewareClient(source, adapter);
  if (!fastify.hasRequestDecorator('clerk')) fastify.decorateRequest('clerk', { getter: () => client });
  // Another plugin may use the name; getAuth(request) does not need it.
  if (!fastify.hasRequestDecorator('auth')) fastify.decorateRequest('auth', { getter: authOf });

  fastify.addHook(hookName, function clerk(request: FastifyRequest, reply: FastifyReply, done: () => void) {
    const rule = ruleOf(request.routeOptions.config);
    if (rule === false || requestStates.state(request)) return done();
    const decision = decide(nodeHead(request.raw, request.originalUrl), request);
    // Most requests need no promise, and one costs as much as the decision.
    if (rule || !('kind' in decision) || decision.kind !== 'continue') return carryOut(decision, rule, request, reply);
    goOn(decision, request, reply);
    return done();
  });
  // Last: an application may go on after the registration has failed, and its routes are not covered then.
  fastify.decorateRequest(requestStates.key);
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
    new Promise<void>((resolve) => resolve(register(fastify, options))).then(() => done(), done);
  },
  { fastify: '5.x', name: '@acme/fastify' },
);
