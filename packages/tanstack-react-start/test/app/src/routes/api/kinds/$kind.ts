import { createFileRoute } from '@tanstack/react-router';

function answer(kind: string): Response | Promise<Response> {
  switch (kind) {
    case 'immutable-redirect':
      return Response.redirect('http://127.0.0.1:9/elsewhere');
    case 'fetched':
      return fetch(`${process.env['CLERK_API_URL'] ?? ''}/v1/health`);
    case 'throw-response':
      throw new Response('no', { status: 403 });
    case 'throw-error':
      throw new Error('broken');
    case 'cookie':
      return new Response('c', {
        headers: [
          ['set-cookie', 'a=1'],
          ['set-cookie', 'b=2'],
        ],
      });
    default:
      return new Response(`kind ${kind}`);
  }
}

export const Route = createFileRoute('/api/kinds/$kind')({
  server: { handlers: { GET: ({ params }) => answer(params.kind) } },
});
