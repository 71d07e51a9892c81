import { testingTokens as testingTokensEndpoints } from '@acme/backend/endpoints';
import { answers } from '../route.js';

const LIFETIME_SECONDS = 60 * 60;

export const testingTokens = answers(testingTokensEndpoints, {
  createTestingToken: ({ now, createId }) => ({
    object: 'testing_token',
    // Nothing checks it: the emulator has no bot protection to get past.
    token: createId('tt'),
    expires_at: Math.floor(now() / 1000) + LIFETIME_SECONDS,
  }),
});
