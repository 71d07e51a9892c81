import { clerkClient, protect } from '@acme/astro/server';
import type { APIRoute } from 'astro';

/** For users whose role in the active organization has the permission. */
export const GET: APIRoute = async (context) => {
  const { orgId } = protect(context, { permission: 'org:members:list' });
  const organizations = clerkClient(context).organizations;
  const { data } = await organizations.getOrganizationMembershipList({ organizationId: String(orgId) });
  return Response.json(data.map(({ role, publicUserData }) => ({ userId: publicUserData?.userId, role })));
};
