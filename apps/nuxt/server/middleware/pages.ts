import { createRouteMatcher, protect } from '@acme/nuxt/server';

// Upper and lower case are the same to Nuxt's router.
const isProtected = createRouteMatcher(['/protected(.*)', '/organization(.*)']);

// Signed-out visitors are redirected to the sign-in page, and come back to the page. What pages show comes from `server/api`, where each
// route protects itself: a link inside the application loads no page from the server.
export default defineEventHandler((event) => {
  if (isProtected(event)) protect(event);
});
