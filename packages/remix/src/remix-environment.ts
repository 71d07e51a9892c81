import type { Environment } from '@acme/backend/adapter';
import { platformEnvironment, readFrameworkEnvironment } from '@acme/backend/full-stack';

const none: Environment = {};
const prefixes = { public: 'VITE_' } as const;

/** Bindings of a Cloudflare Worker, where the templates of Remix put them. */
interface WorkerContext {
  readonly cloudflare?: { readonly env?: object };
  readonly env?: object;
}

/** The variables that come with a request: the bindings of a worker that are texts. Empty elsewhere. */
export function bindingsOf(context: object): Environment {
  // An application may put anything else there.
  const { cloudflare, env } = context as WorkerContext;
  const bindings = cloudflare?.env ?? env;
  if (typeof bindings !== 'object' || (bindings as object | null) === null) return none;
  const texts = Object.entries(bindings).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return readFrameworkEnvironment(Object.fromEntries(texts), prefixes);
}

/**
 * The variables of the process, overridden by those that come with the request, as the option table names them. Vite calls variables that
 * the browser may see `VITE_…`; the official package calls the address of the browser script `CLERK_JS`.
 */
export function remixEnvironment(bindings: Environment): Environment {
  const env = platformEnvironment();
  const { CLERK_JS } = env;
  return { ...(CLERK_JS && { CLERK_JS_URL: CLERK_JS }), ...readFrameworkEnvironment(env, prefixes), ...bindings };
}
