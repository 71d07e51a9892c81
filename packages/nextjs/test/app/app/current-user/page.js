import { currentUser } from '@acme/nextjs/server';

export default async function Page() {
  const user = await currentUser();
  return <pre>{user ? `${user.id} ${user.emailAddresses[0]?.emailAddress}` : 'null'}</pre>;
}
