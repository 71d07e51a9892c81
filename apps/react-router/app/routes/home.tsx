import { getAuth } from '@acme/react-router/server';
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router';
import { Page } from '../components/page';
import { SignOutButton } from '../components/sign-out-button';

export async function loader(args: LoaderFunctionArgs) {
  const { userId } = await getAuth(args);
  return { userId };
}

export default function Home() {
  const { userId } = useLoaderData<typeof loader>();
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
