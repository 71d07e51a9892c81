import { ConfigurationError } from '../errors.js';
import { environmentNames, optionTable, type Environment } from '../options.js';
import { browserVariables } from './browser-options.js';

/** How a framework names its variables. */
export interface VariablePrefixes {
  /** Of variables that the browser may see, for example `NEXT_PUBLIC_`, `PUBLIC_`, `VITE_` or `NUXT_PUBLIC_`. Default: none. */
  readonly public?: string | undefined;
  /** Of variables that only the server sees, for example `NUXT_`. Default: none. */
  readonly private?: string | undefined;
}

/** Variables that the browser may see. */
const publicNames: ReadonlySet<string> = new Set([
  ...Object.values(optionTable).flatMap(({ env, isPublic }) => (isPublic && env ? [env] : [])),
  ...Object.values(browserVariables),
]);

/** Variables that only the server sees. */
const privateNames: readonly string[] = [
  ...environmentNames.filter((name) => !publicNames.has(name)),
  'CLERK_ENCRYPTION_KEY',
  'CLERK_WEBHOOK_SIGNING_SECRET',
];

/** The variables that {@link readFrameworkEnvironment} reads, under their plain names. */
export const frameworkVariables = { public: [...publicNames], private: privateNames } as const;

const secretNames = [
  'CLERK_SECRET_KEY',
  'CLERK_MACHINE_SECRET_KEY',
  'CLERK_ENCRYPTION_KEY',
  'CLERK_WEBHOOK_SIGNING_SECRET',
];

/** @throws {ConfigurationError} `option_invalid` */
function refusePublicSecrets(env: Environment, prefix: string): void {
  for (const name of secretNames) {
    if (!env[`${prefix}${name}`]) continue;
    throw new ConfigurationError(
      'option_invalid',
      `${prefix}${name} is set. Variables that begin with ${prefix} become part of what every browser loads: rename it to ${name}, and replace the secret.`,
    );
  }
}

/**
 * The variables under the names of the option table, whatever the framework calls them: `NEXT_PUBLIC_CLERK_SIGN_IN_URL` becomes
 * `CLERK_SIGN_IN_URL`. The framework's own name counts before the plain one, unless it is empty. Secrets are read under plain and private
 * names only.
 * @param inlined - variables that a build has written into the code; each counts where `env` has none
 * @throws {ConfigurationError} `option_invalid` if a secret has the prefix of variables that browsers see
 */
export function readFrameworkEnvironment(
  env: Environment,
  prefixes: VariablePrefixes,
  inlined: Environment = {},
): Environment {
  const { public: publicPrefix, private: privatePrefix } = prefixes;
  if (publicPrefix) refusePublicSecrets(env, publicPrefix);
  const read: Record<string, string> = {};
  const take = (name: string, prefix: string | undefined) => {
    const own = prefix && (env[`${prefix}${name}`] ?? inlined[`${prefix}${name}`]);
    const value = own || env[name];
    if (value !== undefined) read[name] = value;
  };
  for (const name of publicNames) take(name, publicPrefix);
  for (const name of privateNames) take(name, privatePrefix);
  return read;
}
