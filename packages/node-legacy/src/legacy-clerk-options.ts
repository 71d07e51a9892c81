import type { verifyToken } from '@acme/backend';
import {
  ConfigurationError,
  readOptions,
  verifyTokenOptionNames,
  type AllOptions,
  type Environment,
} from '@acme/backend/adapter';
import { buildPublishableKey } from '@acme/backend/internal';
import { applyHttpOptions } from './http/apply-http-options.js';
import type { HttpOptions } from './http/http-options.js';

/**
 * Options of the legacy SDK's clients of all versions, and those of `@acme/backend` except `strict`: in the legacy middlewares `strict`
 * means that somebody must be signed in.
 */
export interface LegacyClerkOptions extends Omit<AllOptions, 'strict'> {
  /** @deprecated Name of `secretKey` up to 4.x. Variable CLERK_API_KEY. */
  readonly apiKey?: string | undefined;
  /** @deprecated Name of `apiUrl` in 2.x. */
  readonly serverApiUrl?: string | undefined;
  /** @deprecated The same, as the documentation of 2.x spells it. */
  readonly serverApiURL?: string | undefined;
  /** @deprecated Host of the Frontend API; use `publishableKey`. Variable CLERK_FRONTEND_API. */
  readonly frontendApi?: string | undefined;
  /** @deprecated Settings of the HTTP client for calls to the Backend API. See {@link HttpOptions}. */
  readonly httpOptions?: HttpOptions | RequestInit | undefined;
  /** @deprecated Accepted without effect: keys are cached for 5 minutes, then refreshed in the background. */
  readonly jwksCacheMaxAge?: number | undefined;
  /** @deprecated Name of `clockSkewInMs` in 4.x, in seconds. */
  readonly clockSkewInSeconds?: number | undefined;
}

/** Checks and cleans a key given under an old name like the option that replaced it. @throws {ConfigurationError} `option_invalid` */
function readKey(name: 'secretKey' | 'publishableKey', key: string | undefined): string | undefined {
  return readOptions<AllOptions>({ [name]: key }, {})[name];
}

/**
 * Builds a publishable key from a Frontend API host. The secret key shows whether the instance is for development or production; without
 * one, the host does.
 */
function publishableKeyOf(frontendApi: string, secretKey: string | undefined): string {
  if (frontendApi.startsWith('pk_')) return frontendApi;
  const host = frontendApi.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
  const built = buildPublishableKey(host);
  if (secretKey === undefined) return built;
  const isTest = secretKey.startsWith('sk_test_') || secretKey.startsWith('test_');
  return built.replace(/^pk_(test|live)_/, isTest ? 'pk_test_' : 'pk_live_');
}

/** The options under the names of `@acme/backend`. What `httpOptions` say is part of them. */
export function modernOptions(options: LegacyClerkOptions): AllOptions {
  const {
    apiKey,
    serverApiUrl,
    serverApiURL,
    frontendApi,
    httpOptions,
    jwksCacheMaxAge,
    clockSkewInSeconds: skew,
    ...rest
  } = options;
  const secretKey = readKey('secretKey', rest.secretKey || apiKey);
  const apiUrl = rest.apiUrl || serverApiUrl || serverApiURL;
  const host = readKey('publishableKey', frontendApi);
  const publishableKey =
    rest.publishableKey || (host && publishableKeyOf(host, secretKey ?? legacyEnvironment()['CLERK_SECRET_KEY']));
  const modern = {
    ...rest,
    ...(secretKey && { secretKey }),
    ...(apiUrl && { apiUrl }),
    ...(publishableKey && { publishableKey }),
    ...(skew !== undefined && rest.clockSkewInMs === undefined && { clockSkewInMs: skew * 1000 }),
  };
  return applyHttpOptions(modern, httpOptions);
}

/**
 * Refuses `strict` for a client: it would not be the strict profile of `@acme/backend`.
 * @throws {ConfigurationError} `option_invalid`
 */
export function refuseStrict(options: object): void {
  if (!('strict' in options) || options.strict === undefined) return;
  throw new ConfigurationError(
    'option_invalid',
    '`strict` is an option of the legacy middlewares, not of a client. For the strict profile use @acme/express, @acme/fastify or @acme/hono.',
  );
}

/** The options that concern the verification of a session token. */
export function verificationOptions(options: AllOptions): Parameters<typeof verifyToken>[1] {
  return Object.fromEntries(verifyTokenOptionNames.map((name) => [name, options[name]]));
}

/** The environment for `@acme/backend`: variables of the legacy SDK are used if their successors are not set. */
export function legacyEnvironment(): Environment {
  const { env } = process;
  const secretKey = readKey('secretKey', env['CLERK_SECRET_KEY'] || env['CLERK_API_KEY']);
  const frontendApi = readKey('publishableKey', env['CLERK_FRONTEND_API']);
  const publishableKey = env['CLERK_PUBLISHABLE_KEY'] || (frontendApi && publishableKeyOf(frontendApi, secretKey));
  return { ...env, CLERK_SECRET_KEY: secretKey, CLERK_PUBLISHABLE_KEY: publishableKey };
}
