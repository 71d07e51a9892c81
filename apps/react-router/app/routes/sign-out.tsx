import { clerkClient, getAuth } from '@acme/react-router/server';
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from 'react-router';
import { Page } from '../components/page';
import { SignOutButton } from '../components/sign-out-button';

export async function loader(args: LoaderFunctionArgs) {
  const { userId } = await getAuth(args);
  return userId ? null : redirect('/');
}

// POST, so that a link on another site cannot sign users out: browsers send no session cookie with a form of another site.
export async function action(args: ActionFunctionArgs) {
  const { sessionId } = await getAuth(args);
  // The token has expired while the page was open. A page renews the session, a form does not.
  if (!sessionId) return redirect('/sign-out', 303);
  await clerkClient(args).sessions.revokeSession(sessionId);
  // The token in the cookie is valid until it expires (at most a minute), so the cookie is cleared.
  const names = (args.request.headers.get('cookie') ?? '').split('; ').map((pair) => pair.split('=', 1)[0] ?? '');
  const headers = new Headers();
  for (const name of names)
    if (name.startsWith('__session')) headers.append('set-cookie', `${name}=; Path=/; Max-Age=0; SameSite=Lax`);
  return redirect('/', { status: 303, headers });
}

export default function SignOut() {
  return (
    <Page title="Sign out">
      <p>Your session was renewed. Press the button again.</p>
      <nav>
        <SignOutButton />
      </nav>
    </Page>
  );
}
