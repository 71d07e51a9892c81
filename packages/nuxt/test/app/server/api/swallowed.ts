import { protect } from '@acme/nuxt/server';
import { defineEventHandler, getQuery } from 'h3';

/** Whoever catches the refusal does not undo it. */
export default defineEventHandler((event) => {
  const { how } = getQuery(event);
  try {
    protect(event);
  } catch {
    const secret = 'nobody may see it';
    if (how === 'stream') return new Response(secret).body;
    if (how === 'response') return new Response(secret);
    return { secret };
  }
  return { secret: 'passed' };
});
