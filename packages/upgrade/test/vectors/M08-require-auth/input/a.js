import { requireAuth, requireSession } from '@clerk/clerk-sdk-node';
import express from 'express';

const app = express();
app.get('/a', requireAuth((req, res) => res.json(req.auth.userId), { onError: log }));
app.get('/b', requireSession(handler));
