import { clerkClient, protect } from '@acme/react-router/server';
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router';
import { Page } from '../components/page';

export async function loader(args: LoaderFunctionArgs) {
  const { userId, orgId } = await protect(args);
  const { data } = await clerkClient(args).users.getOrganizationMembershipList({ userId });
  const memberships = data.map(({ organization, role }) => ({ name: organization.name, role }));
  return { memberships, orgId };
}

/** The user's organizations. `orgId` is the active one. */
export default function Organizations() {
  const { memberships, orgId } = useLoaderData<typeof loader>();
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
