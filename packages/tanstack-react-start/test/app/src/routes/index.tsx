import { createFileRoute, Link } from '@tanstack/react-router';
import { act, whoAmI } from '../server-functions';

export const Route = createFileRoute('/')({
  loader: () => whoAmI(),
  component: function Home() {
    const { userId } = Route.useLoaderData();
    return (
      <>
        <p id="who">{userId ?? 'nobody'}</p>
        <Link to="/profile">Profile</Link>
        <button onClick={() => void act()}>Act</button>
      </>
    );
  },
});
