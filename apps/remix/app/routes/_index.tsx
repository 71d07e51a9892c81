import { getAuth } from '@acme/remix/ssr.server';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { Page } from '../components/page';
import { SignOutButton } from '../components/sign-out-button';

export const meta: MetaFunction = () => [{ title: 'Remix example' }];

export async function loader(args: LoaderFunctionArgs) {
  const { userId } = await getAuth(args);
  return { userId };
}

export default function Home() {
  const { userId } = useLoaderData<typeof loader>();
  if (!userId) {
    return (
      <Page title="Remix example">
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
    <Page title="Remix example">
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
