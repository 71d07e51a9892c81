#!/usr/bin/env node
/*!
 * Copyright (c) somebody
 * @license MIT
 */
/* eslint-disable no-console */
// The routes of users.
import {
  // strict routes
  ClerkExpressRequireAuth, // guard
  users,
} from '@clerk/clerk-sdk-node'; // retired
// @ts-expect-error it has no types
import legacy from './legacy.js'; // ours

// ---- routes ----

// eslint-disable-next-line @typescript-eslint/no-misused-promises
legacy.get('/', ClerkExpressRequireAuth(), async (req: import('express').Request, res: import('express').Response) => {
  // who asks
  const id = req.auth.userId; // the id
  /* all of them */ const all = await users.getUserList(); // list
  // answer
  res.json({ id, all, session: req.auth.sessionId });
});
