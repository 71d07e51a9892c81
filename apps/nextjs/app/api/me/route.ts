import { auth } from '@acme/nextjs/server';

export async function GET() {
  const { userId, sessionId } = await auth();
  if (!userId) return Response.json({ error: 'Sign in first.' }, { status: 401 });
  return Response.json({ userId, sessionId });
}
