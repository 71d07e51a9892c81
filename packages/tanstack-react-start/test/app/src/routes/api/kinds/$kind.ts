import { createFileRoute } from '@tanstack/react-router';

function answer(kind: string, request: Request): Response | Promise<Response> {
  switch (kind) {
    case 'immutable-redirect':
      return Response.redirect(new URL('/', request.url));
    case 'fetched':
      return fetch(`${process.env['CLERK_API_URL'] ?? ''}/health`);
    case 'throw-response':
      throw new Response('no', { status: 403 });
    case 'throw-error':
      throw new Error('broken');
    case 'cookie':
      return new Response('c', {
        headers: [
          ['set-cookie', 'one=1'],
          ['set-cookie', 'two=2'],
        ],
      });
    default:
      return new Response(`kind ${kind}`);
  }
}

export const Route = createFileRoute('/api/kinds/$kind')({
  server: { handlers: { GET: ({ params, request }) => answer(params.kind, request) } },
});
