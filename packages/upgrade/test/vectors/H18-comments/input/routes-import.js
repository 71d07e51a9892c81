// @ts-check

/** Answers with the user. */
export const me = (req, res) => res.json(req.auth.userId);
