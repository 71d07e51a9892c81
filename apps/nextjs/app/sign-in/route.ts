import { auth } from '@acme/nextjs/server';
import type { NextRequest } from 'next/server';

// Leads to the sign-in page, and from there to a path of this app: `/sign-in?from=/organization`.
export async function GET(request: NextRequest) {
  const { redirectToSignIn } = await auth();
  const home = new URL('/', request.url);
  const back = new URL(request.nextUrl.searchParams.get('from') ?? '/', home);
  return redirectToSignIn({ returnBackUrl: back.origin === home.origin ? back.href : home.href });
}
