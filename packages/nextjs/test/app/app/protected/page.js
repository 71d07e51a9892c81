import { auth } from '@acme/nextjs/server';

export default async function Page() {
  const { userId } = await auth.protect();
  return <pre>{userId}</pre>;
}
