#!/usr/bin/env node
/*!
 * Copyright (c) somebody
 * @license MIT
 */
/* eslint-disable no-console */
// The routes of users.
// strict routes
// guard
import type { RequestHandler } from 'express';
import { clerkClient, clerkMiddleware, getAuth } from '@acme/express'; // retired
// @ts-expect-error it has no types
import legacy from './legacy.js'; // ours

/** Answers 401 to whoever is not signed in. */
const requireSignedIn: RequestHandler = (req, res, next) => {
  if (getAuth(req).isAuthenticated) return next();
  res.status(401).json({ error: 'Unauthorized' });
};

// ---- routes ----

// eslint-disable-next-line @typescript-eslint/no-misused-promises
legacy.get('/', clerkMiddleware(), requireSignedIn, async (req: import('express').Request, res: import('express').Response) => {
  const auth = getAuth(req);
  // who asks
  const id = auth.userId; // the id
  /* all of them */ const { data: all } = await clerkClient.users.getUserList(); // list
  // answer
  res.json({ id, all, session: auth.sessionId });
});
