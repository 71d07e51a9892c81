import type { ClerkClient } from '@acme/backend';
import { createLazyClient, readOptions, type AllOptions } from '@acme/backend/adapter';
import { legacyEnvironment, modernOptions, type HttpOptions, type LegacyClerkOptions } from './legacy-clerk-options.js';

declare const __PACKAGE_VERSION__: string;

const name = '@acme/node-legacy';
const identity = { userAgent: `${name}@${__PACKAGE_VERSION__}`, sdkMetadata: { name, version: __PACKAGE_VERSION__ } };

interface Current {
  readonly client: ClerkClient;
  readonly headers: HttpOptions['headers'];
}

/** The settings of a legacy client, which its deprecated setters may change, and the client that they result in. */
export class LegacySettings {
  #given: LegacyClerkOptions;
  #current: Current | undefined;

  constructor(given: LegacyClerkOptions) {
    this.#given = given;
  }

  /** The client for the current settings; it reads the environment when it is first used. */
  get client(): ClerkClient {
    return this.#resolve().client;
  }

  /** Additional headers for API calls. */
  get headers(): HttpOptions['headers'] {
    return this.#resolve().headers;
  }

  /** Replaces some settings for all later calls. */
  change(changed: LegacyClerkOptions): void {
    this.#given = { ...this.#given, ...changed };
    this.#current = undefined;
  }

  /** The options of a middleware: its own, and for the rest those of the client. */
  forMiddleware<Options extends LegacyClerkOptions>(own: Options): Options {
    return { ...this.#given, httpOptions: undefined, ...own };
  }

  /** The options under the names of `@acme/backend`, completed from the environment. */
  complete(): AllOptions {
    return readOptions(modernOptions(this.#given).options, legacyEnvironment());
  }

  #resolve(): Current {
    if (!this.#current) {
      const { options, headers } = modernOptions(this.#given);
      this.#current = { client: createLazyClient({ ...identity, ...options }, legacyEnvironment), headers };
    }
    return this.#current;
  }
}
