import { redirect } from 'react-router';

/** `protect()` of the page leads to the sign-in page, and back. */
export const loader = () => redirect('/protected');
