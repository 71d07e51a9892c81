import { frameworkVariables } from '@acme/backend/full-stack';

/** A part of the runtime configuration of Nuxt, as it may be declared by anybody. */
export type RuntimeValues = Readonly<Record<string, unknown>>;

/** The runtime configuration of Nuxt, as far as it is read. */
export interface RuntimeConfig {
  readonly clerk?: unknown;
  readonly public?: unknown;
}

/** `CLERK_SIGN_IN_URL` is `signInUrl` in the runtime configuration: Nuxt makes `NUXT_PUBLIC_CLERK_SIGN_IN_URL` of that. */
const keyOf = (variable: string): string =>
  variable
    .slice('CLERK_'.length)
    .toLowerCase()
    .replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

const keysOf = (variables: readonly string[]): ReadonlyMap<string, string> =>
  new Map(variables.map((variable) => [keyOf(variable), variable]));

/** The names under `runtimeConfig.public.clerk`, with their variables. */
export const publicKeys = /* @__PURE__ */ keysOf(frameworkVariables.public);

/** The names under `runtimeConfig.clerk`, with their variables. */
export const privateKeys = /* @__PURE__ */ keysOf(frameworkVariables.private);

const isValues = (value: unknown): value is RuntimeValues => typeof value === 'object' && value !== null;

/** The part of the runtime configuration that belongs to this package. */
export const clerkOf = (config: unknown): RuntimeValues =>
  isValues(config) && isValues(config['clerk']) ? config['clerk'] : {};

/** The runtime configuration as variables, under Nuxt's names. */
export function variablesOf(config: RuntimeConfig): Readonly<Record<string, string>> {
  const read: Record<string, string> = {};
  const take = (values: RuntimeValues, keys: ReadonlyMap<string, string>, prefix: string) => {
    for (const [key, variable] of keys) {
      const value = values[key];
      const isPlain = typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number';
      if (isPlain && value !== '') read[prefix + variable] = String(value);
    }
  };
  take(clerkOf(config), privateKeys, 'NUXT_');
  take(clerkOf(config.public), publicKeys, 'NUXT_PUBLIC_');
  return read;
}
