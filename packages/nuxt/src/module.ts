import { fileURLToPath } from 'node:url';
import { checkNames, ConfigurationError } from '@acme/backend/adapter';
import { addServerPlugin, defineNuxtModule, hasNuxtModule } from 'nuxt/kit';
import type { Nuxt, NuxtModule } from 'nuxt/schema';
import { clerkOf, privateKeys, publicKeys, type RuntimeValues } from './runtime-config.js';

export type * from './set-context.js';

/** Options of the module, under `clerk` in `nuxt.config.ts`. Other members are those of `runtimeConfig.public.clerk`. */
export interface ModuleOptions {
  /** The module registers no middleware; `clerkMiddleware()` in `server/middleware` does. Default false. */
  readonly skipServerMiddleware?: boolean;
  readonly [publicName: string]: unknown;
}

const runtimeFile = (name: string) => fileURLToPath(new URL(`./runtime/${name}.js`, import.meta.url));

/** Every name with an empty value: Nuxt reads the variable of a name only if the name is there. */
const declared = (keys: ReadonlyMap<string, string>): RuntimeValues =>
  Object.fromEntries([...keys.keys()].map((key) => [key, '']));

function declareRuntimeConfig({ options: { runtimeConfig } }: Nuxt, given: RuntimeValues): void {
  const { public: visible } = runtimeConfig;
  Object.assign(runtimeConfig, { clerk: { ...declared(privateKeys), ...clerkOf(runtimeConfig) } });
  Object.assign(visible, { clerk: { ...declared(publicKeys), ...given, ...clerkOf(visible) } });
}

/**
 * Checks the options that the application gives under `clerk`. The module of the official client half takes them from there, too, and has
 * more names.
 * @throws {ConfigurationError} `option_unknown`; `options_contradictory` if both modules would authenticate
 */
function checkGiven(given: object, skipServerMiddleware: boolean | undefined, nuxt: Nuxt): void {
  if (!hasNuxtModule('@clerk/nuxt', nuxt)) {
    checkNames(given, 'The option `clerk` of nuxt.config.ts', [...publicKeys.keys()]);
  } else if (!skipServerMiddleware) {
    throw new ConfigurationError(
      'options_contradictory',
      "'@acme/nuxt' and '@clerk/nuxt' would both authenticate each request. Set clerk: { skipServerMiddleware: true } in nuxt.config.ts, and write server/middleware/01.clerk.ts: import { clerkMiddleware } from '@acme/nuxt/server'; export default clerkMiddleware();",
    );
  }
}

/** A server that Nitro builds, as far as it is changed. */
interface NitroServer {
  scannedHandlers: { readonly middleware?: boolean; readonly handler: string }[];
}

/** Nitro runs handlers in `server/middleware` before those of modules, so that they would find nobody signed in. */
function putFirst(nitro: NitroServer): void {
  const ours = { middleware: true, handler: runtimeFile('server-middleware') };
  let scanned = nitro.scannedHandlers;
  // Nitro sets the list again each time it looks at the files.
  Object.defineProperty(nitro, 'scannedHandlers', {
    enumerable: true,
    get: () => [ours, ...scanned],
    set: (found: typeof scanned) => (scanned = found.filter((handler) => handler !== ours)),
  });
}

function registerFirst(nuxt: Nuxt): void {
  nuxt.hook('nitro:init', (nitro) => {
    putFirst(nitro);
    // Pages that are rendered when the application is built have a server of their own.
    nitro.hooks.hook('prerender:init', putFirst);
  });
}

/** Nitro's default, ES2019, has no numbers as large as the code uses; each would be a warning. */
function useModernTarget(nuxt: Nuxt): void {
  nuxt.hook('nitro:config', (config) => {
    config.esbuild = { ...config.esbuild, options: { target: 'es2022', ...config.esbuild?.options } };
  });
}

/**
 * Authenticates the requests of a Nuxt application: `modules: ['@acme/nuxt']` in `nuxt.config.ts`. Keys come from the environment
 * (`NUXT_CLERK_SECRET_KEY`, `NUXT_PUBLIC_CLERK_PUBLISHABLE_KEY`, …) when the server starts.
 */
const clerkModule: NuxtModule<ModuleOptions> = defineNuxtModule<ModuleOptions>({
  meta: { name: '@acme/nuxt', configKey: 'clerk', compatibility: { nuxt: '>=3.21.0' } },
  setup({ skipServerMiddleware, ...given }, nuxt) {
    checkGiven(given, skipServerMiddleware, nuxt);
    declareRuntimeConfig(nuxt, given);
    // One copy of this package, with the runtime configuration.
    nuxt.options.build.transpile.push('@acme/nuxt');
    useModernTarget(nuxt);
    addServerPlugin(runtimeFile(skipServerMiddleware ? 'server-plugin' : 'checking-server-plugin'));
    if (!skipServerMiddleware) registerFirst(nuxt);
  },
});

export default clerkModule;
