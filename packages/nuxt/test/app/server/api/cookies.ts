import { appendResponseHeader, defineEventHandler } from 'h3';

export default defineEventHandler((event) => {
  appendResponseHeader(event, 'set-cookie', 'mine=1; Path=/');
  appendResponseHeader(event, 'set-cookie', 'a=1');
  return 'ok';
});
