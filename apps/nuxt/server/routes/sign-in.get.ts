/** `protect()` of the page leads to the sign-in page, and back. */
export default defineEventHandler((event) => sendRedirect(event, '/protected'));
