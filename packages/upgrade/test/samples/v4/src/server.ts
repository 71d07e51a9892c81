import type { AddressInfo } from 'node:net';
import clerk, {
  ClerkExpressRequireAuth,
  ClerkExpressWithAuth,
  Clerk,
  type LooseAuthProp,
  type User,
} from '@clerk/clerk-sdk-node';
import express, { type NextFunction, type Request, type Response } from 'express';
import { adminRouter } from './routes/admin.js';

declare global {
  namespace Express {
    interface Request extends LooseAuthProp {}
  }
}

const own = Clerk({ apiKey: process.env.CLERK_API_KEY, apiUrl: process.env.CLERK_API_URL });
const app = express();

app.use(ClerkExpressWithAuth({ signInUrl: '/sign-in' }));

app.get('/who', (req, res) => {
  if (!req.auth.userId) return void res.json({ userId: null });
  res.json({ userId: req.auth.userId, issuer: req.auth.claims?.iss });
});

app.get('/people', ClerkExpressRequireAuth(), async (_req: Request, res: Response, next: NextFunction) => {
  try {
    const people: User[] = await clerk.users.getUserList({ limit: 10 });
    const [first] = await own.users.getUserList({ limit: 1 });
    res.json({ ids: people.map(({ id }) => id), first: first?.id });
  } catch (error) {
    next(error);
  }
});

app.use('/admin', own.expressRequireAuth(), adminRouter);

app.use((error: Error, _req: Request, res: Response, _next: NextFunction) => {
  if (error.message === 'Unauthenticated') return void res.status(401).end();
  res.status(500).json({ error: error.message });
});

const server = app.listen(Number(process.env.PORT ?? 3000), () => {
  const { port } = server.address() as AddressInfo;
  console.log(JSON.stringify({ port }));
});
