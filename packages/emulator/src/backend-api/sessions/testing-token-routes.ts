import { testingTokens as testingTokensEndpoints } from '@acme/backend/endpoints';
import { answers } from '../backend-route.js';

const lifetimeSeconds = 60 * 60;

export const testingTokenRoutes = answers(testingTokensEndpoints, {
  createTestingToken: ({ now, createId }) => ({
    object: 'testing_token',
    // Nothing checks it: the emulator has no bot protection.
    token: createId('tt'),
    expires_at: Math.floor(now() / 1000) + lifetimeSeconds,
  }),
});
