import clerk, {
  ClerkExpressRequireAuth,
  ClerkExpressWithAuth,
  sessions,
  type LooseAuthProp,
} from '@clerk/clerk-sdk-node';
import express, { type NextFunction, type Request, type Response } from 'express';
import { page, profile, signOutButton } from './pages.js';

declare global {
  namespace Express {
    interface Request extends LooseAuthProp {}
  }
}

const app = express();

/** Where to sign in and come back to a path of this site. */
function signInLink(req: Request, path: string): string {
  const url = new URL(process.env.CLERK_SIGN_IN_URL ?? '');
  url.searchParams.set('redirect_url', `${req.protocol}://${req.get('host') ?? ''}${path}`);
  return url.href;
}

app.get('/api/me', ClerkExpressRequireAuth(), (req: Request, res: Response) => {
  const { userId, sessionId } = req.auth;
  res.json({ userId, sessionId });
});

app.use(ClerkExpressWithAuth());

app.get('/', (req: Request, res: Response) => {
  if (!req.auth.userId) return void res.send(page('Home', '<p>You are signed out.</p>'));
  res.send(page('Home', `<p>You are signed in.</p>${signOutButton}`));
});

app.get('/protected', async (req: Request, res: Response, next: NextFunction) => {
  try {
    if (!req.auth.userId) return void res.redirect(signInLink(req, '/protected'));
    const [user] = await clerk.users.getUserList({ userId: [req.auth.userId] });
    if (!user) return void res.status(404).end();
    res.send(page('Your profile', profile(user) + signOutButton));
  } catch (error) {
    next(error);
  }
});

app.get('/sign-out', (req: Request, res: Response) => {
  if (!req.auth.userId) return void res.redirect('/');
  res.send(page('Sign out', `<p>Your session was renewed. Press the button again.</p>${signOutButton}`));
});

app.post('/sign-out', async (req: Request, res: Response, next: NextFunction) => {
  try {
    if (!req.auth.sessionId) return void res.redirect(303, '/sign-out');
    await sessions.revokeSession(req.auth.sessionId);
    // The cookies are named __session and __session_ with an ending.
    for (const [, name = ''] of (req.headers.cookie ?? '').matchAll(/(?:^|;\s*)(__session[^=;]*)=/g))
      res.clearCookie(name);
    res.redirect(303, '/');
  } catch (error) {
    next(error);
  }
});

app.use((error: Error & { statusCode?: number }, _req: Request, res: Response, next: NextFunction) => {
  if (res.headersSent) return next(error);
  if (error.message === 'Unauthenticated') return void res.status(401).json({ error: error.message });
  res.status(error.statusCode ?? 500).json({ error: error.message });
});

const port = Number(process.env.PORT ?? 3000);
app.listen(port, () => console.log(`Site: http://localhost:${port}`));
