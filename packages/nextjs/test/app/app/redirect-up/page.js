import { auth } from '@acme/nextjs/server';
import { parse } from '../../plain.js';

export default async function Page({ searchParams }) {
  const { o } = await searchParams;
  const { redirectToSignUp } = await auth();
  redirectToSignUp(parse(o));
}
