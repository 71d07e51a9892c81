import { createClerkClient, createClerkExpressRequireAuth, createClerkExpressWithAuth } from '@clerk/clerk-sdk-node';
import express from 'express';

const app = express();
const clerkClient = createClerkClient({ secretKey: 'x' });
const withAuth = createClerkExpressWithAuth({ clerkClient, publishableKey: 'pk' });
app.use(createClerkExpressWithAuth({ clerkClient, apiKey: 'x' })({ audience: 'a', strict: true }));
app.get('/a', createClerkExpressRequireAuth({ clerkClient })(), (_req, res) => res.end());
app.get('/b', withAuth({ audience: 'b' }), (_req, res) => res.end());
