import { auth } from '@acme/nextjs/server';
import { parse, plain } from '../../../plain.js';

async function answer(request) {
  const { searchParams } = new URL(request.url);
  const role = searchParams.get('fn');
  const given = role ? [(has) => has({ role })] : (parse(searchParams.get('p')) ?? []);
  try {
    return Response.json(await plain(await auth.protect(...given)));
  } catch (error) {
    if (!searchParams.get('catch')) throw error;
    return Response.json({ name: error.name, message: error.message, digest: error.digest }, { status: 598 });
  }
}

export { answer as GET, answer as OPTIONS, answer as POST };
