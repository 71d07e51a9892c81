import { clerkClient, protect } from '@acme/tanstack-react-start/server';
import { createFileRoute } from '@tanstack/react-router';

/** For users whose role in the active organization has the permission. */
async function listMembers() {
  const { orgId } = await protect({ permission: 'org:members:list' });
  const { organizations } = clerkClient();
  const { data } = await organizations.getOrganizationMembershipList({ organizationId: String(orgId) });
  return Response.json(data.map(({ role, publicUserData }) => ({ userId: publicUserData?.userId, role })));
}

export const Route = createFileRoute('/api/members')({ server: { handlers: { GET: listMembers } } });
