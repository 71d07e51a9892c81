import { protect } from '@acme/nuxt/server';

// Upper and lower case are the same to the router of the pages.
const pages = /^\/(protected|organization)/i;

// Signed-out visitors are redirected to the sign-in page, and come back to the page. What pages show comes from `server/api`, where each
// route protects itself: a link inside the application loads no page from the server.
export default defineEventHandler((event) => {
  if (pages.test(event.path)) protect(event);
});
