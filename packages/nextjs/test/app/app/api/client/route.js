import { clerkClient, currentUser } from '@acme/nextjs/server';

export async function GET() {
  const client = await clerkClient();
  const { totalCount } = await client.users.getUserList();
  const user = await currentUser();
  return Response.json({ total: totalCount, same: client === (await clerkClient()), userId: user?.id ?? null });
}
