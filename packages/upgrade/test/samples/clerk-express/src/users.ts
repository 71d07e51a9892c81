import { isClerkAPIResponseError } from '@clerk/backend/errors';
import { clerkClient, getAuth } from '@clerk/express';
import type { User } from '@clerk/backend';
import { Router } from 'express';
import { requireUser } from './require-user.js';

const toJson = ({ id, fullName }: User) => ({ id, fullName });

export const users = Router();
users.use(requireUser);

users.get('/me', async (req, res) => {
  const { userId } = getAuth(req);
  res.json(userId ? toJson(await clerkClient.users.getUser(userId)) : null);
});

users.get('/:id', async (req, res) => {
  try {
    res.json(toJson(await clerkClient.users.getUser(req.params.id)));
  } catch (error) {
    if (!isClerkAPIResponseError(error)) throw error;
    res.status(error.status ?? 502).json({ code: error.errors[0]?.code });
  }
});
