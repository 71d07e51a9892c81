import { auth, clerkClient } from '@acme/nextjs/server';
import { NextResponse } from 'next/server';

export async function GET() {
  const { isAuthenticated, userId } = await auth();
  if (!isAuthenticated) return new NextResponse('Unauthorized', { status: 401 });
  const client = await clerkClient();
  return NextResponse.json({ user: await client.users.getUser(userId) }, { status: 200 });
}
