import {
  assertCalled,
  createAuthenticator,
  createMiddlewareClients,
  isPromise,
  processEnvironment,
  readOptions,
  rememberEnvironment,
  takeMiddlewareOptions,
  type MiddlewareOptionsSource,
  type RequestAuth,
  type ToAuthOptions,
} from '@acme/backend/adapter';
import { answerDecision } from '@acme/backend/web';
import type { Context, MiddlewareHandler } from 'hono';
import { bindingsOf, headOf } from './bindings-of.js';
import { adapter } from './clerk-client.js';
import { getAuth, requestStates } from './get-auth.js';

/**
 * Authenticates each request and stores the result for `getAuth(c)`. Browsers are redirected where the session must be looked up
 * first (handshake); nobody is refused here. The first registration wins; later ones do nothing.
 * @param given - the options, or a function that returns them for each request
 * @throws {ConfigurationError} for unknown or unusable options; for missing or malformed keys when a request comes
 * @see {@link https://clerk.com/docs/reference/hono/clerk-middleware | clerkMiddleware()}
 * @example
 * app.use(clerkMiddleware());
 */
export function clerkMiddleware(...given: readonly [options?: MiddlewareOptionsSource<Context>]): MiddlewareHandler {
  assertCalled(given, 'clerkMiddleware', 'app.use(clerkMiddleware())');
  const [options = {}] = given;
  const source = typeof options === 'function' ? options : takeMiddlewareOptions(options, 'clerkMiddleware');
  // Keys may come with the bindings; those of the process must be usable now.
  if (typeof source !== 'function') readOptions(source, processEnvironment());
  // A platform has the same bindings for all requests, nearly always.
  const prepare = rememberEnvironment((bindings) => {
    // Read when it is needed: variables of the process may be set after the first request.
    const env = () => ({ ...processEnvironment(), ...bindings });
    return {
      decide: createAuthenticator(source, { where: 'clerkMiddleware', env }),
      clientOf: createMiddlewareClients(adapter, env),
    };
  });
  return async function clerk(c, next) {
    if (requestStates.state(c)) return next();
    const { decide, clientOf } = prepare(bindingsOf(c));
    const pending = decide(headOf(c), c);
    // Most decisions need no promise.
    const decision = isPromise(pending) ? await pending : pending;
    if (decision.kind !== 'continue') return answerDecision(decision, c.req.raw, () => readBodyAgain(c));
    requestStates.set(c, decision.state);
    c.set('clerk', clientOf(decision.options));
    // The overloads are those of getAuth, with the context filled in.
    c.set('clerkAuth', ((asked?: ToAuthOptions) => getAuth(c, asked)) as RequestAuth);
    await next();
    for (const [name, value] of decision.headers) c.header(name, value, { append: name !== 'cache-control' });
    return undefined;
  };
}

/** The body of a request that an earlier middleware has read with `c.req`, which keeps it. */
async function readBodyAgain({ req }: Context): Promise<Response> {
  const isForm = 'formData' in req.bodyCache && !('arrayBuffer' in req.bodyCache);
  return new Response(isForm ? await req.formData() : await req.arrayBuffer());
}
