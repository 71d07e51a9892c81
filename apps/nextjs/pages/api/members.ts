import { clerkClient, getAuth } from '@acme/nextjs/server';
import type { NextApiRequest, NextApiResponse } from 'next';

// For users whose role in the active organization has the permission.
export default async function handler(req: NextApiRequest, res: NextApiResponse) {
  const { userId, orgId, has } = getAuth(req);
  if (!userId) return res.status(401).json({ error: 'Sign in first.' });
  if (!orgId || !has({ permission: 'org:members:list' }))
    return res.status(403).json({ error: 'Your role does not allow it.' });

  const clerk = await clerkClient();
  const { data } = await clerk.organizations.getOrganizationMembershipList({ organizationId: orgId });
  res.json(data.map(({ role, publicUserData }) => ({ userId: publicUserData?.userId, role })));
}
