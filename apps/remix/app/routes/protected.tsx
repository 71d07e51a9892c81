import { clerkClient, protect } from '@acme/remix/ssr.server';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { Page } from '../components/page';
import { SignOutButton } from '../components/sign-out-button';

export const meta: MetaFunction = () => [{ title: 'Your profile' }];

export async function loader(args: LoaderFunctionArgs) {
  // Signed-out visitors are redirected to the sign-in page, and come back here.
  const { userId } = await protect(args);
  const { users } = await clerkClient(args);
  const { id, fullName, primaryEmailAddress } = await users.getUser(userId);
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
