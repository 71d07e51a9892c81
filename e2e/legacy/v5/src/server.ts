import {
  ClerkExpressRequireAuth,
  ClerkExpressWithAuth,
  clerkClient,
  type RequireAuthProp,
  type WithAuthProp,
} from '@clerk/clerk-sdk-node';
import express, { type NextFunction, type Request, type Response } from 'express';
import { page, profile, signOutButton } from './pages.js';

const app = express();

/** Where to sign in and come back to a path of this site. */
function signInLink(req: Request, path: string): string {
  const url = new URL(process.env.CLERK_SIGN_IN_URL ?? '');
  url.searchParams.set('redirect_url', `${req.protocol}://${req.get('host') ?? ''}${path}`);
  return url.href;
}

app.get('/', ClerkExpressWithAuth(), (req, res) => {
  const { auth } = req as WithAuthProp<Request>;
  if (!auth.userId) return void res.send(page('Home', '<p>You are signed out.</p>'));
  res.send(page('Home', `<p>You are signed in.</p>${signOutButton}`));
});

const showProfile = async (req: WithAuthProp<Request>, res: Response): Promise<void> => {
  if (!req.auth.userId) return res.redirect(signInLink(req, '/protected'));
  const { data } = await clerkClient.users.getUserList({ userId: [req.auth.userId] });
  const [user] = data;
  if (!user) return void res.status(404).end();
  res.send(page('Your profile', profile(user) + signOutButton));
};
app.get('/protected', ClerkExpressWithAuth(), (req, res, next) => {
  showProfile(req as WithAuthProp<Request>, res).catch(next);
});

app.get('/api/me', ClerkExpressRequireAuth(), (req, res) => {
  const { userId, sessionId } = (req as RequireAuthProp<Request>).auth;
  res.json({ userId, sessionId });
});

const signOut = async (req: WithAuthProp<Request>, res: Response): Promise<void> => {
  if (!req.auth.sessionId) return res.redirect(303, '/sign-out');
  await clerkClient.sessions.revokeSession(req.auth.sessionId);
  // The cookies are named __session and __session_ with an ending.
  for (const [, name = ''] of (req.headers.cookie ?? '').matchAll(/(?:^|;\s*)(__session[^=;]*)=/g))
    res.clearCookie(name);
  res.redirect(303, '/');
};
app.get('/sign-out', ClerkExpressWithAuth(), (req, res) => {
  if (!(req as WithAuthProp<Request>).auth.userId) return res.redirect('/');
  res.send(page('Sign out', `<p>Your session was renewed. Press the button again.</p>${signOutButton}`));
});
app.post('/sign-out', ClerkExpressWithAuth(), (req, res, next) => {
  signOut(req as WithAuthProp<Request>, res).catch(next);
});

app.use((error: Error & { statusCode?: number }, _req: Request, res: Response, next: NextFunction) => {
  if (res.headersSent) return next(error);
  res.status(error.statusCode ?? 500).json({ error: error.message });
});

const port = Number(process.env.PORT ?? 3000);
app.listen(port, () => console.log(`Site: http://localhost:${port}`));
