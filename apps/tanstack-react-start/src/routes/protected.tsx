import { clerkClient, protect } from '@acme/tanstack-react-start/server';
import { createFileRoute, Link } from '@tanstack/react-router';
import { createServerFn } from '@tanstack/react-start';
import { Page } from '../components/page';
import { SignOutButton } from '../components/sign-out-button';

const loadProfile = createServerFn().handler(async () => {
  // Signed-out visitors are redirected to the sign-in page, and come back here.
  const { userId } = await protect();
  const { id, fullName, primaryEmailAddress } = await clerkClient().users.getUser(userId);
  return { id, name: fullName, email: primaryEmailAddress?.emailAddress };
});

export const Route = createFileRoute('/protected')({ loader: () => loadProfile(), component: Profile });

function Profile() {
  const { id, name, email } = Route.useLoaderData();
  return (
    <Page title="Your profile">
      <dl>
        <dt>Name</dt>
        <dd>{name ?? 'no name'}</dd>
        <dt>E-mail</dt>
        <dd>{email ?? 'no e-mail address'}</dd>
        <dt>User</dt>
        <dd>{id}</dd>
      </dl>
      <nav>
        <Link className="main" to="/">
          Home
        </Link>
        <SignOutButton />
      </nav>
    </Page>
  );
}
