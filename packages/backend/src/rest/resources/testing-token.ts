import type { TestingTokenJSON } from '../../wire/testing-token.js';
import type { ResourceReader } from '../resource.js';

/**
 * A token that lets automated tests past the bot protection.
 * The official client returns the JSON unchanged although its type has camel case names; here both spellings work.
 */
export class TestingToken {
  declare readonly object: 'testing_token';
  /** The token, to be sent as `__clerk_testing_token`. */
  declare readonly token: string;
  /** The same as `expiresAt`, as sent by the service. */
  declare readonly expires_at: number;

  /** When it expires; Unix time in seconds. */
  get expiresAt(): number {
    return this.expires_at;
  }
}

/** Reads `TestingTokenJSON`. */
export const testingToken: ResourceReader<TestingTokenJSON, TestingToken> = {
  object: 'testing_token',
  read: (json) => Object.assign(new TestingToken(), json),
};
