import * as clerk from "@clerk/clerk-sdk-node";
import { Router } from "express";

const router = Router();
router.use(clerk.ClerkExpressRequireAuth());

router.get("/", async (req, res, next) => {
  try {
    const { data } = await clerk.clerkClient.organizations.getOrganizationList();
    res.json({ teams: data.map((team) => team.slug), by: req.auth.userId });
  } catch (error) {
    next(error);
  }
});

router.post("/", async (req, res) => {
  const { auth } = req;
  const team = await clerk.clerkClient.organizations.createOrganization({
    name: req.body.name,
    createdBy: auth.userId,
  });
  res.status(201).json({ name: team.name, createdBy: team.createdBy });
});

export default router;
