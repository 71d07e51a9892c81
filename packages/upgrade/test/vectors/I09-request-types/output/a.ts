/// <reference types="@acme/express/env" />
import { clerkMiddleware, getAuth } from '@acme/express';
import express, { Application, Request, Response } from 'express';

const app: Application = express();

app.use(clerkMiddleware());
app.get('/', (req: Request, res: Response) => {
  res.json(getAuth(req));
});
