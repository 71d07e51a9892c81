import { auth } from '@acme/nextjs/server';
import { redirect } from 'next/navigation';
import { Page } from '../../components/page';
import { SignOutButton } from '../../components/sign-out-button';

export default async function SignOut() {
  const { userId } = await auth();
  if (!userId) redirect('/');
  return (
    <Page title="Sign out">
      <p>Your session was renewed. Press the button again.</p>
      <nav>
        <SignOutButton />
      </nav>
    </Page>
  );
}
