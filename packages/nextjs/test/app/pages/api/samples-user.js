import { clerkClient, getAuth } from '@acme/nextjs/server';

export default async function handler(request, response) {
  const { isAuthenticated, userId } = getAuth(request);
  if (!isAuthenticated) return response.status(401).json({ error: 'Unauthorized' });
  const client = await clerkClient();
  return response.status(200).json({ user: await client.users.getUser(userId) });
}
