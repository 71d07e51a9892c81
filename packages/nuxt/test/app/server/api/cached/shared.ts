import { defineEventHandler, getQuery } from 'h3';

export default defineEventHandler((event) => {
  const { userId } = event.context.auth();
  return getQuery(event)['how'] === 'stream' ? new Response(JSON.stringify({ userId })).body : { userId };
});
