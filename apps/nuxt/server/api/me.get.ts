import { protect } from '@acme/nuxt/server';

/** JSON for scripts; 401 when signed out. */
export default defineEventHandler((event) => {
  const { userId, sessionId } = protect(event);
  return { userId, sessionId };
});
