import { getAuth } from '@acme/nextjs/server';
import { parse, plain } from '../../plain.js';

export default async function handler(request, response) {
  try {
    const options = parse(request.query.o);
    response.json(await plain(options ? await getAuth(request, options) : getAuth(request)));
  } catch (error) {
    response.status(599).json({ error: error.name, code: error.code, message: error.message });
  }
}
