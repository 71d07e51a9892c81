import { protect } from '@acme/nuxt/server';
import { defineCachedEventHandler } from '#imports';

export default defineCachedEventHandler((event) => ({ userId: protect(event).userId }), { maxAge: 600 });
