import type { APIRoute } from 'astro';

/** `protect()` of the page leads to the sign-in page, and back. */
export const GET: APIRoute = ({ redirect }) => redirect('/protected');
