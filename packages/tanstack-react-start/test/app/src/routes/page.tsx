import { createFileRoute } from '@tanstack/react-router';
import { whoAmI } from '../server-functions';

export const Route = createFileRoute('/page')({
  loader: () => whoAmI(),
  component: function Page() {
    return <p id="who">{Route.useLoaderData().userId ?? 'nobody'}</p>;
  },
});
