import { Router } from "express";
import { ClerkExpressRequireAuth as auth, clerkClient } from "@clerk/clerk-sdk-node";
import { currentUser } from "../lib/current-user.js";

const router = Router();

router.get("/", auth(), async (req, res) => {
  const user = await currentUser(req);
  res.json({ id: user.id });
});

router.get("/sessions", auth(), async (req, res) => {
  const sessions = await clerkClient.sessions.getSessionList({ userId: req.auth.userId });
  res.json({ sessions: sessions.totalCount });
});

export default router;
