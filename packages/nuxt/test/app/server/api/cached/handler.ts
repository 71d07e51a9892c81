import { defineCachedEventHandler } from '#imports';

/** Answers that differ for each person must not be made here; whoever does it all the same finds nobody. */
export default defineCachedEventHandler(
  (event) => ({ userId: event.context.auth().userId, madeAt: performance.now() }),
  { maxAge: 600 },
);
