import { auth, currentUser } from '@acme/nextjs/server';
import { Page } from '../../components/page';
import { SignOutButton } from '../../components/sign-out-button';

export default async function Profile() {
  // Signed-out visitors are redirected to the sign-in page, and come back here.
  await auth.protect();
  const user = await currentUser();
  return (
    <Page title="Your profile">
      <dl>
        <dt>Name</dt>
        <dd>{user?.fullName ?? 'no name'}</dd>
        <dt>E-mail</dt>
        <dd>{user?.primaryEmailAddress?.emailAddress ?? 'no e-mail address'}</dd>
        <dt>User</dt>
        <dd>{user?.id}</dd>
      </dl>
      <nav>
        <a className="main" href="/">
          Home
        </a>
        <SignOutButton />
      </nav>
    </Page>
  );
}
