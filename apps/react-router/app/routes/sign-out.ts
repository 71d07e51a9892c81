import { clerkClient, getAuth } from '@acme/react-router/server';
import { type ActionFunctionArgs, redirect } from 'react-router';

// POST, so that a link on another site cannot sign users out: browsers send no session cookie with a form of another site.
export async function action(args: ActionFunctionArgs) {
  const { sessionId } = await getAuth(args);
  if (sessionId) await clerkClient(args).sessions.revokeSession(sessionId);
  // The token in the cookie is valid until it expires (at most a minute), so the cookie is cleared.
  const names = (args.request.headers.get('cookie') ?? '').split('; ').map((pair) => pair.split('=', 1)[0] ?? '');
  const headers = new Headers();
  for (const name of names)
    if (name.startsWith('__session')) headers.append('set-cookie', `${name}=; Path=/; Max-Age=0; SameSite=Lax`);
  return redirect('/', { status: 303, headers });
}
