import { defineCachedEventHandler } from '#imports';

export default defineCachedEventHandler((event) => ({ userId: event.context.auth().userId }), {
  maxAge: 600,
  varies: ['cookie', 'authorization'],
  getKey: () => 'the same for all',
});
