import { clerkClient, protect } from '@acme/react-router/server';
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router';
import { Page } from '../components/page';
import { SignOutButton } from '../components/sign-out-button';

export async function loader(args: LoaderFunctionArgs) {
  // Signed-out visitors are redirected to the sign-in page, and come back here.
  const { userId } = await protect(args);
  const { id, fullName, primaryEmailAddress } = await clerkClient(args).users.getUser(userId);
  return { id, name: fullName, email: primaryEmailAddress?.emailAddress };
}

export default function Profile() {
  const { id, name, email } = useLoaderData<typeof loader>();
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
