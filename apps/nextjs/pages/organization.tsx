import { clerkClient, getAuth } from '@acme/nextjs/server';
import type { GetServerSideProps } from 'next';
import { Page } from '../components/page';

interface Props {
  readonly memberships: readonly { readonly name: string; readonly role: string }[];
  readonly orgId: string | null;
}

/** The user's organizations. `orgId` is the active one. A page of the Pages Router. */
export default function Organizations({ memberships, orgId }: Props) {
  return (
    <Page title="Your organizations">
      <ul>
        {memberships.map(({ name, role }) => (
          <li key={name}>{`${name}: ${role}`}</li>
        ))}
      </ul>
      <p>Working in: {orgId ?? 'no organization'}</p>
      <nav>
        <a className="main" href="/">
          Home
        </a>
      </nav>
    </Page>
  );
}

export const getServerSideProps = (async ({ req, resolvedUrl }) => {
  const { userId, orgId } = getAuth(req);
  if (!userId) {
    const signIn = new URLSearchParams({ from: resolvedUrl });
    return { redirect: { destination: `/sign-in?${signIn}`, permanent: false } };
  }
  const clerk = await clerkClient();
  const { data } = await clerk.users.getOrganizationMembershipList({ userId });
  const memberships = data.map(({ organization, role }) => ({ name: organization.name, role }));
  return { props: { memberships, orgId: orgId ?? null } };
}) satisfies GetServerSideProps<Props>;
