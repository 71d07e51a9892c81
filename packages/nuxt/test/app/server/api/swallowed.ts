import { protect } from '@acme/nuxt/server';
import { defineEventHandler } from 'h3';

/** Whoever catches the refusal does not undo it. */
export default defineEventHandler((event) => {
  try {
    protect(event);
  } catch {
    return { secret: 'nobody may see it' };
  }
  return { secret: 'passed' };
});
