import type { Environment } from '@acme/backend/adapter';
import { platformEnvironment, readFrameworkEnvironment } from '@acme/backend/full-stack';
import { variablesOf, type RuntimeConfig } from './runtime-config.js';

let configured: Environment = {};

/** Stores the runtime configuration of the application. Outside of Nuxt there is none. */
export function setRuntimeConfig(config: RuntimeConfig): void {
  configured = variablesOf(config);
}

/**
 * The variables of the process or the bindings of the worker, as the option table names them, completed from the runtime configuration.
 * Nuxt's own names count before the plain ones. @throws {ConfigurationError} `option_invalid`
 */
export function environment(): Environment {
  return readFrameworkEnvironment(platformEnvironment(), { public: 'NUXT_PUBLIC_', private: 'NUXT_' }, configured);
}
