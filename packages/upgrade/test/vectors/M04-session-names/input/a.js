import { ClerkExpressRequireSession, ClerkExpressWithSession, users } from '@clerk/clerk-sdk-node';
import express from 'express';

const app = express();
app.use(ClerkExpressWithSession());
app.get('/me', ClerkExpressRequireSession(), async (req, res) => res.json(await users.getUser(req.session.userId)));
