// Runs after the middleware of the module, so that it knows who sends the request.
import { createRouteMatcher, protect } from '@acme/nuxt/server';
import { defineEventHandler, getQuery, setResponseHeader } from 'h3';

const isGuarded = createRouteMatcher(['/guarded(.*)']);
const isAdmin = createRouteMatcher(['/admin(.*)']);

export default defineEventHandler((event) => {
  setResponseHeader(event, 'x-seen', typeof event.context.auth);
  if (isGuarded(event) || 'guarded' in getQuery(event)) protect(event);
  if (isAdmin(event)) protect(event, { role: 'org:admin' });
});
