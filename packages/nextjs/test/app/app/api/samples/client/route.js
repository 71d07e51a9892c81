import { clerkClient } from '@acme/nextjs/server';

export async function GET() {
  const client = await clerkClient();
  return Response.json(await client.users.getUserList());
}
