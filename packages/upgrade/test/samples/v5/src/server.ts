import type { AddressInfo } from 'node:net';
import {
  ClerkExpressRequireAuth,
  ClerkExpressWithAuth,
  clerkClient,
  createClerkClient,
  createClerkExpressWithAuth,
  type RequireAuthProp,
  type WithAuthProp,
} from '@clerk/clerk-sdk-node';
import express, { type Request, type Response } from 'express';

const own = createClerkClient({
  secretKey: process.env.CLERK_SECRET_KEY,
  publishableKey: process.env.CLERK_PUBLISHABLE_KEY,
  apiUrl: process.env.CLERK_API_URL,
});
const withOwn = createClerkExpressWithAuth({ clerkClient: own });
const app = express();

app.get('/who', ClerkExpressWithAuth(), (req, res) => {
  const { auth } = req as WithAuthProp<Request>;
  res.json({ userId: auth.userId, claims: auth.sessionClaims ? 'yes' : 'no' });
});

app.get('/own', withOwn(), (req, res) => {
  res.json({ userId: (req as WithAuthProp<Request>).auth.userId });
});

const show = async (req: RequireAuthProp<Request>, res: Response) => {
  const user = await clerkClient.users.getUser(req.auth.userId);
  const { totalCount } = await clerkClient.users.getUserList();
  res.json({ id: user.id, totalCount });
};
app.get('/me', ClerkExpressRequireAuth(), (req, res, next) => {
  show(req as RequireAuthProp<Request>, res).catch(next);
});

const server = app.listen(Number(process.env.PORT ?? 3000), () => {
  const { port } = server.address() as AddressInfo;
  console.log(JSON.stringify({ port }));
});
