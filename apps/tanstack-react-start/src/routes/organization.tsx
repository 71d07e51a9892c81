import { clerkClient, protect } from '@acme/tanstack-react-start/server';
import { createFileRoute, Link } from '@tanstack/react-router';
import { createServerFn } from '@tanstack/react-start';
import { Page } from '../components/page';

const loadOrganizations = createServerFn().handler(async () => {
  const { userId, orgId } = await protect();
  const { data } = await clerkClient().users.getOrganizationMembershipList({ userId });
  const memberships = data.map(({ organization, role }) => ({ name: organization.name, role }));
  return { memberships, orgId };
});

/** The user's organizations. `orgId` is the active one. */
export const Route = createFileRoute('/organization')({
  loader: () => loadOrganizations(),
  component: Organizations,
});

function Organizations() {
  const { memberships, orgId } = Route.useLoaderData();
  return (
    <Page title="Your organizations">
      <ul>
        {memberships.map(({ name, role }) => (
          <li key={name}>{`${name}: ${role}`}</li>
        ))}
      </ul>
      <p>Working in: {orgId ?? 'no organization'}</p>
      <nav>
        <Link className="main" to="/">
          Home
        </Link>
      </nav>
    </Page>
  );
}
