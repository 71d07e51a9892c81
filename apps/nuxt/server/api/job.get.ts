import { protect } from '@acme/nuxt/server';

/** For programs, with an API key of a user or a machine token. */
export default defineEventHandler((event) => {
  const { tokenType, subject } = protect(event, { token: ['api_key', 'm2m_token'] });
  return { kind: tokenType, subject };
});
