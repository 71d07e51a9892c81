import { redirect } from 'react-router';
import type { Route } from './+types/sign-in';

/** `protect()` of the page leads to the sign-in page, and back. */
export const loader = (_: Route.LoaderArgs) => redirect('/protected');
