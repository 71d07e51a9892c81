import { createClerkClient } from '@acme/nextjs/server';

// From options alone: `apiUrl` leads to the emulator.
const client = createClerkClient({
  secretKey: process.env.CLERK_SECRET_KEY,
  apiUrl: process.env.CLERK_API_URL,
});

export async function GET() {
  return Response.json(await client.users.getUserList());
}
