import { on, type BackendRoutes } from './route.js';

const LIFETIME_SECONDS = 60 * 60;

export const testingTokens: BackendRoutes = {
  createTestingToken: on('POST /testing_tokens', ({ now, createId }) => ({
    object: 'testing_token',
    // Nothing checks it: the emulator has no bot protection to get past.
    token: createId('tt'),
    expires_at: Math.floor(now() / 1000) + LIFETIME_SECONDS,
  })),
};
