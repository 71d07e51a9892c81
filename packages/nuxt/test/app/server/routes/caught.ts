import { protect } from '@acme/nuxt/server';
import { defineEventHandler, getQuery, setResponseHeader } from 'h3';

/** Catches the refusal of a page, and answers as though nothing had happened. */
export default defineEventHandler((event) => {
  const { how } = getQuery(event);
  try {
    protect(event, { role: 'org:admin' });
  } catch {
    const secret = 'nobody may see it';
    if (how === 'head') event.node.res.writeHead(200, { 'content-type': 'text/html' });
    if (how === 'head' || how === 'write') {
      event.node.res.write(secret);
      event.node.res.end(secret);
      return;
    }
    if (how === 'stream') return new Response(secret).body;
    if (how === 'response') return new Response(secret);
    setResponseHeader(event, 'content-type', 'text/html');
    return `<p>${secret}</p>`;
  }
  return 'passed';
});
