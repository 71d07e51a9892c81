import type { CallOptions } from '../call-options.js';
import { endpoints } from '../endpoint-group.js';
import type { TestingToken } from '../resources/testing-token.js';

/** Tokens that let automated tests past the bot protection. */
export interface TestingTokensApi {
  /**
   * Makes a token that lets automated tests past the bot protection.
   * @throws {ClerkAPIResponseError} any status outside 200 to 299
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /testing_tokens}
   */
  createTestingToken(options?: CallOptions): Promise<TestingToken>;
}

/** Routes of {@link TestingTokensApi}. */
export const testingTokens = endpoints<TestingTokensApi>()({
  createTestingToken: 'POST /testing_tokens',
});
