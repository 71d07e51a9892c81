import { auth } from '@acme/tanstack-react-start/server';
import { createFileRoute, Link } from '@tanstack/react-router';
import { createServerFn } from '@tanstack/react-start';
import { Page } from '../components/page';
import { SignOutButton } from '../components/sign-out-button';

// Loaders run in the browser too, so what only the server knows comes from a server function.
const whoAmI = createServerFn().handler(async () => {
  const { userId } = await auth();
  return { userId };
});

export const Route = createFileRoute('/')({ loader: () => whoAmI(), component: Home });

function Home() {
  const { userId } = Route.useLoaderData();
  if (!userId) {
    return (
      <Page title="TanStack Start example">
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
    <Page title="TanStack Start example">
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
