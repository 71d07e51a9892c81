import { clerkClient } from '@acme/nextjs/server';

export async function GET() {
  const client = await clerkClient();
  const { totalCount } = await client.users.getUserList();
  return Response.json({ total: totalCount, same: client === (await clerkClient()) });
}
