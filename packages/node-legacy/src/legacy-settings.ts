import type { ClerkClient } from '@acme/backend';
import { createLazyClient, readOptions, type AllOptions } from '@acme/backend/adapter';
import { checkHttpOptions } from './http/apply-http-options.js';
import { legacyEnvironment, modernOptions, type LegacyClerkOptions } from './legacy-clerk-options.js';

declare const __PACKAGE_VERSION__: string;

const name = '@acme/node-legacy';
const identity = { userAgent: `${name}@${__PACKAGE_VERSION__}`, sdkMetadata: { name, version: __PACKAGE_VERSION__ } };

interface Current {
  readonly options: AllOptions;
  readonly client: ClerkClient;
}

/** The settings of a legacy client, which its deprecated setters may change, and the client that they result in. */
export class LegacySettings {
  #given: LegacyClerkOptions;
  #current: Current | undefined;

  constructor(given: LegacyClerkOptions) {
    this.#given = given;
    checkHttpOptions(given.httpOptions);
  }

  /** The client for the current settings; it reads the environment when it is first used. */
  get client(): ClerkClient {
    return this.#resolve().client;
  }

  /** Replaces some settings for all later calls. */
  change(changed: LegacyClerkOptions): void {
    this.#given = { ...this.#given, ...changed };
    this.#current = undefined;
    checkHttpOptions(changed.httpOptions);
  }

  /** The options of a middleware: its own, and for the rest those of the client. */
  forMiddleware<Options extends object>(own: Options): Options {
    return { ...this.#given, ...own };
  }

  /** The options under the names of `@acme/backend`, completed from the environment. */
  complete(): AllOptions {
    return readOptions(this.#resolve().options, legacyEnvironment());
  }

  #resolve(): Current {
    if (!this.#current) {
      const options = modernOptions(this.#given);
      this.#current = { options, client: createLazyClient({ ...identity, ...options }, legacyEnvironment) };
    }
    return this.#current;
  }
}
