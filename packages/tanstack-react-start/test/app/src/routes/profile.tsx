import { createFileRoute } from '@tanstack/react-router';
import { loadProfile } from '../server-functions';

export const Route = createFileRoute('/profile')({
  loader: () => loadProfile(),
  component: function Profile() {
    const { user } = Route.useLoaderData();
    return <p id="name">{user.firstName}</p>;
  },
});
