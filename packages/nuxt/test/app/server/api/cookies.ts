import { appendResponseHeader, defineEventHandler, getQuery, setResponseHeader } from 'h3';

export default defineEventHandler((event) => {
  appendResponseHeader(event, 'set-cookie', 'mine=1; Path=/');
  appendResponseHeader(event, 'set-cookie', 'a=1');
  if (getQuery(event)['how'] !== 'stream') return 'ok';
  setResponseHeader(event, 'cache-control', 'public, max-age=600');
  return new Response('ok').body;
});
