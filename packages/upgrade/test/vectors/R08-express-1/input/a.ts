import { clerkMiddleware } from '@clerk/express';

app.use(clerkMiddleware());
app.get('/a', (req: Request, res: Response) => res.json(req.auth.userId));
app.get('/b', (req: Request, res: Response) => res.json(req.auth().userId));
