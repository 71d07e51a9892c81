import { auth } from '@acme/nextjs/server';
import { Page } from '../components/page';
import { SignOutButton } from '../components/sign-out-button';

export default async function Home() {
  const { userId } = await auth();
  if (!userId) {
    return (
      <Page title="Next.js example">
        <p>You are signed out.</p>
        <nav>
          <a className="main" href="/protected">
            Your profile
          </a>
          <a href="/sign-in">Sign in</a>
        </nav>
      </Page>
    );
  }
  return (
    <Page title="Next.js example">
      <p>
        You are signed in as <strong>{userId}</strong>.
      </p>
      <nav>
        <a className="main" href="/protected">
          Your profile
        </a>
        <SignOutButton />
      </nav>
    </Page>
  );
}
