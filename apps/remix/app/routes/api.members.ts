import { clerkClient, protect } from '@acme/remix/ssr.server';
import type { LoaderFunctionArgs } from '@remix-run/node';

/** For users whose role in the active organization has the permission. */
export async function loader(args: LoaderFunctionArgs) {
  const { orgId } = await protect(args, { permission: 'org:members:list' });
  const { organizations } = await clerkClient(args);
  const { data } = await organizations.getOrganizationMembershipList({ organizationId: String(orgId) });
  return Response.json(data.map(({ role, publicUserData }) => ({ userId: publicUserData?.userId, role })));
}
