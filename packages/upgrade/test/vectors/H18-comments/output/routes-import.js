// @ts-check

import { getAuth } from '@acme/express';

/** Answers with the user. */
export const me = (req, res) => res.json(getAuth(req).userId);
