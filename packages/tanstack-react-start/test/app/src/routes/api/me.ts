import { auth, getAuth } from '@acme/tanstack-react-start/server';
import { createFileRoute } from '@tanstack/react-router';

async function who({ request }: { readonly request: Request }) {
  const { searchParams } = new URL(request.url);
  const accepts = searchParams.get('accepts')?.split(',');
  // The query of a test has the kinds that it wants to see.
  const options: object = {
    ...(accepts && { acceptsToken: accepts.length === 1 ? accepts[0] : accepts }),
    ...(searchParams.has('pending') && { treatPendingAsSignedOut: searchParams.get('pending') === 'true' }),
  };
  const found: object = searchParams.has('getAuth') ? getAuth(request, options) : await auth(options);
  return Response.json({ ...found });
}

export const Route = createFileRoute('/api/me')({ server: { handlers: { GET: who, POST: who } } });
