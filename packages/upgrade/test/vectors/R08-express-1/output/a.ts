import { clerkMiddleware, getAuth } from '@acme/express';

app.use(clerkMiddleware());
app.get('/a', (req: Request, res: Response) => res.json(getAuth(req).userId));
app.get('/b', (req: Request, res: Response) => res.json(req.auth().userId));
