import { auth, clerkClient } from '@acme/tanstack-react-start/server';
import { createFileRoute, redirect } from '@tanstack/react-router';
import { createServerFn } from '@tanstack/react-start';
import { Page } from '../components/page';
import { SignOutButton } from '../components/sign-out-button';

const checkSignedIn = createServerFn().handler(async () => {
  const { userId } = await auth();
  if (!userId) throw redirect({ to: '/' });
});

// POST, so that a link on another site cannot sign users out: browsers send no session cookie with a form of another site.
async function signOut({ request }: { readonly request: Request }) {
  const { sessionId } = await auth();
  // The token has expired while the page was open. A page renews the session, a form does not.
  if (!sessionId) return new Response(null, { status: 303, headers: { location: '/sign-out' } });
  await clerkClient().sessions.revokeSession(sessionId);
  // The token in the cookie is valid until it expires (at most a minute), so the cookie is cleared.
  const names = (request.headers.get('cookie') ?? '').split('; ').map((pair) => pair.split('=', 1)[0] ?? '');
  const headers = new Headers({ location: '/' });
  for (const name of names)
    if (name.startsWith('__session')) headers.append('set-cookie', `${name}=; Path=/; Max-Age=0; SameSite=Lax`);
  return new Response(null, { status: 303, headers });
}

export const Route = createFileRoute('/sign-out')({
  server: { handlers: { POST: signOut } },
  loader: () => checkSignedIn(),
  component: SignOut,
});

function SignOut() {
  return (
    <Page title="Sign out">
      <p>Your session was renewed. Press the button again.</p>
      <nav>
        <SignOutButton />
      </nav>
    </Page>
  );
}
