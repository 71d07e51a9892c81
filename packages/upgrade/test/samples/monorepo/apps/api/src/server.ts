import type { AddressInfo } from 'node:net';
import { clerk, requireUser, withUser, type WithAuthProp } from '@sample/auth';
import express, { type Request, type Response } from 'express';
import { adminRouter } from './admin.js';

const app = express();

app.get('/who', withUser, (req, res) => {
  res.json({ userId: (req as WithAuthProp<Request>).auth.userId });
});

app.get('/people', requireUser, async (_req: Request, res: Response) => {
  const { totalCount } = await clerk.users.getUserList({ limit: 1 });
  res.json({ totalCount });
});

app.use('/admin', requireUser, adminRouter);

const server = app.listen(Number(process.env.PORT ?? 3000), () => {
  const { port } = server.address() as AddressInfo;
  console.log(JSON.stringify({ port }));
});
