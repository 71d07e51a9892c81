import { ClerkExpressWithAuth, LooseAuthProp, WithAuthProp } from '@clerk/clerk-sdk-node';
import express, { Application, Request, Response } from 'express';

const app: Application = express();

declare global {
  namespace Express {
    interface Request extends LooseAuthProp {}
  }
}

app.use(ClerkExpressWithAuth());
app.get('/', (req: WithAuthProp<Request>, res: Response) => {
  res.json(req.auth);
});
