import { getAuth } from '@acme/nextjs/server';

export const config = { runtime: 'edge' };

export default function handler(request) {
  try {
    return Response.json(getAuth(request).userId);
  } catch (error) {
    return Response.json({ error: error.name, code: error.code }, { status: 599 });
  }
}
