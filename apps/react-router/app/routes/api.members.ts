import { clerkClient, protect } from '@acme/react-router/server';
import type { LoaderFunctionArgs } from 'react-router';

/** For users whose role in the active organization has the permission. */
export async function loader(args: LoaderFunctionArgs) {
  const { orgId } = await protect(args, { permission: 'org:members:list' });
  const organizations = clerkClient(args).organizations;
  const { data } = await organizations.getOrganizationMembershipList({ organizationId: String(orgId) });
  return Response.json(data.map(({ role, publicUserData }) => ({ userId: publicUserData?.userId, role })));
}
