import { clerkClient, protect } from '@acme/react-router/server';
import { Link } from 'react-router';
import { Page } from '../components/page';
import { SignOutButton } from '../components/sign-out-button';
import type { Route } from './+types/protected';

export async function loader(args: Route.LoaderArgs) {
  // Signed-out visitors are redirected to the sign-in page, and come back here.
  const { userId } = await protect(args);
  const { id, fullName, primaryEmailAddress } = await clerkClient(args).users.getUser(userId);
  return { id, name: fullName, email: primaryEmailAddress?.emailAddress };
}

export default function Profile({ loaderData: { id, name, email } }: Route.ComponentProps) {
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
