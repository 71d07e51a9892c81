import { defineEventHandler, getQuery } from 'h3';

/** Functions have no JSON. */
const shown = (auth: object) =>
  Object.fromEntries(
    Object.entries(auth)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => [name, typeof value === 'function' ? '[fn]' : value]),
  );

export default defineEventHandler(async (event) => {
  const { o } = getQuery(event);
  const auth = event.context.auth(typeof o === 'string' ? JSON.parse(o) : undefined);
  return {
    ...shown(auth),
    __isPromise: typeof (auth as { then?: unknown }).then,
    __token: (await auth.getToken()) ? '<token>' : null,
    __ctx: Object.keys(event.context).sort(),
    __propUser: (event.context.auth as { userId?: string }).userId ?? null,
  };
});
