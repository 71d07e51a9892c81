import { auth } from '@acme/nextjs/server';
import { parse, plain } from '../../../plain.js';

export async function GET(request) {
  try {
    const options = parse(new URL(request.url).searchParams.get('o'));
    return Response.json(await plain(await (options === undefined ? auth() : auth(options))));
  } catch (error) {
    return Response.json({ error: error.name, code: error.code, message: error.message }, { status: 599 });
  }
}
