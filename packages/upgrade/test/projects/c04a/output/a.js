import { clerkMiddleware, getAuth } from '@acme/express';
import express from 'express';
const app = express();
app.use(clerkMiddleware());
app.get('/', (req, res) => res.json(getAuth(req).isAuthenticated ? getAuth(req).userId : null));
