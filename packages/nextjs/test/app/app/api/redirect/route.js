import { auth } from '@acme/nextjs/server';

export async function GET() {
  const { redirectToSignIn } = await auth();
  redirectToSignIn();
}
