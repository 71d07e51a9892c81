import { auth } from '@acme/nextjs/server';
import { parse } from '../../plain.js';

export default async function Page({ searchParams }) {
  const { o } = await searchParams;
  const { redirectToSignIn } = await auth();
  redirectToSignIn(parse(o));
}
