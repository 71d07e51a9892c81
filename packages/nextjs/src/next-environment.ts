import {
  processEnvironment,
  readOptions,
  rememberEnvironment,
  type AllOptions,
  type Environment,
} from '@acme/backend/adapter';
import { readFrameworkEnvironment } from '@acme/backend/full-stack';

/**
 * The variables of the process, as the option table names them. Next.js calls those that the browser may see `NEXT_PUBLIC_…`. One that was
 * set when the application was built is there even if the runtime has none.
 */
export function nextEnvironment(): Environment {
  return readFrameworkEnvironment(processEnvironment(), { public: 'NEXT_PUBLIC_' }, inlined);
}

// A build replaces each of these texts by its value.
const inlined: Environment = {
  NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY: process.env.NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY,
  NEXT_PUBLIC_CLERK_SIGN_IN_URL: process.env.NEXT_PUBLIC_CLERK_SIGN_IN_URL,
  NEXT_PUBLIC_CLERK_SIGN_UP_URL: process.env.NEXT_PUBLIC_CLERK_SIGN_UP_URL,
  NEXT_PUBLIC_CLERK_PROXY_URL: process.env.NEXT_PUBLIC_CLERK_PROXY_URL,
  NEXT_PUBLIC_CLERK_DOMAIN: process.env.NEXT_PUBLIC_CLERK_DOMAIN,
  NEXT_PUBLIC_CLERK_IS_SATELLITE: process.env.NEXT_PUBLIC_CLERK_IS_SATELLITE,
};

const readEnvironment = /* @__PURE__ */ rememberEnvironment((env) => readOptions<AllOptions>({}, env));

/** The options of the environment; the same object while it does not change. */
export const environmentOptions = (): AllOptions => readEnvironment(nextEnvironment());
