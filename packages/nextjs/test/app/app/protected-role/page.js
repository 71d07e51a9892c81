import { auth } from '@acme/nextjs/server';

export default async function Page() {
  const { userId } = await auth.protect({ role: 'org:admin' });
  return <pre>{userId}</pre>;
}
