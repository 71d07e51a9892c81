import { createFileRoute, redirect } from '@tanstack/react-router';

/** `protect()` of the page leads to the sign-in page, and back. */
export const Route = createFileRoute('/sign-in')({
  beforeLoad: () => {
    throw redirect({ to: '/protected', reloadDocument: true });
  },
});
