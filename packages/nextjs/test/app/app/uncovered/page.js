import { auth } from '@acme/nextjs/server';
import { plain } from '../../plain.js';

export default async function Page() {
  return <pre>{JSON.stringify(await plain(await auth()))}</pre>;
}
