import { getAuth } from '@acme/react-router/server';
import { Link } from 'react-router';
import { Page } from '../components/page';
import { SignOutButton } from '../components/sign-out-button';
import type { Route } from './+types/home';

export async function loader(args: Route.LoaderArgs) {
  const { userId } = await getAuth(args);
  return { userId };
}

export default function Home({ loaderData: { userId } }: Route.ComponentProps) {
  if (!userId) {
    return (
      <Page title="React Router example">
        <p>You are signed out.</p>
        <nav>
          <Link className="main" to="/protected">
            Your profile
          </Link>
          <a href="/sign-in">Sign in</a>
        </nav>
      </Page>
    );
  }
  return (
    <Page title="React Router example">
      <p>
        You are signed in as <strong>{userId}</strong>.
      </p>
      <nav>
        <Link className="main" to="/protected">
          Your profile
        </Link>
        <SignOutButton />
      </nav>
    </Page>
  );
}
